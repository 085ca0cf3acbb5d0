import { fact, file, type PathEntry, paths } from '../../../src/index.ts';
import { TREES } from './config-files.ts';

const levels = (folder: string, most: number): string[] => Array.from({ length: most }, (_, level) => `${folder}/${'*/'.repeat(level)}*`);

/** Everything below /etc/one and the drivers, as far down as onecfg-symlinks looks: the same question. Names that begin with a dot are not in it. */
export const frontendFiles = fact({
  id: 'opennebula.frontend-files',
  title: 'the files of the configuration and the drivers',
  role: 'frontend',
  query: paths(...Object.entries(TREES).flatMap(([folder, most]) => levels(folder, most))),
  parse: ({ entries }) => entries,
});

/** The two directories themselves, and the accounts that systemd starts OpenNebula with. */
export const frontendFolders = fact({
  id: 'opennebula.frontend-folders',
  title: 'the directories of the configuration and the drivers',
  role: 'frontend',
  query: paths(...Object.keys(TREES)),
  parse: ({ entries }) => entries,
});

export const AUTH = '/var/lib/one/.one';

/** Files with the credentials of the services: that they are there, never what is in them. */
export const authFiles = fact({
  id: 'opennebula.auth-files',
  title: 'the credentials of the services',
  role: 'frontend',
  query: paths(AUTH, `${AUTH}/*`),
  parse: ({ entries }) => entries,
});

/** Copies of the configuration that the guide has one make before the upgrade: `/etc/one.2026-11-20`. */
export const configCopies = fact({
  id: 'opennebula.config-copies',
  title: 'copies of the configuration',
  role: 'frontend',
  query: paths('/etc/one.*', '/etc/one-*', '/etc/one_*', '/var/lib/one/remotes/etc.*', '/var/lib/one/remotes-etc*', '/var/lib/one/remotes.*'),
  parse: ({ entries }) => entries.filter(({ type }) => type === 'directory' || type === 'file'),
});

/** `7.0.1`, in one line. */
export const remotesVersion = fact({
  id: 'opennebula.remotes-version',
  title: 'the version of the drivers',
  role: 'frontend',
  query: file('/var/lib/one/remotes/VERSION'),
  parse: ({ text }) => text.trim().slice(0, 100),
});

/** Whether this account can use a file: read it, and enter it where it is a directory. */
export function usableBy({ mode, owner, group, type }: PathEntry, account: string): boolean {
  const bits = Number.parseInt(mode.slice(-3), 8);
  const own = owner === account ? bits >> 6 : group === account ? bits >> 3 : bits;
  const needed = type === 'directory' ? 5 : 4;
  return type === 'link' || (own & needed) === needed;
}
