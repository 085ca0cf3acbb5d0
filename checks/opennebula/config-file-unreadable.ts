import { check, each, type Outcome, type PathEntry, sh } from '../../src/index.ts';
import { frontendFiles, frontendFolders, usableBy } from './facts/frontend-files.ts';
import { ONED_CONF } from './facts/oned-conf.ts';
import { frontendNeeds, perFrontend } from './onecfg/frontends.ts';
import { some } from './pools.ts';

const MOST = 10;
const isConfig = ({ path }: PathEntry): boolean => path === '/etc/one' || path.startsWith('/etc/one/');

export default check({
  id: 'opennebula/config-file-unreadable',
  title: 'oneadmin can read every configuration file, and nobody else can read the passwords in oned.conf',
  severity: 'blocker',
  applies: { platform: 'opennebula', phases: ['pre', 'post'] },
  why: 'OpenNebula runs as oneadmin. A file that root put back or edited with another owner is not read, and the service does not start or starts with its defaults. Packages give the files to root and the group oneadmin, with the mode 0640; files of oneadmin itself, as the guide has it for clusters, work too.',
  fix: {
    unreadable: ({ path }) => ({
      commands: [sh`chgrp oneadmin ${path}`, sh`chmod g+rX ${path}`],
      undo: `Note the group and the mode of ${path} before.`,
    }),
    more: { commands: [sh`chgrp -R oneadmin /etc/one`, sh`chmod -R g+rX /etc/one`] },
    openToAll: ({ path }) => ({ commands: [sh`chmod o-rwx ${path}`] }),
  },
  refs: ['https://github.com/OpenNebula/one/issues/3814', 'https://docs.opennebula.io/7.0/software/upgrade_process/upgrade_guide/upgrading_ha/'],
  covers: ['A.4.8'],
  needs: { ...frontendNeeds, files: each(frontendFiles), folders: each(frontendFolders) },
  messages: {
    unreadable: '{path} belongs to {owner}:{group} with the mode {mode}, so oneadmin cannot use it.',
    more: 'oneadmin cannot use {count} more files below /etc/one: {files}.',
    openToAll: { text: '{path} has the mode {mode}: everybody on the front-end can read the password of the database in it.', severity: 'warning' },
  },
  judge: (evidence, found) =>
    perFrontend(evidence, ({ files, folders }, host): Outcome[] => {
      const own = [...folders, ...files].filter(isConfig);
      const closed = own.filter(entry => !usableBy(entry, 'oneadmin'));
      const open = own.filter(({ path, type, mode }) => path.startsWith(ONED_CONF) && type === 'file' && /[4567]$/.test(mode));
      const at = (path: string) => ({ host, object: path, path });
      const rest = closed.slice(MOST).map(({ path }) => path);
      return [
        ...closed.slice(0, MOST).map(({ path, owner, group, mode }) => found.unreadable({ path, owner, group, mode }, at(path))),
        ...(rest.length > 0 ? [found.more({ count: rest.length, files: some(rest) }, { host, object: '/etc/one' })] : []),
        ...open.map(({ path, mode }) => found.openToAll({ path, mode }, at(path))),
      ];
    }),
});
