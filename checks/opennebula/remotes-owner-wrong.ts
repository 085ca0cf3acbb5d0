import { check, each, type Outcome, type PathEntry, sh } from '../../src/index.ts';
import { frontendFiles, frontendFolders } from './facts/frontend-files.ts';
import { frontendNeeds, perFrontend } from './onecfg/frontends.ts';
import { some } from './pools.ts';

const REMOTES = '/var/lib/one/remotes';
const isDriver = ({ path }: PathEntry): boolean => path === REMOTES || path.startsWith(`${REMOTES}/`);

/** oneadmin owns it and may read it, and enter it where it is a directory. */
const isClosed = ({ type, mode }: PathEntry): boolean => type !== 'link' && !(type === 'directory' ? /[57]..$/ : /[4567]..$/).test(mode);

export default check({
  id: 'opennebula/remotes-owner-wrong',
  title: 'The drivers on the front-ends belong to oneadmin',
  severity: 'blocker',
  applies: { platform: 'opennebula', phases: ['pre', 'post'] },
  why: 'onehost sync copies the drivers to the hosts as oneadmin. It stops at a file or directory of root, and the hosts go on with the drivers of the old release.',
  fix: {
    others: {
      commands: [sh`chown -R oneadmin:oneadmin /var/lib/one/remotes`],
      undo: 'Note the owners before: find /var/lib/one/remotes ! -user oneadmin -ls.',
    },
    closed: { commands: [sh`chmod -R u+rX /var/lib/one/remotes`] },
  },
  refs: ['https://github.com/OpenNebula/one/issues/5906', 'https://github.com/OpenNebula/one/issues/7411'],
  covers: ['A.4.9'],
  needs: { ...frontendNeeds, files: each(frontendFiles), folders: each(frontendFolders) },
  messages: {
    others: '{count} files and directories of the drivers do not belong to oneadmin: {files}.',
    closed: 'oneadmin may not read {count} files and directories of the drivers: {files}.',
  },
  judge: (evidence, found) =>
    perFrontend(evidence, ({ files, folders }, host): Outcome[] => {
      const own = [...folders, ...files].filter(isDriver);
      const names = (entries: readonly PathEntry[]) => ({ count: entries.length, files: some(entries.map(({ path }) => path)) });
      const [others, closed] = [own.filter(({ owner }) => owner !== 'oneadmin'), own.filter(isClosed)];
      const at = { host, object: REMOTES, path: REMOTES };
      return [...(others.length > 0 ? [found.others(names(others), at)] : []), ...(closed.length > 0 ? [found.closed(names(closed), at)] : [])];
    }),
});
