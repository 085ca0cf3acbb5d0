import { command, fact, type Redacted, type Version, version } from '../../../src/index.ts';

/** One installed package. A package that is installed several times, such as kernels, is here several times. */
export interface Package {
  readonly name: string;
  /** `4.3.10.4` */
  readonly version: string;
  /** `1.el7` */
  readonly release: string;
  readonly arch: string;
  /** Seconds since 1970, by the clock of the host. */
  readonly installedAt: number;
}

/** The packages that are installed, of those that were asked for. */
export interface Packages {
  readonly all: readonly Package[];
  /** The one that was installed last. */
  get(name: string): Package | undefined;
}

const FORMAT = '%{NAME} %{VERSION} %{RELEASE} %{ARCH} %{INSTALLTIME}\\n';

/**
 * Every name is answered: by lines, or as not installed. A database of rpm that is locked or broken answers neither.
 *
 *     ovirt-engine 4.3.10.4 1.el7 noarch 1597751222
 *     package ovirt-engine-dwh is not installed
 */
export const packagesParser =
  (names: readonly string[]) =>
  ({ stdout, stderr }: Redacted<{ readonly stdout: string; readonly stderr: string }>): Packages => {
    const lines = [...stdout.matchAll(/^(\S+) (\S+) (\S+) (\S+) (\d{1,15})[ \t]*$/gm)].filter(([, name]) => names.includes(name!));
    const said = `${stdout}\n${stderr}`;
    const silent = names.find(name => !lines.some(([, found]) => found === name) && !said.includes(`package ${name} is not installed`));
    if (silent !== undefined) throw new Error(`rpm says nothing of ${silent}${firstLine(stderr)}`);
    const all = lines.map(([, name, version, release, arch, at]) => ({
      name: name!,
      version: version!,
      release: release!,
      arch: arch!,
      installedAt: Number(at),
    }));
    return { all, get: name => all.filter(one => one.name === name).reduce<Package | undefined>(newest, undefined) };
  };

const newest = (known: Package | undefined, one: Package): Package => (known && known.installedAt >= one.installedAt ? known : one);

const firstLine = (stderr: string): string => (stderr.trim() === '' ? '' : `: ${stderr.trim().split('\n')[0]!.slice(0, 200)}`);

/** Packages of these names on hosts of a role. */
export const packagesOf = (role: string, id: string, title: string, names: readonly string[]) =>
  fact({ id: `ovirt.${role}-${id}`, title, role, query: command('rpm', '-q', '--qf', FORMAT, ...names), parse: packagesParser(names) });

export const ENGINE_PACKAGES = [
  ...['ovirt-engine', 'ovirt-engine-setup', 'ovirt-engine-dwh'],
  ...['ovirt-release43', 'ovirt-release43-pre', 'ovirt-release43-snapshot', 'ovirt-release44', 'ovirt-release44-pre', 'ovirt-release44-snapshot'],
  ...['ovirt-release-master', 'centos-release-ovirt43', 'centos-release-ovirt45'],
];

export const enginePackages = packagesOf('engine', 'packages', 'oVirt packages of the engine', ENGINE_PACKAGES);

/** The version of a package without what a development build adds: `4.5.8_master` → 4.5.8. */
export const packageVersion = (text: string): Version | undefined => version(text.replace(/[_~^].*$/, ''));
