import { fact, paths } from '../../../src/index.ts';

export const CONFIG_FOLDERS = ['/etc/one', '/var/lib/one/remotes/etc'] as const;

/** `/etc/one/*`, `/etc/one/∗/*` … to this many levels; the deepest files that OpenNebula ships are at the fifth. */
const levels = (folder: string, most: number, name: string): string[] =>
  Array.from({ length: most }, (_, level) => `${folder}/${'*/'.repeat(level)}${name}`);

const LEFTOVER = /\.(?:rpmsave|rpmnew|rpmorig|dpkg-dist|dpkg-old|dpkg-new|ucf-dist|ucf-old|ucf-new)$/;

/** Configuration files that a package manager put beside others. The globs are wide, so that they are few. */
export const configLeftovers = fact({
  id: 'opennebula.config-leftovers',
  title: 'configuration files that packages left behind',
  role: 'frontend',
  query: paths(...CONFIG_FOLDERS.flatMap(folder => levels(folder, 6, '*.[rdu][pc]*'))),
  parse: ({ entries }) => entries.filter(({ path, type }) => type !== 'directory' && LEFTOVER.test(path)).map(({ path }) => path),
});

/** Files that the migration of the configuration to 7.0.0 removes, and one that it adds. */
const REMOVED = [
  '/etc/one/sched.conf',
  '/etc/one/sunstone-server.conf',
  '/etc/one/vcenter_driver.conf',
  '/var/lib/one/remotes/etc/vmm/vcenter/vcenterrc',
];
const REMOVED_VIEWS = ['/etc/one/sunstone-views/*.yaml', '/etc/one/sunstone-views/*/*.yaml'];
export const ADDED = '/etc/one/schedulers/rank.conf';

/** What shows the form of the configuration, whatever version is recorded. Empty directories may stay behind, so files are asked for. */
export const sevenTraces = fact({
  id: 'opennebula.seven-traces',
  title: 'files that come and go with 7.0.0',
  role: 'frontend',
  query: paths(...REMOVED, ...REMOVED_VIEWS, ADDED),
  parse: ({ entries }) => ({
    old: entries.map(({ path }) => path).filter(path => path !== ADDED),
    added: entries.some(({ path }) => path === ADDED),
  }),
});

/** The trees that onecfg copies. It refuses symbolic links in them, but for those whose name, or a directory on the way, begins with a dot. */
export const TREES = { '/etc/one': 8, '/var/lib/one/remotes': 12 } as const;

/** Symbolic links in those trees, and directories at the last level that is looked at, below which there could be more. */
export const configLinks = fact({
  id: 'opennebula.config-links',
  title: 'symbolic links in the configuration',
  role: 'frontend',
  query: paths(...Object.entries(TREES).flatMap(([folder, most]) => levels(folder, most, '*'))),
  parse: ({ entries }) => {
    const links = entries.filter(({ type }) => type === 'link');
    const within = (path: string): boolean => links.some(link => path.startsWith(`${link.path}/`));
    const levelOf = (path: string, folder: string): number => (path.startsWith(`${folder}/`) ? path.slice(folder.length).split('/').length - 1 : 0);
    return {
      links: links.filter(({ path }) => !within(path)).map(({ path, target = '' }) => ({ path, target })),
      deepest: entries
        .filter(({ path, type }) => type === 'directory' && Object.entries(TREES).some(([folder, most]) => levelOf(path, folder) === most))
        .map(({ path }) => path)
        .filter(path => !within(path)),
    };
  },
});
