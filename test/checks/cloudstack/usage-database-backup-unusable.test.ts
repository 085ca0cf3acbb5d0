import check from '../../../checks/cloudstack/usage-database-backup-unusable.ts';
import { cases } from '../../support/cases.ts';
import { dump, entry, fileAt, truncated } from './dumps.ts';
import { DENIED, mshost, on, UNREACHABLE } from './services.ts';

const PATH = '/root/cloud_usage-backup.sql';
const lies = (text: string, path = PATH, more: object = {}) =>
  ({
    dumpOnManagement: on({ m1: fileAt(path, text) }),
    filesOnManagement: on({ m1: [entry(path, more)] }),
    servers: [mshost(1, { last_update: '2026-11-21 01:50:00' })],
    names: on({ m1: 'db.cloud.name=cloud\n' }),
    linesOnManagement: on({ m1: DENIED }),
  }) as never;
/** What zgrep finds in it. */
const lines = (...found: string[]): never =>
  ({
    ...(lies(dump('cloud_usage')) as object),
    linesOnManagement: on({ m1: { stdout: found.map(line => `${PATH}:${line}\n`).join('') } }),
  }) as never;
const at = (path = PATH) => ({ host: 'm1', object: `dump ${path}`, path });
const ENDS_ONLY = 'Its ends do not show whether it has the stored procedures';
const complete = (path = PATH, size = 4_000_000) => ({
  message: 'complete' as const,
  data: { path, size, mtime: '2026-11-21T01:56:39Z', routines: ENDS_ONLY },
  ...at(path),
});
const without = (text: string): never => ({ ...(lies(text, '/nothing') as object), filesOnManagement: on({ m1: [] }) }) as never;

cases(check, {
  on: { from: '4.2.1', to: '4.3.2', phase: 'stopped' },
  passes: {},
  notes: {
    'a complete dump, small as usage is': { given: lies(dump('cloud_usage'), PATH, { size: 20_000 }), finds: [complete(PATH, 20_000)] },
    'the name of the guide for 3.0': {
      given: lies(dump('cloud_usage'), '/root/cloud-usage-backup.dmp'),
      finds: [complete('/root/cloud-usage-backup.dmp')],
    },
    'one file for both databases, which names cloud first': {
      inputs: { cloudBackup: PATH, usageBackup: PATH },
      given: {
        ...(lines(
          '-- Host: localhost    Database: cloud',
          '-- Current Database: `cloud_usage`',
          'CREATE TABLE `cloud_usage` ',
          '-- Dump completed',
        ) as object),
        dumpOnManagement: on({ m1: fileAt(PATH, dump('cloud')) }),
      } as never,
      finds: [{ ...complete(), data: { ...complete().data, routines: 'It has no stored procedures' } }],
    },
    'one file for all databases': {
      inputs: { cloudBackup: '/srv/a.sql', usageBackup: '/srv/a.sql' },
      given: lies(dump(''), '/srv/a.sql'),
      finds: [complete('/srv/a.sql')],
    },
    'compressed and tested': {
      inputs: { backupsTested: true },
      given: lies('BZh91AY'),
      finds: [{ message: 'tested', data: { path: PATH, why: 'it is compressed (bzip2), so that only its size and age can be told' }, ...at() }],
    },
  },
  fails: {
    'only cloud was dumped, as the guide for 4.2 does': {
      given: without('a'),
      finds: [
        {
          message: 'missing',
          data: {
            database: 'cloud_usage',
            paths: '/root/cloud_usage-backup.sql, /root/cloud_usage-backup.dmp, /root/cloud-usage-backup.dmp',
            hosts: 'database, m1',
          },
          object: 'dump of cloud_usage',
          remedy: 'mysqldump -u root -p --routines cloud_usage > /root/cloud_usage-backup.sql',
        },
      ],
    },
    'cloud under its name': {
      given: lies(dump('cloud')),
      finds: [{ message: 'otherDatabase', data: { path: PATH, other: 'cloud', database: 'cloud_usage' }, ...at() }],
    },
    'without its largest table, and without routines': {
      to: '4.20.1.0',
      given: lines('-- Host: localhost    Database: cloud_usage', 'CREATE TABLE `version` ', '-- Dump completed'),
      finds: [{ message: 'partial', data: { path: PATH, database: 'cloud_usage', table: 'cloud_usage' }, ...at() }],
    },
    'without routines': {
      to: '4.20.1.0',
      given: lines('-- Host: localhost    Database: cloud_usage', 'CREATE TABLE `cloud_usage` ', '-- Dump completed'),
      finds: [
        { message: 'withoutRoutines', data: { path: PATH, database: 'cloud_usage', version: '4.20.1.0' }, ...at() },
        { ...complete(), data: { ...complete().data, routines: 'It has no stored procedures' } },
      ],
    },
    empty: { given: lies(''), finds: [{ message: 'empty', data: { path: PATH }, ...at() }] },
    'broken off': { given: lies(truncated('cloud_usage')), finds: [{ message: 'truncated', data: { path: PATH }, ...at() }] },
    'before its first table': {
      given: lies(dump('cloud_usage').split('\nDROP')[0]!),
      finds: [{ message: 'tableless', data: { path: PATH }, ...at() }],
    },
    'an error in it': {
      given: lies(`mysqldump: Got error: 1049: Unknown database '\u001b[2J' when selecting the database\n`),
      finds: [
        {
          message: 'errorInside',
          data: { path: PATH, error: "mysqldump: Got error: 1049: Unknown database '\u001b[2J' when selecting the database" },
          ...at(),
        },
      ],
    },
    'no dump': { given: lies('PK'), finds: [{ message: 'notDump', data: { path: PATH }, ...at() }] },
    old: {
      given: lies(dump('cloud_usage'), PATH, { mtime: '2026-11-01T00:00:00Z' }),
      finds: [
        { message: 'old', data: { path: PATH, age: '20 days' }, ...at() },
        { ...complete(), data: { path: PATH, size: 4_000_000, mtime: '2026-11-01T00:00:00Z', routines: ENDS_ONLY } },
      ],
    },
    'before the stop': {
      given: lies(dump('cloud_usage'), PATH, { mtime: '2026-11-21T01:00:00Z' }),
      finds: [
        { message: 'beforeStop', data: { path: PATH, mtime: '2026-11-21T01:00:00Z', stop: '2026-11-21 01:50:00 UTC' }, ...at() },
        { ...complete(), data: { path: PATH, size: 4_000_000, mtime: '2026-11-21T01:00:00Z', routines: ENDS_ONLY } },
      ],
    },
    'without comments, tiny, and open to all': {
      inputs: { usageBackup: '/srv/u.sql' },
      given: lies('SET NAMES utf8;\n/*!40111 SET SQL_NOTES=@OLD_SQL_NOTES */;\n', '/srv/u.sql', { size: 60, mode: '0664' }),
      finds: [
        { message: 'uncommented', data: { path: '/srv/u.sql' }, ...at('/srv/u.sql') },
        { message: 'worldReadable', data: { path: '/srv/u.sql', mode: '0664' }, ...at('/srv/u.sql') },
        { message: 'small', data: { path: '/srv/u.sql', size: 60, database: 'cloud_usage' }, ...at('/srv/u.sql') },
        complete('/srv/u.sql', 60),
      ],
    },
  },
  unknown: {
    'one file that names cloud first': {
      inputs: { cloudBackup: '/srv/a.sql', usageBackup: '/srv/a.sql' },
      given: lies(dump('cloud'), '/srv/a.sql'),
      because: 'do not show whether cloud_usage is in it too',
    },
    'the host cannot be asked': {
      given: { ...(without('b') as object), dumpOnManagement: on({ m1: UNREACHABLE }) } as never,
      because: 'connection timed out',
    },
  },
});
