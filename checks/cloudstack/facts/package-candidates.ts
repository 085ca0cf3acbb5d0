import { command, fact, type PathEntry, paths, type Redacted } from '../../../src/index.ts';

/** Version that would be installed, without epoch and release, by name of the package. None is offered where a name is not here. */
export type Candidates = ReadonlyMap<string, string>;

type Output = Redacted<{ readonly stdout: string; readonly stderr: string; readonly exit: number }>;

/** `1:4.3.2-1.el6`, `4.3.2~precise` → `4.3.2` */
const bare = (version: string): string => /^(?:\d+:)?(\d+(?:\.\d+)*)/.exec(version)?.[1] ?? version;

/**
 *     cloudstack-management:
 *       Installed: 4.2.1
 *       Candidate: 4.3.2
 */
function aptCandidates({ stdout, stderr, exit }: Output): Candidates {
  if (exit !== 0) throw new Error(`apt-cache ended with exit status ${exit}: ${stderr.trim().split('\n')[0]!.slice(0, 200)}`);
  const found = [...stdout.matchAll(/^(\S+):\n {2}Installed: [^\n]*\n {2}Candidate: (\S+)$/gm)];
  return new Map(found.flatMap(([, name, version]) => (version === '(none)' ? [] : [[name!, bare(version!)]])));
}

/**
 * A long name is on a line of its own.
 *
 *     Available Packages
 *     cloudstack-management.x86_64        4.3.2-1.el6        cloudstack
 */
function yumCandidates({ stdout, stderr, exit }: Output): Candidates {
  if (exit !== 0 && !/No matching packages to list/i.test(stderr))
    throw new Error(`yum ended with exit status ${exit}: ${stderr.trim().split('\n')[0]!.slice(0, 200)}`);
  return new Map([...stdout.matchAll(/^(cloudstack-[a-z-]{1,40})\.\w{1,20}\s+(\d\S*)/gm)].map(([, name, version]) => [name!, bare(version!)]));
}

/** Milliseconds since 1970 of what the package manager wrote last into its cache, and of the newest file that names repositories. */
export interface CacheTimes {
  readonly cache: number | undefined;
  readonly repositories: number | undefined;
}

const newest = (entries: readonly PathEntry[]): number | undefined => {
  const times = entries.map(({ mtime }) => Date.parse(mtime)).filter(Number.isFinite);
  return times.length > 0 ? Math.max(...times) : undefined;
};

const cacheTimes = ({ entries }: Redacted<{ readonly entries: readonly PathEntry[] }>): CacheTimes => ({
  cache: newest(entries.filter(({ path }) => path.startsWith('/var/'))),
  repositories: newest(entries.filter(({ path }) => /^\/etc\/.*\.(?:list|sources|repo)$/.test(path))),
});

const candidatesOf = (role: string, name: string) => ({
  name,
  apt: fact({
    id: `cloudstack.${role}-apt-candidate`,
    title: `what apt offers of ${name}`,
    role,
    query: command('apt-cache', '-o', 'Dir::Cache::pkgcache=', '-o', 'Dir::Cache::srcpkgcache=', 'policy', name),
    parse: aptCandidates,
  }),
  yum: fact({
    id: `cloudstack.${role}-yum-candidate`,
    title: `what yum offers of ${name}`,
    role,
    query: command('yum', '-C', '-q', 'list', 'available', name),
    parse: yumCandidates,
  }),
  aptTimes: fact({
    id: `cloudstack.${role}-apt-cache-times`,
    title: 'times of the lists of apt',
    role,
    query: paths(
      ...['/var/lib/apt/lists', '/var/lib/apt/lists/partial', '/var/lib/apt/periodic/update-success-stamp', '/var/cache/apt/pkgcache.bin'],
      ...['/etc/apt/sources.list', '/etc/apt/sources.list.d/*.list', '/etc/apt/sources.list.d/*.sources'],
    ),
    parse: cacheTimes,
  }),
  yumTimes: fact({
    id: `cloudstack.${role}-yum-cache-times`,
    title: 'times of the cache of yum',
    role,
    query: paths(...['/var/cache/yum/*/*/*/cachecookie', '/var/cache/dnf/*.solv', '/var/cache/libdnf5/*/solv/*.solv'], '/etc/yum.repos.d/*.repo'),
    parse: cacheTimes,
  }),
});

export const managementCandidates = candidatesOf('management', 'cloudstack-management');
export const kvmCandidates = candidatesOf('kvm', 'cloudstack-agent');
