import check from '../../../checks/ovirt/upgrade-path-unsupported.ts';
import { cases } from '../../support/cases.ts';
import { rpmSays } from './rpm-says.ts';

const rpm = (...installed: string[]) => rpmSays(check.needs.packages, installed);
const engine = (version: string) => ({ packages: rpm(`ovirt-engine ${version}`) });
const at = { host: 'engine', object: 'package ovirt-engine' };

cases(check, {
  on: { from: '4.3.10.4', to: '4.3.11', phase: 'pre' },
  passes: {
    'a newer release of the same line': { given: engine('4.3.10.4') },
    'the target is what is installed': { given: engine('4.3.11.4'), to: '4.3' },
    'from the last 4.4 to 4.5': { given: engine('4.4.10.7'), from: '4.4.10.7', to: '4.5.7' },
    'a development build': { given: engine('4.5.6_master'), from: '4.5.6', to: '4.5.7' },
  },
  notes: {
    'from the last 4.3 to 4.4': {
      given: engine('4.3.11.4'),
      from: '4.3.11.4',
      to: '4.4.10',
      finds: [{ message: 'newMachine', data: { installed: '4.3.11.4', target: '4.4.10' }, ...at }],
    },
  },
  fails: {
    'two lines at once': {
      given: engine('4.3.11.4'),
      to: '4.5.6',
      finds: [
        {
          message: 'skipsLines',
          data: { installed: '4.3.11.4', target: '4.5.6', way: '4.4' },
          ...at,
          remedy: 'each with its own release packages: 4.4',
        },
      ],
    },
    'an older target': {
      given: engine('4.4.10.7'),
      to: '4.3.11',
      finds: [{ message: 'backwards', data: { installed: '4.4.10.7', target: '4.3.11' }, ...at }],
    },
    'not the last of 4.4': {
      given: engine('4.4.9.5'),
      to: '4.5',
      finds: [{ message: 'notLast', data: { installed: '4.4.9.5', target: '4.5', last: '4.4.10' }, ...at, remedy: 'Update to 4.4.10 first' }],
    },
    'not the last of 4.3': {
      given: engine('4.3.10.4'),
      to: '4.4.10',
      finds: [
        { message: 'notLast', data: { installed: '4.3.10.4', target: '4.4.10', last: '4.3.11' }, ...at },
        { message: 'newMachine', data: { installed: '4.3.10.4', target: '4.4.10' }, ...at },
      ],
    },
  },
  unknown: {
    'a line that nobody knows': { given: engine('4.5.7'), to: '4.6', because: 'preflight knows oVirt 4.2 to 4.5' },
    'rpm is locked': { given: { packages: { stdout: '', stderr: 'error: rpmdb: locked', exit: 1 } }, because: 'rpm says nothing of ovirt-engine' },
    'a hostile version': { given: { packages: rpm('ovirt-engine \u001b[31m__proto__') }, because: 'the version of the package ovirt-engine is none' },
  },
});
