import { check, each, type Outcome, sh, undecided } from '../../src/index.ts';
import { configLinks, TREES } from './facts/config-files.ts';
import { frontendNeeds, perFrontend } from './onecfg/frontends.ts';

/** Links that are named one by one; a tree of links needs another remedy than a command for each. */
const MOST = 20;

export default check({
  id: 'opennebula/onecfg-symlinks',
  title: 'The directories that onecfg copies have no symbolic links',
  severity: 'blocker',
  applies: { platform: 'opennebula', phases: ['pre', 'stopped', 'installed'] },
  why: 'onecfg upgrade looks for symbolic links in /etc/one and /var/lib/one/remotes and stops at the first, with "Found symbolic links in …". What begins with a dot, or is in a directory that does, it does not see. It looks into the snapshot as well; that is a copy of the same directories, made by the upgrade of the packages, and is not looked into here.',
  fix: {
    symlink: ({ link }) => ({
      text: 'Put a copy in the place of the link, or move the link away until onecfg upgrade is done. These commands move it.',
      commands: [sh`mkdir -p /root/links${String(link).replace(/\/[^/]*$/, '')}`, sh`mv ${link} /root/links${link}`],
      undo: sh`mv /root/links${link} ${link}`.text,
    }),
    more: {
      text: 'List all of them, and copy what they lead to into their places, or move their directory away until onecfg upgrade is done.',
      commands: [sh`find /etc/one /var/lib/one/remotes -type l`],
    },
  },
  refs: ['https://github.com/OpenNebula/one/blob/release-7.0.0/src/onecfg/lib/transaction.rb', 'https://github.com/OpenNebula/one/issues/8076'],
  covers: ['A.1.6.2'],
  needs: { ...frontendNeeds, links: each(configLinks) },
  messages: {
    symlink: '{link} is a symbolic link (to {target}).',
    more: 'There are {count} more symbolic links after {link}.',
  },
  judge: (evidence, found) =>
    perFrontend(evidence, ({ links: { links, deepest } }, host): Outcome[] => [
      ...links.slice(0, MOST).map(({ path, target }) => found.symlink({ link: path, target }, { host, object: path, path })),
      ...(links.length > MOST ? [found.more({ count: links.length - MOST, link: links[MOST - 1]!.path }, { host })] : []),
      ...deepest.slice(0, 1).map(path => undecided(`${path} is as deep as links are looked for (${sayLevels}), and may hold more`, host)),
    ]),
});

const sayLevels = Object.entries(TREES)
  .map(([folder, most]) => `${most} levels below ${folder}`)
  .join(', ');
