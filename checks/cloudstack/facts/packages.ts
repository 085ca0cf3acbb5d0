import { command, fact, paths, type Redacted } from '../../../src/index.ts';

/** `broken`: unpacked or half configured. `removed`: gone, with its configuration left. */
export type PackageState = 'installed' | 'broken' | 'removed';

/** One package of CloudStack on one host. A package that is installed twice is here twice. */
export interface Package {
  readonly name: string;
  /** Without epoch and release: `4.3.1`, as far as the text begins with a version. */
  readonly version: string;
  readonly by: 'rpm' | 'dpkg';
  readonly state: PackageState;
  /** In the words of dpkg: `install ok unpacked`. */
  readonly status: string;
  readonly held: boolean;
  /** Seconds since 1970, by the clock of the host; only rpm says it. */
  readonly installedAt?: number;
}

const CURRENT = ['management', 'common', 'usage', 'agent', 'awsapi', 'cli', 'baremetal-agent', 'ui'].map(name => `cloudstack-${name}`);
/** Packages of 4.0 and older. Ubuntu has another `cloud-utils`, which is told by its version. */
const LEGACY = [
  ...['agent', 'agent-deps', 'agent-libs', 'agent-scripts', 'awsapi', 'aws-api', 'cli', 'client', 'client-ui', 'core', 'daemonize', 'deps'],
  ...['premium', 'python', 'scripts', 'server', 'setup', 'system-iso', 'test', 'usage', 'utils'],
].map(name => `cloud-${name}`);
const NAMES = [...CURRENT, ...LEGACY];

const isLegacyVersion = (version: string): boolean => /^(?:[23]|4\.0)(?:\.|$)/.test(version);

/** Whether a package is one of 4.0 and older. */
export const isLegacy = ({ name }: Package): boolean => LEGACY.includes(name);

const isOfCloudStack = (one: Package): boolean => one.name !== 'cloud-utils' || isLegacyVersion(one.version);

/** `1:4.3.1-1.el6`, `4.3.1~precise` → `4.3.1` */
const bare = (version: string): string => /^(?:\d+:)?(\d+(?:\.\d+)*)/.exec(version)?.[1] ?? version;

type Output = Redacted<{ readonly stdout: string; readonly stderr: string }>;

/**
 * Every name is answered: by lines, or as not installed. A database of rpm that is locked or broken answers neither.
 *
 *     cloudstack-management 4.3.1-1.el6 1407412345
 *     package cloud-agent is not installed
 */
function parseRpm({ stdout, stderr }: Output): Package[] {
  const found = [...stdout.matchAll(/^(\S+) (\S+) (\d{1,15})[ \t]*$/gm)].filter(([, name]) => NAMES.includes(name!));
  const silent = NAMES.find(name => !found.some(one => one[1] === name) && !stdout.includes(`package ${name} is not installed`));
  if (silent !== undefined) throw new Error(`rpm says nothing of ${silent}${firstLine(stderr)}`);
  return found
    .map(([, name, version, at]): Package => {
      const state = { state: 'installed', status: 'installed', held: false } as const;
      return { name: name!, version: bare(version!), by: 'rpm', ...state, installedAt: Number(at) };
    })
    .filter(isOfCloudStack);
}

/**
 * A package that dpkg does not know is a line on the other stream. `db:Status-Abbrev` would be shorter, but dpkg of Ubuntu 12.04 has it not.
 *
 *     cloudstack-agent install ok installed 4.3.1
 *     cloud-agent deinstall ok config-files 4.0.2
 */
function parseDeb({ stdout, stderr }: Output): Package[] {
  const problem = stderr.split('\n').find(line => line.trim() !== '' && !/no packages? found matching|^No packages found/.test(line));
  if (problem !== undefined) throw new Error(`dpkg-query says ${JSON.stringify(problem.slice(0, 200))}`);
  return [...stdout.matchAll(/^(\S+) (\S+ \S+ \S+) (\S*)[ \t]*$/gm)]
    .filter(([, name, status]) => NAMES.includes(name!) && !status!.endsWith(' not-installed'))
    .map(([, name, status, version]): Package => {
      const [want, error, is] = status!.split(' ');
      const whole = error === 'ok' && (is === 'installed' || is === 'triggers-pending' || is === 'triggers-awaited');
      const state = is === 'config-files' ? 'removed' : whole ? 'installed' : 'broken';
      return { name: name!, version: bare(version!), by: 'dpkg', state, status: status!, held: want === 'hold' };
    })
    .filter(isOfCloudStack);
}

const firstLine = (stderr: string): string => (stderr.trim() === '' ? '' : `: ${stderr.trim().split('\n')[0]!.slice(0, 200)}`);

const packagesOf = (role: string, words: string) => ({
  rpm: fact({
    id: `cloudstack.${role}-rpm-packages`,
    title: `CloudStack packages of the ${words} (rpm)`,
    role,
    query: command('rpm', '-q', '--qf', '%{NAME} %{VERSION}-%{RELEASE} %{INSTALLTIME}\\n', ...NAMES),
    parse: parseRpm,
  }),
  deb: fact({
    id: `cloudstack.${role}-deb-packages`,
    title: `CloudStack packages of the ${words} (dpkg)`,
    role,
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the format is one of dpkg-query
    query: command('dpkg-query', '-W', '-f', '${Package} ${Status} ${Version}\\n', ...NAMES),
    parse: parseDeb,
  }),
});

/** What a role's packages are known by: one fact for rpm and one for dpkg, of which a host usually answers one. */
export type PackageFacts = ReturnType<typeof packagesOf>;

export const managementPackages = packagesOf('management', 'management server');
export const usagePackages = packagesOf('usage', 'usage server');
export const kvmPackages = packagesOf('kvm', 'KVM host');

/** When dpkg wrote the files of a package, in seconds since 1970; undefined where dpkg does not have it. */
const debInstallTime = (role: string, name: string) =>
  fact({
    id: `cloudstack.${role === 'kvm' ? 'agent' : role}-deb-install-time`,
    title: `installation time of ${name} (dpkg)`,
    role,
    query: paths(`/var/lib/dpkg/info/${name}.list`),
    parse: ({ entries }) => entries.map(({ mtime }) => Date.parse(mtime) / 1000).find(Number.isFinite),
  });

export const agentDebInstallTime = debInstallTime('kvm', 'cloudstack-agent');
export const usageDebInstallTime = debInstallTime('usage', 'cloudstack-usage');
