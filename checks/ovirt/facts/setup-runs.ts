import { command, fact, paths } from '../../../src/index.ts';
import { SETUP_CONFIGURATION } from './setup-configuration.ts';

const FOLDER = '/var/log/ovirt-engine/setup';

/** How one run of engine-setup ended, as its log says. */
export interface SetupOutcome {
  readonly log: string;
  /** Undefined: the log says neither. */
  readonly result: 'completed' | 'failed' | undefined;
  /** The dumps of databases that it made before it changed them. */
  readonly dumps: readonly string[];
}

/**
 * The last word of each log. A log with neither of these messages is not here.
 *
 *     /var/log/ovirt-engine/setup/ovirt-engine-setup-20261121100000-x1y2z3.log:Backing up database localhost:engine to '/var/lib/…/engine-2026.dump'
 *     /var/log/ovirt-engine/setup/ovirt-engine-setup-20261121100000-x1y2z3.log:Execution of setup completed successfully
 */
export const setupOutcomes = fact({
  id: 'ovirt.setup-outcomes',
  title: 'results in the logs of engine-setup',
  role: 'engine',
  query: command(
    ...['grep', '-r', '-a', '-H', '-o', '-E', '-D', 'skip', '--include=ovirt-engine-setup-*.log'],
    "Execution of setup (completed successfully|failed)|Backing up database [^' ]+ to '[^']+'",
    FOLDER,
  ),
  parse: ({ stdout, stderr, exit }): ReadonlyMap<string, SetupOutcome> => {
    const other = stderr.split('\n').find(line => line.trim() !== '' && !line.endsWith(': No such file or directory'));
    if (exit > 1 && (other !== undefined || stderr.trim() === ''))
      throw new Error(`grep ended with exit status ${exit}${other ? `: ${other.slice(0, 200)}` : ''}`);
    const outcomes = new Map<string, SetupOutcome>();
    for (const [, log, result, dump] of stdout.matchAll(/^(\/.+?\.log):(?:Execution of setup (\w+).*|Backing up database \S+ to '(.+)')$/gm)) {
      const known = outcomes.get(log!) ?? { log: log!, result: undefined, dumps: [] };
      const said = result === undefined ? known.result : result === 'completed' ? 'completed' : 'failed';
      outcomes.set(log!, { ...known, result: said, dumps: dump === undefined ? known.dumps : [...known.dumps, dump] });
    }
    return outcomes;
  },
});

/** A file and when it was written last, in seconds since 1970 by the clock of the host. */
export interface Written {
  readonly path: string;
  readonly at: number;
  readonly size: number;
}

/** The logs of engine-setup, the newest first, and the configuration that it writes at its end. */
export interface SetupFiles {
  readonly logs: readonly Written[];
  readonly configuration: Written | undefined;
}

/** The time in the name, `ovirt-engine-setup-20261121100000-x1y2z3.log`, tells the order; the time of the file, when the run ended. */
export const setupFiles = fact({
  id: 'ovirt.setup-files',
  title: 'files that engine-setup wrote',
  role: 'engine',
  query: paths(`${FOLDER}/ovirt-engine-setup-*.log`, SETUP_CONFIGURATION),
  parse: ({ entries }): SetupFiles => {
    const files = entries.map(({ path, mtime, size }) => ({ path, at: Math.floor(Date.parse(mtime) / 1000), size }));
    const logs = files.filter(({ path }) => path !== SETUP_CONFIGURATION).sort((a, b) => (a.path < b.path ? 1 : -1));
    return { logs, configuration: files.find(({ path }) => path === SETUP_CONFIGURATION) };
  },
});

/** Dumps of the engine database, the newest first. */
export const databaseDumps = fact({
  id: 'ovirt.database-dumps',
  title: 'dumps of the engine database',
  role: 'engine',
  query: paths('/var/lib/ovirt-engine/backups/engine-*.dump'),
  parse: ({ entries }): Written[] =>
    entries.map(({ path, mtime, size }) => ({ path, at: Math.floor(Date.parse(mtime) / 1000), size })).sort((a, b) => b.at - a.at),
});

/** The scripts of the database that are installed: `04030960`, the newest last. */
export const schemaScripts = fact({
  id: 'ovirt.schema-scripts',
  title: 'upgrade scripts of the database',
  role: 'engine',
  query: paths('/usr/share/ovirt-engine/dbscripts/upgrade/0*.sql'),
  parse: ({ entries }): string[] => entries.flatMap(({ path }) => (/\/(\d\d)_(\d\d)_(\d{4})_[^/]*$/.exec(path) ?? []).slice(1).join('') || []).sort(),
});
