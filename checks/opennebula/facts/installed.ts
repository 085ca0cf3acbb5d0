import { command, fact, file, paths } from '../../../src/index.ts';

/** `/usr/bin/oned`: what makes a host a front-end. Nodes have onecfg's state file too, without any meaning. */
export const onedBinary = fact({
  id: 'opennebula.oned-binary',
  title: 'the program oned',
  role: 'frontend',
  query: paths('/usr/bin/oned'),
  parse: ({ entries }) => entries.length > 0,
});

/** What `oned --version` says; `version` is undefined where onecfg could not find one in it either. */
export interface OnedVersion {
  readonly version: string | undefined;
  readonly enterprise: boolean;
}

/**
 * The second dot of the version may be any character, as it may for onecfg.
 *
 *     OpenNebula 6.10.2 (5d6b8571) Enterprise Edition
 *     Copyright 2002-2024, OpenNebula Project, OpenNebula Systems
 */
export const onedVersion = fact({
  id: 'opennebula.oned-version',
  title: 'the version that oned says',
  role: 'frontend',
  query: command('oned', '--version'),
  parse: ({ stdout, exit }): OnedVersion => {
    const [first, version] = (exit === 0 && /^OpenNebula (\d+\.\d+.\d+(?:\.\d+)?) .*$/m.exec(stdout)) || [];
    return { version, enterprise: / Enterprise Edition\s*$/.test(first ?? '') };
  },
});

/** Installed packages of OpenNebula and their versions, without epoch and release: `opennebula` → `6.10.0.1`. */
export type Packages = Readonly<Record<string, string>>;

const NAMES = ['opennebula', 'opennebula-migration', 'opennebula-migration-community'] as const;

/** Names are those that were asked for, so none of them can be `__proto__`. */
const named = (found: Iterable<readonly [string, string]>): Packages =>
  Object.fromEntries(
    [...found].filter(([name]) => NAMES.some(one => one === name)).map(([name, version]) => [name, version.replace(/^\d+:/, '').replace(/-.*$/, '')]),
  );

/**
 * On Debian and Ubuntu. A package that was removed is not installed (`rc`), one that failed to configure is (`iF`).
 *
 *     opennebula ii  1:6.10.0.1-1
 *     opennebula-migration rc  6.8.0-1
 */
export const debPackages = fact({
  id: 'opennebula.deb-packages',
  title: 'installed packages (dpkg)',
  role: 'frontend',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the format is one of dpkg-query
  query: command('dpkg-query', '-W', '-f', '${Package} ${db:Status-Abbrev} ${Version}\\n', ...NAMES),
  parse: ({ stdout }) => named([...stdout.matchAll(/^(\S+) .[^nc \n]. ?(\S+)[ \t]*$/gm)].map(([, name, version]) => [name!, version!])),
});

/**
 * On RPM systems. A package that is not there is a line of another form.
 *
 *     opennebula 6.10.0.1
 *     package opennebula-migration is not installed
 */
export const rpmPackages = fact({
  id: 'opennebula.rpm-packages',
  title: 'installed packages (rpm)',
  role: 'frontend',
  query: command('rpm', '-q', '--qf', '%{NAME} %{VERSION}\\n', ...NAMES),
  parse: ({ stdout }) => named([...stdout.matchAll(/^(\S+) (\S+)[ \t]*$/gm)].map(([, name, version]) => [name!, version!])),
});

/** The version in the files of OpenNebula, for where neither oned nor a package says one: `VERSION = '6.10.2'`, or the number alone. */
export const shippedVersion = fact({
  id: 'opennebula.shipped-version',
  title: 'the version in the files of OpenNebula',
  role: 'frontend',
  query: [file('/usr/lib/one/ruby/opennebula.rb'), file('/var/lib/one/remotes/VERSION')],
  parse: ({ text }) => /(?:^[ \t]*VERSION[ \t]*=[ \t]*['"]|^)(\d+\.\d+\.\d+(?:\.\d+)?)(?:['"]|[ \t]*$)/m.exec(text)?.[1],
});

/** Where rsync is, if it can be run. onecfg copies files with it. */
export const rsyncPrograms = fact({
  id: 'opennebula.rsync-programs',
  title: 'the program rsync',
  role: 'frontend',
  query: paths(...['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'].map(folder => `${folder}/rsync`)),
  parse: ({ entries }) =>
    entries.filter(({ type, mode }) => type === 'link' || (type === 'file' && /[1357]/.test(mode.slice(-3)))).map(({ path }) => path),
});
