import check from '../../../checks/ovirt/ansible-conflicting.ts';
import { cases } from '../../support/cases.ts';
import { rpmSays } from './rpm-says.ts';

const given = (...installed: string[]) => ({ packages: rpmSays(check.needs.packages, installed) });

cases(check, {
  on: { from: '4.4.10', to: '4.5.6', phase: 'pre' },
  passes: {
    'ansible-core alone': { given: given('ansible-core 2.13.3', 'ansible-runner 2.1.3') },
    'the collections on top of ansible-core': { given: given('ansible 7.2.0', 'ansible-core 2.14.2') },
    'none at all': { given: given() },
  },
  fails: {
    'ansible 2.9': {
      given: given('ansible 2.9.27'),
      finds: [
        {
          message: 'inTheWay',
          data: { version: '2.9.27' },
          host: 'engine',
          object: 'package ansible',
          remedy: "dnf update --allowerasing 'ovirt*setup*'",
        },
      ],
    },
    'an old ansible-core': {
      given: given('ansible-core 2.11.12'),
      finds: [{ message: 'coreOld', data: { version: '2.11.12' }, host: 'engine', object: 'package ansible-core' }],
    },
  },
  unknown: {
    'rpm is locked': {
      given: { packages: { stdout: '', stderr: 'error: cannot open Packages database\u001b[2J', exit: 1 } },
      because: 'rpm says nothing of ansible',
    },
  },
});
