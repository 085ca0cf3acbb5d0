import check from '../../../checks/cloudstack/database-upgrade-incomplete.ts';
import { cases } from '../../support/cases.ts';
import { DENIED, rpms } from './services.ts';

const row = (id: number, version: string, step: string | null = 'Complete') => ({ id, version, step });
const before = row(1, '4.2.1');
const FAILED = '2026-11-21 02:10:11,345 ERROR [c.c.u.DatabaseUpgradeChecker] (main:null) Unable to execute upgrade script: schema-421to430.sql';
const log = `2026-11-21 02:10:10,000 INFO  [c.c.u.DatabaseUpgradeChecker] (main:null) Running upgrade Upgrade421to430 to upgrade from 4.2.1-4.3.0 to 4.3.0\n${FAILED}\n`;
const at = { object: 'table cloud.version' };
const inLog = { message: 'failedInLog' as const, data: { line: FAILED }, host: 'management', object: 'management-server.log' };

const RPM = { rpm: rpms('cloudstack-management 4.3.2-1.el6') };

cases(check, {
  on: { from: '4.2.1', to: '4.3.2', phase: 'post' },
  passes: {
    'every hop is complete': { given: { ...RPM, versions: [before, row(2, '4.3.0'), row(3, '4.3.1'), row(4, '4.3.2')], logs: '' } },
    'rows in another order': { given: { ...RPM, versions: [row(4, '4.3.2'), before] } },
    'a try that failed, a restore and a second one': {
      given: { ...RPM, versions: [before, row(2, '4.3.2', 'Upgrade'), row(3, '4.3.2')], logs: log },
    },
    'a target that names the line only': { to: '4.3', given: { ...RPM, versions: [before, row(2, '4.3.2')] } },
    'packages of Debian': { given: { deb: 'cloudstack-management install ok installed 4.3.2\n', versions: [before, row(2, '4.3.2')] } },
    'nobody names the target, and the packages agree': { to: undefined as never, given: { ...RPM, versions: [before, row(2, '4.3.2')] } },
    'a build of Citrix before': { given: { ...RPM, versions: [row(1, '3.0.6.20121222035904'), row(2, '4.3.2')] } },
  },
  fails: {
    'it runs, or broke off': {
      given: { ...RPM, versions: [before, row(2, '4.3.0', 'Upgrade')], logs: log },
      finds: [{ message: 'unfinished', data: { id: 2, version: '4.3.0', step: 'Upgrade' }, ...at }, inLog],
    },
    'its cleanup did not end': {
      given: { ...RPM, versions: [before, row(2, '4.3.2', 'Cleanup')], logs: DENIED },
      finds: [{ message: 'unfinished', data: { id: 2, version: '4.3.2', step: 'Cleanup' }, ...at }],
    },
    'a hop in the middle is not complete': {
      given: { ...RPM, versions: [before, row(2, '4.3.0', null), row(3, '4.3.2')] },
      finds: [{ message: 'unfinished', data: { id: 2, version: '4.3.0', step: 'NULL' }, ...at }],
    },
    'complete, but for its spelling': {
      given: { ...RPM, versions: [before, row(2, '4.3.2', 'complete')] },
      finds: [{ message: 'unfinished', data: { id: 2, version: '4.3.2', step: 'complete' }, ...at }],
    },
    'it has not begun': {
      given: { ...RPM, versions: [before], logs: log },
      finds: [{ message: 'older', data: { version: '4.2.1', to: '4.3.2' }, ...at }, inLog],
    },
    '4.9 is older than 4.11': {
      from: '4.9.3',
      to: '4.11.3',
      given: { ...RPM, versions: [row(1, '4.9.3')] },
      finds: [{ message: 'older', data: { version: '4.9.3', to: '4.11.3' }, ...at }],
    },
    'nobody names the target, and the packages are newer': {
      to: undefined as never,
      given: { ...RPM, versions: [before] },
      finds: [
        {
          message: 'behindPackages',
          data: { version: '4.2.1', name: 'cloudstack-management', installed: '4.3.2' },
          host: 'management',
          object: 'package cloudstack-management',
        },
      ],
    },
    'packages older than the database': {
      given: { ...RPM, versions: [before, row(2, '4.4.0')] },
      finds: [{ message: 'newer', data: { version: '4.4.0', to: '4.3.2' }, ...at }],
    },
  },
  unknown: {
    'an empty table': { given: { ...RPM, versions: [] }, because: 'names no completed upgrade' },
    'a version that is none': { given: { ...RPM, versions: [row(1, '__proto__')] }, because: 'which is none' },
    'no package can be seen': { given: { versions: [before, row(2, '4.3.2')], rpm: DENIED, deb: '' }, because: 'no installed package' },
    'the database does not answer': { given: { ...RPM, versions: DENIED }, because: 'permission denied' },
  },
});
