import { check, each, path, sh, undecided } from '../../src/index.ts';
import { databaseFiles, SQLITE_FILE } from './facts/frontend-database.ts';
import { source, UPGRADE_GUIDE } from './pools.ts';

const DAY = 86_400;

const ELSEWHERE = path('database-backup-elsewhere', {
  title: 'A backup of the database that is not in /var/lib/one, and that somebody has looked at',
  default: '',
  reason: 'onedb backup writes to /var/lib/one unless it is told another file',
});

export default check({
  id: 'opennebula/database-backup-missing',
  title: 'A backup of the database was made after OpenNebula was stopped',
  severity: 'blocker',
  applies: { platform: 'opennebula', phases: ['stopped', 'installed'], because: 'the backup is made when OpenNebula is stopped' },
  why: 'onedb upgrade cannot be undone. It makes a backup itself, unless it is told not to; one of your own is there when that one fails for want of space.',
  fix: {
    missing: {
      commands: [sh`onedb backup`],
      down: 'opennebula on this front-end',
      text: 'Where the backup is elsewhere, name it with --input database-backup-elsewhere=PATH.',
    },
    empty: { commands: [sh`onedb backup -f`], text: 'Look for room on the disk, and make it again.', down: 'opennebula on this front-end' },
    old: { commands: [sh`onedb backup`], down: 'opennebula on this front-end', text: 'Make a new one: what changed since is in none.' },
    small: { commands: [sh`onedb backup -f`], text: 'Look for room on the disk, and make it again.', down: 'opennebula on this front-end' },
  },
  refs: [UPGRADE_GUIDE, source('src/onedb/onedb_backend.rb')],
  covers: ['A.2.16'],
  needs: { files: each(databaseFiles) },
  inputs: { elsewhere: ELSEWHERE },
  messages: {
    missing: 'No front-end has a backup of the database in /var/lib/one.',
    empty: 'The newest backup, {path}, is empty.',
    old: { text: 'The newest backup, {path}, is {hours} hours old.', severity: 'warning' },
    small: { text: 'The newest backup, {path}, has {size} bytes, and the database {database}.', severity: 'warning' },
    elsewhere: { text: 'The backup {path} is named by the operator and was not looked at.', severity: 'note' },
  },
  judge({ files }, found, { inputs: { elsewhere } }) {
    if (elsewhere !== '')
      return elsewhere.startsWith('/') ? [found.elsewhere({ path: elsewhere })] : [undecided('input database-backup-elsewhere is no absolute path')];
    const all = files.flatMap(({ host, value }) => value.backups.map(backup => ({ host, backup, database: value.database })));
    const [newest] = all.sort((a, b) => a.backup.age - b.backup.age);
    if (!newest) return files.length === 0 ? [] : [found.missing({}, { host: files[0]!.host, object: 'backup of the database' })];
    const { host, backup, database } = newest;
    const at = { host, object: 'backup of the database', path: backup.path };
    if (backup.size === 0) return [found.empty({ path: backup.path }, at)];
    const isCopy = backup.path.startsWith(`${SQLITE_FILE}_`) && database !== undefined;
    return [
      ...(backup.age > DAY ? [found.old({ path: backup.path, hours: Math.floor(backup.age / 3600) }, at)] : []),
      ...(isCopy && backup.size < database.size / 2 ? [found.small({ path: backup.path, size: backup.size, database: database.size }, at)] : []),
    ];
  },
});
