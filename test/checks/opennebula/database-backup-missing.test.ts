import check from '../../../checks/opennebula/database-backup-missing.ts';
import { cases } from '../../support/cases.ts';

const DB = { path: '/var/lib/one/one.db', size: 1000, mtime: '2026-11-21T01:00:00Z' };
const backup = (size: number, mtime = '2026-11-21T01:10:00Z', path = '/var/lib/one/one.db_2026-11-21_1:10:0.bck') => ({ path, size, mtime });
const DUMP = '/var/lib/one/mysql_localhost_opennebula_2026-11-21_1:10:0.sql';
const at = (path = '/var/lib/one/one.db_2026-11-21_1:10:0.bck') => ({ host: 'frontend', object: 'backup of the database', path });

cases(check, {
  on: { from: '6.10.2', to: '7.0.1', phase: 'stopped' },
  passes: {
    'of an hour ago': { given: { files: [DB, backup(1000)] } },
    'a dump, beside old ones': {
      given: { files: [backup(500, undefined, DUMP), backup(1, '2026-01-01T00:00:00Z', '/var/lib/one/mysql_db_one_2026-1-1_0:0:0.sql')] },
    },
    'on the other front-end': { given: { files: { on: { f1: [DB], f2: [DB, backup(900)] } } } },
    'half as large as the database, which was vacuumed': { given: { files: [DB, backup(500)] } },
  },
  notes: {
    'one that is elsewhere': {
      given: { files: [] },
      inputs: { elsewhere: '/backup/one.sql' },
      finds: [{ message: 'elsewhere', data: { path: '/backup/one.sql' } }],
    },
  },
  fails: {
    'none, and names that are no backups': {
      given: {
        files: [
          DB,
          backup(10, undefined, '/var/lib/one/mysql_x.sql.gz'),
          backup(10, undefined, '/var/lib/one/one.db_federated_2026-1-1_0:0:0.bck'),
          { ...backup(10), type: 'directory' },
        ],
      },
      finds: [{ message: 'missing', data: {}, host: 'frontend', object: 'backup of the database', remedy: 'onedb backup' }],
    },
    'an empty one': { given: { files: [DB, backup(0)] }, finds: [{ message: 'empty', data: { path: at().path }, ...at() }] },
    'an old and small one': {
      given: { files: [DB, backup(499, '2026-11-19T01:59:00Z')] },
      finds: [
        { message: 'old', data: { path: at().path, hours: 48 }, ...at() },
        { message: 'small', data: { path: at().path, size: 499, database: 1000 }, ...at() },
      ],
    },
  },
  unknown: {
    'the directory may not be read': { given: { files: { status: 'denied', reason: 'not for you' } }, because: 'not for you' },
    'a path that is none': { given: { files: [] }, inputs: { elsewhere: 'one.sql' }, because: 'is no absolute path' },
  },
});
