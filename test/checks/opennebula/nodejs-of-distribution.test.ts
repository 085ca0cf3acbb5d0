import check from '../../../checks/opennebula/nodejs-of-distribution.ts';
import { cases } from '../../support/cases.ts';
import { osRelease, TIMEOUT } from './hosts.ts';

const PARTS = ['nodejs', 'nodejs-docs', 'nodejs-full-i18n', 'nodejs-libs', 'npm'];
const rpm = (installed: Readonly<Record<string, string>>) => ({
  stdout: PARTS.map(name => (installed[name] === undefined ? `package ${name} is not installed\n` : `${name} ${installed[name]}\n`)).join(''),
  exit: 4,
});
const alma = osRelease('almalinux', '9.4', 'AlmaLinux 9.4');
const found = (version: string, packages: string, remedy: string) =>
  ({ message: 'old', data: { os: 'AlmaLinux 9.4', version, packages }, host: 'frontend', object: 'package nodejs', remedy }) as const;

cases(check, {
  on: { from: '7.0.1', to: '7.2.0', phase: 'pre' },
  passes: {
    'none is installed': { given: { systems: alma, packages: rpm({}) } },
    'that of nodesource': { given: { systems: alma, packages: rpm({ nodejs: '20.18.1-1nodesource' }) } },
    'a later stream of the distribution': { given: { systems: alma, packages: rpm({ nodejs: '22.4.1-1.module_el9', npm: '10.8.1-1.22.4.1' }) } },
    'there is no rpm, which nobody needs to know': { given: { systems: alma } },
  },
  fails: {
    'version 16 with its parts': {
      given: { systems: alma, packages: rpm({ nodejs: '16.20.2-8.el9_4', 'nodejs-libs': '16.20.2-8.el9_4', npm: '8.19.4-1.16.20.2.8.el9_4' }) },
      finds: [found('16.20.2-8.el9_4', 'nodejs nodejs-libs npm', 'rpm -e --nodeps nodejs-libs\nrpm -e --nodeps npm\nyum upgrade opennebula')],
    },
    'version 18 of a module': {
      given: { systems: alma, packages: rpm({ nodejs: '18.20.4-1.module_el9.4' }) },
      finds: [found('18.20.4-1.module_el9.4', 'nodejs', 'rpm -e --nodeps nodejs')],
    },
  },
  skips: {
    'another system': { given: { systems: osRelease('debian', '12'), packages: rpm({ nodejs: '16.0.0-1' }) }, because: 'no front-end runs RHEL 9' },
    'another release of it': { given: { systems: osRelease('rhel', '8.10') }, because: 'no front-end runs RHEL 9' },
  },
  unknown: { 'rpm does not answer': { given: { systems: alma, packages: TIMEOUT }, because: 'did not end' } },
});
