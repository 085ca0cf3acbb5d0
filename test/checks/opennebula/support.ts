/** One path, as a case of the table gives it. */
export type Path = Readonly<Record<string, string | number>>;

export const file = (path: string): Path => ({ path });
export const directory = (path: string): Path => ({ path, type: 'directory', mode: '0755' });
export const link = (path: string, target: string): Path => ({ path, type: 'link', mode: '0777', target });

/** What `oned --version` prints. */
export const oned = (version: string, edition = ''): { stdout: string } => ({
  stdout: `OpenNebula ${version} (5d6b8571)${edition === '' ? ' ' : ` ${edition} `}\nCopyright 2002-2026, OpenNebula Project, OpenNebula Systems\n`,
});
export const ENTERPRISE = 'Enterprise Edition';

const STEPS = ['5.12.0', '6.0.0', '6.2.0', '6.4.0', '6.6.0', '6.8.0', '6.10.0', '6.10.2', '7.0.0', '7.2.0', '7.4.0'];

/** The migrators of onecfg up to this release, as they lie in their directory. */
export const migrators = (to: string): Path[] =>
  STEPS.slice(1, STEPS.indexOf(to) + 1).flatMap((step, index) =>
    ['rb', 'yaml'].map(type => file(`/usr/share/one/onecfg/migrators/${STEPS[index]}_to_${step}.${type}`)),
  );

/** What dpkg-query and rpm print for these packages. */
export const deb = (packages: Readonly<Record<string, string>>): { stdout: string; exit: number } => ({
  stdout: Object.entries(packages)
    .map(([name, version]) => `${name} ii  ${version}-1\n`)
    .join(''),
  exit: Object.keys(packages).length === 3 ? 0 : 1,
});
export const rpm = (packages: Readonly<Record<string, string>>): { stdout: string; exit: number } => ({
  stdout: ['opennebula', 'opennebula-migration', 'opennebula-migration-community']
    .map(name => (packages[name] === undefined ? `package ${name} is not installed\n` : `${name} ${packages[name]}\n`))
    .join(''),
  exit: 2,
});

/** The answers of a front-end of this version, for what every check asks of one. */
export const frontend = (version: string, edition?: string) => ({ oned: [file('/usr/bin/oned')], said: oned(version, edition) });

/** And for what those about onecfg ask: it has no migrators that could be listed. */
export const onecfgHost = (version: string, edition?: string) => ({ ...frontend(version, edition), migrators: [] as Path[] });

/** A state file with these lines. */
export const state = (...lines: string[]): string => `---\n${lines.join('\n')}\n`;

export const STATE = '/etc/onecfg.conf';
export const SNAPSHOTS = '/var/lib/one/backups/config';
export const SNAPSHOT = `${SNAPSHOTS}/2026-03-01_10:15:00-v6.10.0`;

type Answers = Readonly<Record<string, unknown>>;

/** Several front-ends: what each answers, by the name of the need. What one does not answer is not there. */
export const cluster = <N extends string>(
  hosts: Readonly<Record<string, Answers>>,
  names: readonly N[],
): { readonly [K in N]: { readonly on: never } } =>
  Object.fromEntries(
    names.map(name => [
      name,
      { on: Object.fromEntries(Object.entries(hosts).map(([host, answers]) => [host, answers[name] ?? { status: 'absent', reason: 'not there' }])) },
    ]),
  ) as never;

export const ONECFG_NEEDS = ['oned', 'said', 'deb', 'rpm', 'shipped', 'settings', 'legacy', 'migrators'] as const;
