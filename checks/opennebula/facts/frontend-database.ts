import { command, fact, file, type PathEntry, paths } from '../../../src/index.ts';
import { ONEDB_MIGRATORS } from './onecfg.ts';

/** Steps that onedb can take, by directory: `6.8.0_to_6.10.0.rb`, and `.rbm` of a Community Edition before 7.0. */
export const onedbSteps = fact({
  id: 'opennebula.onedb-steps',
  title: 'the migrators of the database',
  role: 'frontend',
  query: paths(...ONEDB_MIGRATORS.map(folder => `${folder}/*_to_*.rb*`)),
  parse: ({ entries }): { readonly folder: string; readonly from: string; readonly to: string }[] =>
    entries.flatMap(({ path }) => {
      const [, folder, from, to] = /^(.*)\/(\d+\.\d+\.\d+)_to_(\d+\.\d+\.\d+)\.rbm?$/.exec(path) ?? [];
      return folder !== undefined && from !== undefined && to !== undefined ? [{ folder, from, to }] : [];
    }),
});

export const LOCKS = ['/var/lock/one/one', '/run/lock/one/one'] as const;
const PID_FILE = '/var/run/one/oned.pid';

/** Whether oned left its lock, and whether it seems to run. `/var/lock` is a link to `/run/lock`. */
export const onedLock = fact({
  id: 'opennebula.oned-lock',
  title: 'the lock of oned',
  role: 'frontend',
  query: paths(...LOCKS, PID_FILE),
  parse: ({ entries }) => ({
    lock: entries.find(({ path }) => LOCKS.some(one => one === path))?.path,
    pid: entries.some(({ path }) => path === PID_FILE),
  }),
});

/**
 * Whether anybody listens on the port of the API.
 *
 *     LISTEN 0      15           0.0.0.0:2633      0.0.0.0:*
 */
export const apiPort = fact({
  id: 'opennebula.api-port',
  title: 'ports that are listened on',
  role: 'frontend',
  query: command('ss', '-ltn'),
  parse: ({ stdout, exit }) => {
    if (exit !== 0) throw new Error(`ss ended with ${exit}`);
    return /^LISTEN\s+\d+\s+\d+\s+\S+:2633\s/m.test(stdout);
  },
});

/** Programs that onedb runs for MySQL and MariaDB. */
export const CLIENTS = ['mysql', 'mysqldump'] as const;
const FOLDERS = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'];

export const mysqlClients = fact({
  id: 'opennebula.mysql-clients',
  title: 'the programs mysql and mysqldump',
  role: 'frontend',
  query: paths(...CLIENTS.flatMap(name => FOLDERS.map(folder => `${folder}/${name}`))),
  parse: ({ entries }): string[] => CLIENTS.filter(name => entries.some(entry => entry.path.endsWith(`/${name}`) && isProgram(entry))),
});

const isProgram = ({ type, mode }: PathEntry): boolean => type === 'link' || (type === 'file' && /[1357]/.test(mode.slice(-3)));

export const SQLITE_FILE = '/var/lib/one/one.db';

/** A backup that onedb made, or the database itself. `age` in seconds, by the clock of the front-end. */
export interface BackupFile {
  readonly path: string;
  readonly size: number;
  readonly age: number;
}

const backupFile =
  (at: string) =>
  ({ path, size, mtime }: PathEntry): BackupFile => ({ path, size, age: Math.round((Date.parse(at) - Date.parse(mtime)) / 1000) });

const BACKUP = /^\/var\/lib\/one\/(?:one\.db_|mysql_.+_).*\.(?:bck|sql)$/;

/** `/var/lib/one/one.db_2026-3-1_9:5:7.bck`, `/var/lib/one/mysql_localhost_opennebula_2026-3-1_9:5:7.sql`; and one.db, newest first. */
export const databaseFiles = fact({
  id: 'opennebula.database-files',
  title: 'backups of the database',
  role: 'frontend',
  query: paths(SQLITE_FILE, `${SQLITE_FILE}_*.bck`, '/var/lib/one/mysql_*.sql'),
  parse: ({ entries }, { at }) => ({
    database: entries.filter(({ path, type }) => path === SQLITE_FILE && type === 'file').map(backupFile(at))[0],
    backups: entries
      .filter(({ path, type }) => type === 'file' && BACKUP.test(path) && !path.includes('federated_'))
      .map(backupFile(at))
      .sort((a, b) => a.age - b.age),
  }),
});

/**
 * Free bytes where OpenNebula keeps its database and its backups.
 *
 *     Filesystem     1024-blocks     Used Available Capacity Mounted on
 *     /dev/vda1         41152832 12345678  28807154      31% /
 */
export const freeSpace = fact({
  id: 'opennebula.free-space',
  title: 'free space in /var/lib/one',
  role: 'frontend',
  query: command('df', '-Pk', '/var/lib/one'),
  parse: ({ stdout, exit }): number => {
    const [, free] = /^\S.*?\s\d+\s+\d+\s+(\d+)\s+\d+%\s+\/.*$/m.exec(stdout) ?? [];
    if (exit !== 0 || free === undefined) throw new Error('df says no free space');
    return Number(free) * 1024;
  },
});

export const FSCK_LOG = '/var/log/one/onedb-fsck.log';

export interface Fsck {
  readonly found: number;
  readonly repairable: number;
  readonly unrepairable: number;
  /** Nothing was changed. */
  readonly dry: boolean;
}

/**
 * What the last `onedb fsck` ended with. The lines before are about single objects and are not read.
 *
 *     Total errors found: 2
 *     Total errors repaired: 1
 *     Total errors unrepaired: 1
 */
export const fsckLog = fact({
  id: 'opennebula.fsck-log',
  title: 'the output of onedb fsck',
  role: 'frontend',
  query: file(FSCK_LOG, { keep: { head: 1, tail: 1024 } }),
  parse: (body): Fsck => {
    const tail = body.cut?.tail || body.text;
    const found = count(tail, /^Total errors found: (\d{1,9})[ \t]*$/m);
    const repairable = count(tail, /^Total (?:errors repaired|repairable errors): (\d{1,9})[ \t]*$/m);
    const unrepairable = count(tail, /^Total (?:errors unrepaired|unrepairable errors): (\d{1,9})[ \t]*$/m);
    if (found === undefined || repairable === undefined || unrepairable === undefined)
      throw new Error('it does not end as a whole run of onedb fsck does');
    return { found, repairable, unrepairable, dry: /^Total repairable errors:/m.test(tail) };
  },
});

const count = (text: string, pattern: RegExp): number | undefined => {
  const [, digits] = pattern.exec(text) ?? [];
  return digits === undefined ? undefined : Number(digits);
};

/** How long ago that was, in seconds. */
export const fsckAge = fact({
  id: 'opennebula.fsck-age',
  title: 'the age of the output of onedb fsck',
  role: 'frontend',
  query: paths(FSCK_LOG),
  parse: ({ entries }, { at }): number | undefined => entries.map(backupFile(at))[0]?.age,
});
