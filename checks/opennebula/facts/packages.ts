import { command, fact, paths, type Redacted } from '../../../src/index.ts';

/** One package of OpenNebula on one host. */
export interface Package {
  readonly name: string;
  /** Without epoch and release: `6.10.0.1`. */
  readonly version: string;
  readonly by: 'dpkg' | 'rpm';
  /** What dpkg says of it: `ii`, `iF`, `iHR`; `ii` for a package of rpm, which knows no other state. */
  readonly status: string;
  /** Seconds since 1970, by the clock of the host; only rpm says it. */
  readonly installedAt?: number;
}

const PATTERNS = ['opennebula', 'opennebula-*', 'python3-pyone'];

/** Packages that are released with OpenNebula itself: not its repository, gems packaged one by one, and what runs in guests. */
const isReleased = (name: string): boolean =>
  /^(?:opennebula(?:-[a-z0-9.+-]+)?|python3-pyone)$/.test(name) && !/^opennebula-(?:rubygem-|repo$|context)/.test(name);

const bare = (version: string): string => version.replace(/^\d+:/, '').replace(/-.*$/, '');

type Output = Redacted<{ readonly stdout: string; readonly stderr: string; readonly exit: number }>;

const refuse = (program: string, stderr: string, allowed: RegExp): void => {
  const problem = stderr.split('\n').find(line => line.trim() !== '' && !allowed.test(line));
  if (problem !== undefined) throw new Error(`${program} says ${JSON.stringify(problem.slice(0, 200))}`);
};

/**
 * Removed packages (`rc`) are none. A pattern without a package is a line on the other stream.
 *
 *     opennebula ii  1:7.0.1-1
 *     opennebula-node-kvm iF  7.0.1-1
 */
function parseDeb({ stdout, stderr }: Output): Package[] {
  refuse('dpkg-query', stderr, /no packages? found matching|^No packages found/);
  return [...stdout.matchAll(/^(\S+) (.[^nc \n].?)[ ]*(\d\S*)[ \t]*$/gm)]
    .map(([, name, status, version]): Package => ({ name: name!, version: bare(version!), by: 'dpkg', status: status!.trim() }))
    .filter(({ name }) => isReleased(name));
}

/**
 *     opennebula-node-kvm 7.0.1 1764547200
 */
function parseRpm({ stdout, stderr, exit }: Output): Package[] {
  refuse('rpm', stderr, /^warning:/);
  if (exit !== 0) throw new Error(`rpm ended with ${exit}`);
  return [...stdout.matchAll(/^(\S+) (\S+) (\d{1,15})[ \t]*$/gm)]
    .map(([, name, version, at]): Package => ({ name: name!, version: version!, by: 'rpm', status: 'ii', installedAt: Number(at) }))
    .filter(({ name }) => isReleased(name));
}

const packagesOf = (role: string, words: string) => ({
  deb: fact({
    id: `opennebula.${role}-all-deb-packages`,
    title: `OpenNebula packages of the ${words} (dpkg)`,
    role,
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the format is one of dpkg-query
    query: command('dpkg-query', '-W', '-f', '${Package} ${db:Status-Abbrev} ${Version}\\n', ...PATTERNS),
    parse: parseDeb,
  }),
  rpm: fact({
    id: `opennebula.${role}-all-rpm-packages`,
    title: `OpenNebula packages of the ${words} (rpm)`,
    role,
    query: command('rpm', '-qa', '--qf', '%{NAME} %{VERSION} %{INSTALLTIME}\\n', ...PATTERNS),
    parse: parseRpm,
  }),
});

export const frontendPackages = packagesOf('frontend', 'front-end');
export const nodePackages = packagesOf('node', 'node');

/** When dpkg wrote the files of the node's package, in seconds since 1970; undefined where dpkg does not have it. */
export const nodeDebInstallTime = fact({
  id: 'opennebula.node-deb-install-time',
  title: 'installation time of opennebula-node-kvm (dpkg)',
  role: 'node',
  query: paths('/var/lib/dpkg/info/opennebula-node-kvm.list'),
  parse: ({ entries }) => entries.map(({ mtime }) => Date.parse(mtime) / 1000).find(Number.isFinite),
});

/** Packages of Node.js that stand in each other's way: the distribution has several, that of nodesource is one. */
export const NODEJS_PARTS = ['nodejs-docs', 'nodejs-full-i18n', 'nodejs-libs', 'npm'] as const;

/**
 * What of Node.js is installed, by name. What is not there is a line of another form.
 *
 *     nodejs 16.20.2-8.el9_4
 *     package npm is not installed
 */
export const nodejsPackages = fact({
  id: 'opennebula.nodejs-packages',
  title: 'packages of Node.js (rpm)',
  role: 'frontend',
  query: command('rpm', '-q', '--qf', '%{NAME} %{VERSION}-%{RELEASE}\\n', 'nodejs', ...NODEJS_PARTS),
  parse: ({ stdout, stderr }): ReadonlyMap<string, string> => {
    refuse('rpm', stderr, /^warning:/);
    return new Map([...stdout.matchAll(/^(\S+) (\d\S*)[ \t]*$/gm)].map(([, name, version]) => [name!, version!]));
  },
});
