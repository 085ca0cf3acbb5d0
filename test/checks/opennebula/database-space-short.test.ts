import check from '../../../checks/opennebula/database-space-short.ts';
import { cases } from '../../support/cases.ts';
import { ABSENT, DENIED, versionRows } from './rows.ts';
import { frontend } from './support.ts';

const MIB = 1024 * 1024;
const df = (mebibytes: number): { stdout: string } => ({
  stdout: `Filesystem     1024-blocks     Used Available Capacity Mounted on\n/dev/mapper/one  41152832 12345678  ${mebibytes * 1024}      31% /var/lib/one\n`,
});
const common = { ...frontend('6.10.2'), versions: versionRows('6.10.0') };
const sqlite = (free: number) => ({ ...common, tables: ABSENT, free: df(free), files: [{ path: '/var/lib/one/one.db', size: 100 * MIB }] });
const LARGE = ['vm_pool', 'history', 'logdb', 'vm_monitoring', 'host_monitoring'];
const mysql = (free: number, names = LARGE) => ({
  ...common,
  free: df(free),
  files: [],
  tables: names.map(name => ({ TABLE_NAME: name, TABLE_COLLATION: 'utf8_bin', DATA_LENGTH: 20 * MIB, INDEX_LENGTH: 4 * MIB })),
});
const at = { host: 'frontend', path: '/var/lib/one' };

cases(check, {
  on: { from: '6.10.2', to: '7.0.1', phase: 'pre' },
  passes: { 'room for both': { given: sqlite(221) }, 'room for a dump': { given: mysql(120) } },
  fails: {
    'no room for the backup': { given: sqlite(99), finds: [{ message: 'full', data: { free: 99, needed: 100 }, ...at, remedy: 'Make room' }] },
    'room for the backup alone': { given: sqlite(219), finds: [{ message: 'tight', data: { free: 219, needed: 221 }, ...at }] },
    'no room for a dump': { given: mysql(119), finds: [{ message: 'fullDump', data: { free: 119, needed: 120 }, ...at }] },
  },
  unknown: {
    'the database is elsewhere': { given: { ...sqlite(500), files: [] }, because: 'one.db is not there' },
    'the server hides tables': { given: mysql(500, ['vm_pool', 'history', 'logdb']), because: 'the size of vm_monitoring, host_monitoring' },
    'df fails': { given: { ...sqlite(500), free: { stdout: '', exit: 1 } }, because: 'df says no free space' },
    'the tables may not be read': { given: { ...mysql(500), tables: DENIED }, because: 'SELECT command denied' },
  },
});
