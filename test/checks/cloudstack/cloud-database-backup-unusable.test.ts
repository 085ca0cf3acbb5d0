import check from '../../../checks/cloudstack/cloud-database-backup-unusable.ts';
import { cases } from '../../support/cases.ts';
import { compact, dump, entry, fileAt, HEAD, tableless, truncated, uncommented } from './dumps.ts';
import { DENIED, mshost, on } from './services.ts';

const PATH = '/root/cloudstack-backup.sql';
const STOP = [mshost(1, { last_update: '2026-11-21 01:50:00' })];
const none = on({ database: [] });
/** The dump lies on the management server, and there is nothing on the database server. */
const lies = (text: string, more: object = {}, path = PATH) =>
  ({
    dumpOnDatabase: on({ database: fileAt('/nothing', '') }),
    dumpOnManagement: on({ m1: fileAt(path, text) }),
    filesOnDatabase: none,
    filesOnManagement: on({ m1: [entry(path, more)] }),
    names: on({ m1: 'db.cloud.name=cloud\n' }),
    linesOnDatabase: on({ database: DENIED }),
    linesOnManagement: on({ m1: DENIED }),
    servers: STOP,
  }) as never;
const at = (path = PATH, host = 'm1') => ({ host, object: `dump ${path}`, path });
const ENDS_ONLY = 'Its ends do not show whether it has the stored procedures';
const complete = (path = PATH, host = 'm1', size = 4_000_000, mtime = '2026-11-21T01:56:39Z', routines = ENDS_ONLY) => ({
  message: 'complete' as const,
  data: { path, size, mtime, routines },
  ...at(path, host),
});
/** What zgrep finds in a compressed dump; on standard error, what gzip says. */
const GZ = '/backup/cloud.sql.gz';
const LINES = ['-- Host: localhost    Database: cloud', 'CREATE TABLE `version` ', '-- Dump completed on 2026-11-21  1:56:39'];
const compressed = (found: readonly string[], stderr = '', text = '\x1f\x8b\x08\x00\x00') =>
  ({
    ...(lies(text, { size: 900_000 }, GZ) as object),
    linesOnManagement: on({ m1: { stdout: found.map(line => `${GZ}:${line}\n`).join(''), stderr, exit: 0 } }),
  }) as never;
const NO_ROUTINES = 'It has no stored procedures';
const gz = { inputs: { cloudBackup: GZ } };
const own = '/backup/ü [1]*.sql';

cases(check, {
  on: { from: '4.2.1', to: '4.3.2', phase: 'stopped' },
  passes: {},
  notes: {
    'a complete dump': { given: lies(dump()), finds: [complete()] },
    'without a date': { given: lies(dump('cloud', '\n-- Dump completed\n')), finds: [complete()] },
    'of MariaDB, with its sandbox line and a warning before': {
      given: lies(
        `mysqldump: [Warning] Using a password on the command line interface can be insecure.\n/*M!999999\\- enable the sandbox mode */ \n${dump().replace('MySQL dump 10.13', 'MariaDB dump 10.19')}`,
      ),
      finds: [complete()],
    },
    'of all databases': { given: lies(dump('')), finds: [complete()] },
    'of a database with a name of its own': {
      given: { ...(lies(dump('acs')) as object), names: on({ m1: 'db.cloud.name=acs\ndb.cloud.password=hunter2\n' }) } as never,
      finds: [complete()],
    },
    'with Windows line ends': { given: lies(dump().replaceAll('\n', '\r\n')), finds: [complete()] },
    'a trailing blank line': { given: lies(`${dump()}\n\n`), finds: [complete()] },
    'larger than what is read of it': {
      given: {
        ...(lies('') as object),
        dumpOnManagement: on({
          m1: (query: { path?: string }) =>
            query.path === PATH
              ? { text: `${HEAD('cloud')}\n${dump().slice(-96)}`, cut: { size: 4_000_000, head: HEAD('cloud'), tail: dump().slice(-96) } }
              : undefined,
        }),
      } as never,
      finds: [complete()],
    },
    'at a path of the operator, with characters that a shell and a glob take apart': {
      inputs: { cloudBackup: own },
      given: lies(dump(), { size: 200_000 }, own),
      finds: [complete(own, 'm1', 200_000)],
    },
    'on the database server': {
      given: {
        dumpOnDatabase: on({ database: fileAt('/root/cloud-backup.dmp', dump()) }),
        dumpOnManagement: on({ m1: fileAt('/nothing', '') }),
        filesOnDatabase: on({ database: [entry('/root/cloud-backup.dmp')] }),
        filesOnManagement: on({ m1: [] }),
        linesOnDatabase: on({ database: DENIED }),
        linesOnManagement: on({ m1: DENIED }),
        servers: STOP,
      } as never,
      finds: [complete('/root/cloud-backup.dmp', 'database')],
    },
    'good on one host, broken on the other': {
      given: {
        ...(lies(dump()) as object),
        dumpOnDatabase: on({ database: fileAt(PATH, truncated()) }),
        filesOnDatabase: on({ database: [entry(PATH)] }),
      } as never,
      finds: [complete()],
    },
    'two days old, and nothing ran since': {
      given: {
        ...(lies(dump(), { mtime: '2026-11-19T02:00:00Z' }) as object),
        servers: [mshost(1, { last_update: '2026-11-19 01:59:00' })],
      } as never,
      finds: [complete(PATH, 'm1', 4_000_000, '2026-11-19T02:00:00Z')],
    },
    'older than a heartbeat, which is that of the first start': {
      phase: 'installed',
      given: { ...(lies(dump()) as object), servers: [mshost(1, { last_update: '2026-11-21 01:59:00' })] } as never,
      finds: [complete()],
    },
    'compressed, and somebody tested it': {
      inputs: { cloudBackup: '/backup/cloud.sql.gz', backupsTested: true },
      given: lies('\x1f\x8b\x08\x00\x00', { size: 90_000 }, '/backup/cloud.sql.gz'),
      finds: [
        {
          message: 'tested',
          data: { path: '/backup/cloud.sql.gz', why: 'it is compressed (gzip), so that only its size and age can be told' },
          ...at('/backup/cloud.sql.gz'),
        },
      ],
    },
    'compressed, and whole': { ...gz, given: compressed(LINES), finds: [complete(GZ, 'm1', 900_000, '2026-11-21T01:56:39Z', NO_ROUTINES)] },
    'compressed, of several databases, with routines': {
      ...gz,
      to: '4.20.1.0',
      given: compressed([
        '-- Host: localhost    Database: cloud_usage',
        '-- Current Database: `cloud_usage`',
        '-- Current Database: `cloud`',
        'CREATE TABLE `version` ',
        "-- Dumping routines for database 'cloud'",
        '-- Dump completed',
      ]),
      finds: [complete(GZ, 'm1', 900_000, '2026-11-21T01:56:39Z', 'It has the stored procedures')],
    },
    'of all databases, which names each of them': {
      ...gz,
      given: compressed(
        ['-- Host: localhost    Database: ', '-- Current Database: `cloud`', 'CREATE TABLE `version` ', '-- Dump completed'],
        '',
        dump(''),
      ),
      finds: [complete(GZ, 'm1', 900_000, '2026-11-21T01:56:39Z', NO_ROUTINES)],
    },
  },
  fails: {
    'compressed, and the archive breaks off': {
      ...gz,
      given: compressed(LINES.slice(0, 2), `\ngzip: ${GZ}: unexpected end of file\n`),
      finds: [{ message: 'truncated', data: { path: GZ }, ...at(GZ) }],
    },
    'compressed, and the archive breaks off in its first table': {
      ...gz,
      given: compressed([], `gzip: ${GZ}: unexpected end of file`),
      finds: [{ message: 'truncated', data: { path: GZ }, ...at(GZ) }],
    },
    'compressed whole, of a dump that broke off': {
      ...gz,
      given: compressed(LINES.slice(0, 2)),
      finds: [{ message: 'truncated', data: { path: GZ }, ...at(GZ) }],
    },
    'compressed, of the other database': {
      ...gz,
      given: compressed(['-- Host: localhost    Database: cloud_usage', 'CREATE TABLE `version` ', '-- Dump completed']),
      finds: [{ message: 'otherDatabase', data: { path: GZ, other: 'cloud_usage', database: 'cloud' }, ...at(GZ) }],
    },
    'of some tables of the database': {
      ...gz,
      given: compressed(['-- Host: localhost    Database: cloud', '-- Dump completed'], '', dump()),
      finds: [{ message: 'partial', data: { path: GZ, database: 'cloud', table: 'version' }, ...at(GZ) }],
    },
    'without the routines that the upgrade calls': {
      ...gz,
      to: '4.20.1.0',
      given: compressed(LINES),
      finds: [
        { message: 'withoutRoutines', data: { path: GZ, database: 'cloud', version: '4.20.1.0' }, ...at(GZ), remedy: '--routines cloud' },
        complete(GZ, 'm1', 900_000, '2026-11-21T01:56:39Z', NO_ROUTINES),
      ],
    },
    'no dump anywhere': {
      given: { ...(lies('') as object), dumpOnManagement: on({ m1: fileAt('/nothing', 'x') }), filesOnManagement: on({ m1: [] }) } as never,
      finds: [
        {
          message: 'missing',
          data: { database: 'cloud', paths: '/root/cloudstack-backup.sql, /root/cloud-backup.sql, /root/cloud-backup.dmp', hosts: 'database, m1' },
          object: 'dump of cloud',
          remedy: 'mysqldump -u root -p --routines cloud > /root/cloudstack-backup.sql',
        },
      ],
    },
    'none where the operator says': {
      inputs: { cloudBackup: '/backup/x.sql' },
      given: { ...(lies('', {}, '/y') as object), filesOnManagement: on({ m1: [] }) } as never,
      finds: [{ message: 'missing', data: { database: 'cloud', paths: '/backup/x.sql', hosts: 'database, m1' }, object: 'dump of cloud' }],
    },
    'an empty file, as a wrong password leaves it': { given: lies('', { size: 0 }), finds: [{ message: 'empty', data: { path: PATH }, ...at() }] },
    'one that broke off': { given: lies(truncated()), finds: [{ message: 'truncated', data: { path: PATH }, ...at() }] },
    'the trailer in a comment of the data only': {
      given: lies(`${truncated()}','-- Dump completed on 2026-11-21  1:56:39');\n`),
      finds: [{ message: 'truncated', data: { path: PATH }, ...at() }],
    },
    'one that stopped at error 1449': { given: lies(tableless()), finds: [{ message: 'tableless', data: { path: PATH }, ...at() }] },
    'with its error in it': {
      given: lies(`mysqldump: Got error: 1449: The user specified as a definer ('x'@'%') does not exist when using LOCK TABLES\n${tableless()}`),
      finds: [
        {
          message: 'errorInside',
          data: { path: PATH, error: "mysqldump: Got error: 1449: The user specified as a definer ('x'@'%') does not exist when using LOCK TABLES" },
          ...at(),
        },
      ],
    },
    'of the other database': {
      given: lies(dump('cloud_usage')),
      finds: [{ message: 'otherDatabase', data: { path: PATH, other: 'cloud_usage', database: 'cloud' }, ...at() }],
    },
    'of a database with a hostile name': {
      given: lies(dump("__proto__'\u001b[2J")),
      finds: [{ message: 'otherDatabase', data: { path: PATH, other: "__proto__'\u001b[2J", database: 'cloud' }, ...at() }],
    },
    'no dump at all': { given: lies('<html>404</html>'), finds: [{ message: 'notDump', data: { path: PATH }, ...at() }] },
    'of the last upgrade': {
      given: lies(dump(), { mtime: '2025-01-01T00:00:00Z' }),
      finds: [{ message: 'old', data: { path: PATH, age: '689 days' }, ...at() }, complete(PATH, 'm1', 4_000_000, '2025-01-01T00:00:00Z')],
    },
    'old, and nobody knows when the servers stopped': {
      given: { ...(lies(dump(), { mtime: '2026-11-19T00:00:00Z' }) as object), servers: DENIED } as never,
      finds: [{ message: 'old', data: { path: PATH, age: '2 days' }, ...at() }, complete(PATH, 'm1', 4_000_000, '2026-11-19T00:00:00Z')],
    },
    'made before the servers stopped': {
      given: lies(dump(), { mtime: '2026-11-21T01:40:00Z' }),
      finds: [
        { message: 'beforeStop', data: { path: PATH, mtime: '2026-11-21T01:40:00Z', stop: '2026-11-21 01:50:00 UTC' }, ...at() },
        complete(PATH, 'm1', 4_000_000, '2026-11-21T01:40:00Z'),
      ],
    },
    'without comments, far too small': {
      given: lies(uncommented, { size: 900 }),
      finds: [
        { message: 'uncommented', data: { path: PATH }, ...at() },
        { message: 'small', data: { path: PATH, size: 900, database: 'cloud' }, ...at() },
        complete(PATH, 'm1', 900),
      ],
    },
    'for everybody to read': {
      inputs: { cloudBackup: "/srv/o'x.sql" },
      given: lies(dump(), { mode: '0644' }, "/srv/o'x.sql"),
      finds: [
        { message: 'worldReadable', data: { path: "/srv/o'x.sql", mode: '0644' }, ...at("/srv/o'x.sql"), remedy: "chmod 600 '/srv/o'\\''x.sql'" },
        complete("/srv/o'x.sql"),
      ],
    },
  },
  unknown: {
    'compressed by gzip': { given: lies('\x1f\x8b\x08\x00\x00'), because: 'it is compressed (gzip), so that only its size and age can be told' },
    'compressed by xz': { given: lies('\xfd7zXZ\x00'), because: 'it is compressed (xz)' },
    'of several databases, of which the ends show the first': {
      given: lies(dump('cloud_usage').replace('/*!40101', '--\n-- Current Database: `cloud_usage`\n--\n/*!40101')),
      because: 'do not show whether cloud is in it too',
    },
    'compressed, of a dump that was made with --compact': {
      ...gz,
      given: compressed(['CREATE TABLE `version` ']),
      because: 'it was made with --compact',
    },
    'made with --compact': { given: lies(compact), because: 'its end does not show whether it is complete' },
    'a dated name, as the newer guides have it': {
      given: { ...(lies('', {}, '/nothing') as object), filesOnManagement: on({ m1: [entry('/root/cloud-backup_2026-11-21.sql')] }) } as never,
      because: 'name it with --input cloud-backup=/root/cloud-backup_2026-11-21.sql',
    },
    'one file for both databases, that names the other first': {
      inputs: { cloudBackup: '/srv/all.sql', usageBackup: '/srv/all.sql' },
      given: lies(dump('cloud_usage'), {}, '/srv/all.sql'),
      because: 'do not show whether cloud is in it too',
    },
    'the home of root is closed': {
      given: {
        dumpOnDatabase: on({ database: DENIED }),
        dumpOnManagement: on({ m1: DENIED }),
        filesOnDatabase: on({ database: DENIED }),
        filesOnManagement: on({ m1: DENIED }),
        linesOnDatabase: on({ database: DENIED }),
        linesOnManagement: on({ m1: DENIED }),
        servers: STOP,
      } as never,
      because: 'on database: permission denied',
    },
    'no listing': {
      given: { ...(lies(dump()) as object), filesOnManagement: on({ m1: DENIED }) } as never,
      because: 'size and age of /root/cloudstack-backup.sql are not known',
    },
    'a path that is not absolute': { inputs: { cloudBackup: 'cloud.sql' }, given: lies(dump()), because: 'which is no absolute path' },
  },
});
