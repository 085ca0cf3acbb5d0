import check from '../../../checks/cloudstack/database-version-off-path.ts';
import { managementPackages } from '../../../checks/cloudstack/facts/packages.ts';
import { cases } from '../../support/cases.ts';

const versions = (...all: string[]) =>
  all.map((one, index) => ({ id: index + 1, version: one.split(' ')[0]!, step: one.split(' ')[1] ?? 'Complete' }));
const [query] = managementPackages.rpm.queries({});
/** Every package that is asked for is answered, as rpm does. */
const rpm = (version: string, name = 'cloudstack-management') => ({
  stdout: query!.argv
    .slice(4)
    .map(one => (one === name ? `${one} ${version}-1.el6 1407412345\n` : `package ${one} is not installed\n`))
    .join(''),
  exit: 20,
});
const deb = (version: string) => `cloudstack-management install ok installed ${version}\n`;
const at42 = { versions: versions('4.1.1', '4.2.1'), rpm: rpm('4.2.1') };
const database = { object: 'version of the database' };
const row = (id: number) => ({ object: `cloud.version row ${id}` });
const differs = (installed: string, version: string, host = 'management', name = 'cloudstack-management') =>
  ({ message: 'packageDiffers', data: { package: name, installed, version }, host, object: name }) as const;

cases(check, {
  on: { from: '4.2.1', to: '4.3.2', phase: 'pre' },
  passes: {
    'on the path from 4.2': { given: at42 },
    '4.2, said without its last part': { given: at42, from: '4.2' },
    'from 2.2.14': {
      given: { versions: versions('2.2.14'), rpm: rpm('2.2.14', 'cloud-client') },
      from: '2.2.14',
      phase: 'stopped',
    },
    'a build of Citrix, whose stamp is not compared': {
      given: { versions: versions('3.0.6.20121222035904'), rpm: rpm('3.0.6', 'cloud-client') },
      from: '3.0.6',
    },
    'one hotfix to the next': { given: { versions: versions('4.3.0'), deb: deb('4.3.0') }, from: '4.3.0', to: '4.3.1' },
    '4.9 is older than 4.11': { given: { versions: versions('4.9.3.0'), deb: deb('4.9.3.0~xenial') }, from: '4.9.3.0', to: '4.11.3.0' },
    'a snapshot build': { given: { versions: versions('4.21.0.0-SNAPSHOT'), rpm: rpm('4.21.0.0') }, from: '4.21.0.0', to: '4.22.0.0' },
    'an epoch and a release in the package': { given: { versions: versions('4.2.1'), deb: deb('1:4.2.1-0ubuntu1') } },
    'a former package whose configuration is left': {
      given: { versions: versions('4.2.1'), deb: `${deb('4.2.1')}cloud-client deinstall ok config-files 4.0.2\n` },
    },
    'the newest is not the last that was read': { given: { ...at42, versions: versions('4.1.1', '4.2.1').reverse() } },
  },
  fails: {
    'an upgrade that was begun and did not end': {
      given: { ...at42, versions: versions('4.2.1', '4.3.0 Upgrade') },
      finds: [{ message: 'interrupted', data: { id: 2, version: '4.3.0', step: 'Upgrade' }, ...row(2), remedy: 'Restore the dump' }],
    },
    'none was ever complete': {
      given: { ...at42, versions: versions('4.2.1 Upgrade') },
      finds: [{ message: 'interrupted', data: { id: 1, version: '4.2.1', step: 'Upgrade' }, ...row(1) }],
    },
    'it stopped at its cleanup, and hostile text': {
      given: { ...at42, versions: [{ id: 9, version: "4.3\u001b[2J';--", step: '__proto__' }, ...versions('4.2.1')] },
      finds: [{ message: 'interrupted', data: { id: 9, version: "4.3\u001b[2J';--", step: '__proto__' }, ...row(9) }],
    },
    'an old one that a later upgrade passed': {
      given: { ...at42, versions: versions('4.1.1', '4.2.0 Upgrade', '4.2.1') },
      finds: [{ message: 'leftBehind', data: { id: 2, version: '4.2.0', step: 'Upgrade' }, ...row(2), remedy: 'rehearse' }],
    },
    'one step before 2.2.14': {
      given: { versions: versions('2.2.13'), rpm: rpm('2.2.13', 'cloud-client') },
      from: '2.2.13',
      finds: [{ message: 'tooOld', data: { version: '2.2.13' }, ...database, remedy: 'Upgrade to 2.2.14 first' }],
    },
    'before 2.2.14 with another target': {
      given: { versions: versions('2.1.8'), rpm: rpm('2.1.8', 'cloud-client') },
      from: '2.1.8',
      to: '4.11.3.0',
      finds: [{ message: 'tooOld', data: { version: '2.1.8' }, ...database }],
    },
    'between the paths': {
      given: { versions: versions('2.2.16'), rpm: rpm('2.2.16', 'cloud-client') },
      from: '2.2.16',
      finds: [{ message: 'offPath', data: { version: '2.2.16', to: '4.3.2' }, ...database }],
    },
    'newer than the target': {
      given: { versions: versions('4.4.0'), rpm: rpm('4.4.0') },
      from: '4.4.0',
      finds: [{ message: 'newer', data: { version: '4.4.0', to: '4.3.2' }, ...database }],
    },
    '4.11 is newer than 4.9': {
      given: { versions: versions('4.11.0.0'), rpm: rpm('4.11.0.0') },
      from: '4.11.0.0',
      to: '4.9.3.1',
      finds: [{ message: 'newer', data: { version: '4.11.0.0', to: '4.9.3.1' }, ...database }],
    },
    'at the target': {
      given: { versions: versions('4.3.2'), rpm: rpm('4.3.2') },
      from: '4.3.2',
      finds: [{ message: 'same', data: { version: '4.3.2' }, ...database }],
    },
    'another version than was said': {
      given: at42,
      from: '4.1.1',
      finds: [{ message: 'notAsSaid', data: { version: '4.2.1', from: '4.1.1' }, ...database }],
    },
    'the package is newer than the database': {
      given: { ...at42, rpm: rpm('4.3.0') },
      finds: [differs('4.3.0', '4.2.1')],
    },
    'one server of two was left out': {
      given: { versions: versions('4.2.1'), rpm: { on: { m1: rpm('4.2.1'), m2: rpm('4.0.2', 'cloud-client') } } },
      finds: [differs('4.0.2', '4.2.1', 'm2', 'cloud-client')],
    },
  },
  unknown: {
    'the database refuses us': {
      given: { ...at42, versions: { status: 'denied', reason: 'SELECT command denied' } },
      because: 'SELECT command denied',
    },
    'no table': { given: { rpm: rpm('4.2.1') }, because: 'is not there or has no row' },
    'an empty table': { given: { ...at42, versions: [] }, because: 'is not there or has no row' },
    'no version in the row': { given: { ...at42, versions: versions('unknown') }, because: 'the version of the database is no version: "unknown"' },
    'no package': {
      given: { ...at42, rpm: rpm('1', 'none of them') },
      because: 'no package cloudstack-management',
    },
    'neither dpkg nor rpm': { given: { versions: versions('4.2.1'), deb: { status: 'absent', reason: 'no such program' } }, because: 'no package' },
    'a package without a version': { given: { ...at42, rpm: rpm('unknown') }, because: 'the version of the package cloudstack-management is none' },
    'a management server that is down': {
      given: { ...at42, rpm: { on: { m1: rpm('4.2.1'), m2: { status: 'unreachable', reason: 'timed out' } } } },
      because: 'on m2: timed out',
    },
  },
});
