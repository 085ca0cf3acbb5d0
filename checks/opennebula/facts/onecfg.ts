import { command, fact, file, type PathEntry, paths } from '../../../src/index.ts';
import { readSettings } from '../onecfg/settings.ts';

export const STATE_FILE = '/etc/onecfg.conf';
export const LEGACY_FILE = '/etc/onescape/config.yaml';
export const MIGRATORS = '/usr/share/one/onecfg/migrators';
export const SNAPSHOTS = '/var/lib/one/backups/config';

/** The state file of onecfg. */
export const onecfgSettings = fact({
  id: 'opennebula.onecfg-settings',
  title: 'the state file of onecfg',
  role: 'frontend',
  query: file(STATE_FILE),
  parse: readSettings,
});

/** Where OneScape 5.10 and 5.12 kept the same. The package upgrade moves it, and onecfg 6 and newer do not read it. */
export const legacySettings = fact({
  id: 'opennebula.onescape-settings',
  title: 'the state file of OneScape',
  role: 'frontend',
  query: file(LEGACY_FILE),
  parse: readSettings,
});

/** File names of the migrators that are installed: `6.10.2_to_7.0.0.yaml`. */
export const onecfgMigrators = fact({
  id: 'opennebula.onecfg-migrators',
  title: 'the migrators of onecfg',
  role: 'frontend',
  query: paths(`${MIGRATORS}/*_to_*`),
  parse: ({ entries }) => entries.map(({ path }) => path.slice(path.lastIndexOf('/') + 1)),
});

/** One snapshot of the configuration, by its name. */
export interface Snapshot {
  readonly name: string;
  readonly directory: boolean;
  /** Of `etc/one`, `etc/one/oned.conf` and `var/lib/one/remotes`, those that are there. */
  readonly has: readonly string[];
}

/** What onecfg needs of a snapshot, and what shows that `etc/one` is one of a front-end. */
export const SNAPSHOT_PARTS = ['etc/one', 'etc/one/oned.conf', 'var/lib/one/remotes'] as const;

/** Snapshots that packages and onecfg made, by name: `2026-03-01_10:15:00-v6.10.0`, `2026-03-01_11:02:40_4711`. Only root may list them. */
export const onecfgSnapshots = fact({
  id: 'opennebula.onecfg-snapshots',
  title: 'the snapshots of the configuration',
  role: 'frontend',
  query: paths(`${SNAPSHOTS}/*`, ...SNAPSHOT_PARTS.map(part => `${SNAPSHOTS}/*/${part}`)),
  parse: ({ entries }): Snapshot[] => {
    const parts = entries.map(entry => ({ entry, ...split(entry) }));
    return parts
      .filter(({ part }) => part === '')
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .map(({ entry, name }) => ({
        name,
        directory: entry.type === 'directory' || entry.type === 'link',
        has: parts.filter(one => one.name === name && isPart(one.part, one.entry)).map(({ part }) => part),
      }));
  },
});

/** onecfg copies directories; a file in the place of one is none. */
const isPart = (part: string, { type }: PathEntry): boolean => part !== '' && (part.endsWith('.conf') || type === 'directory' || type === 'link');

function split({ path }: PathEntry): { readonly name: string; readonly part: string } {
  const [name = '', ...part] = path.slice(SNAPSHOTS.length + 1).split('/');
  return { name, part: part.join('/') };
}

/** What `onecfg status` says: it only reads and prints (in the 7.x source), so it is asked like any file. */
export const onecfgStatus = fact({
  id: 'opennebula.onecfg-status',
  title: 'the output of onecfg status',
  role: 'frontend',
  query: command('onecfg', 'status'),
  parse: body => body,
});

export const ONEDB_MIGRATORS = ['/usr/lib/one/ruby/onedb/local', '/usr/lib/one/ruby/onedb/shared'] as const;

/** Which of the two directories of onedb have migrators in them. */
export const onedbMigrators = fact({
  id: 'opennebula.onedb-migrators',
  title: 'the migrators of onedb',
  role: 'frontend',
  query: paths(...ONEDB_MIGRATORS.map(folder => `${folder}/*_to_*.rb`)),
  parse: ({ entries }) => ONEDB_MIGRATORS.filter(folder => entries.some(({ path }) => path.startsWith(`${folder}/`))),
});
