import { any, check, lines, type Outcome, undecided } from '../../src/index.ts';
import { databaseLogin } from './facts/database-owners.ts';
import { postgresSettings } from './facts/postgres.ts';

/** What engine-setup asks of the server; memory in kB, as pg_settings has it. */
const NEEDED: readonly (readonly [name: string, needed: string, fits: (value: string) => boolean, line: string | undefined])[] = [
  ['max_connections', 'at least 150', value => Number(value) >= 150, 'max_connections = 150'],
  ['autovacuum', 'on', value => value === 'on', 'autovacuum = on'],
  ['autovacuum_vacuum_scale_factor', 'at most 0.01', value => atMost(value, 0.01), 'autovacuum_vacuum_scale_factor = 0.01'],
  ['autovacuum_analyze_scale_factor', 'at most 0.075', value => atMost(value, 0.075), 'autovacuum_analyze_scale_factor = 0.075'],
  ['autovacuum_max_workers', 'at least 6', value => Number(value) >= 6, 'autovacuum_max_workers = 6'],
  ['maintenance_work_mem', 'at least 65536 kB', value => Number(value) >= 65536, 'maintenance_work_mem = 65536'],
  ['work_mem', 'at least 8192 kB', value => Number(value) >= 8192, 'work_mem = 8192'],
  ['lc_messages', 'en_US.UTF-8', value => plain(value) === 'en_us.utf8', "lc_messages = 'en_US.UTF-8'"],
  ['server_encoding', 'UTF8', value => plain(value) === 'utf8', undefined],
];

const atMost = (value: string, most: number): boolean => value.trim() !== '' && Number(value) <= most;
/** `en_US.UTF-8` and `en_US.utf8` are one locale. */
const plain = (value: string): string => value.toLowerCase().replaceAll('-', '');

export default check({
  id: 'ovirt/postgres-setting-unfit',
  title: 'PostgreSQL is set up as engine-setup needs it',
  severity: 'blocker',
  applies: { platform: 'ovirt', phases: ['pre', 'stopped'] },
  why: 'engine-setup refuses a remote server whose settings do not fit. On its own machine it changes them itself and restarts PostgreSQL.',
  fix: {
    remote: ({ line }) => ({
      text: 'Write this line into postgresql.conf on the database server and restart PostgreSQL.',
      commands: [lines(String(line))],
      down: 'ovirt-engine, and every other user of this server',
    }),
    encoding: 'A database keeps its encoding: dump it, create it anew with ENCODING UTF8, and restore it.',
    local: 'Nothing: engine-setup offers to change it, and restarts PostgreSQL.',
  },
  refs: ['https://github.com/oVirt/ovirt-engine/blob/master/packaging/setup/ovirt_engine_setup/engine_common/database.py'],
  covers: ['A.3.16'],
  needs: { login: any(databaseLogin), settings: postgresSettings },
  messages: {
    remote: 'PostgreSQL on {server} has {name} = {value}; engine-setup needs {needed}: {line}.',
    encoding: 'PostgreSQL has server_encoding = {value}; the engine needs UTF8.',
    local: { text: 'PostgreSQL has {name} = {value}; engine-setup needs {needed} and will change it.', severity: 'warning' },
  },
  judge({ login: { value: login }, settings }, found) {
    return NEEDED.flatMap(([name, needed, fits, line]): Outcome[] => {
      const [at, value] = [{ object: `setting ${name}` }, settings.get(name)];
      if (value === undefined) return [undecided(`PostgreSQL does not show its setting ${name}`)];
      if (fits(value)) return [];
      if (line === undefined) return [found.encoding({ value }, at)];
      return [login.isLocal ? found.local({ name, value, needed }, at) : found.remote({ server: login.host, name, value, needed, line }, at)];
    });
  },
});
