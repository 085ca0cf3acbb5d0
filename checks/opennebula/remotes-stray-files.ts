import { check, each, sh } from '../../src/index.ts';
import { frontendFiles } from './facts/frontend-files.ts';
import { frontendNeeds, perFrontend } from './onecfg/frontends.ts';
import { UPGRADE_GUIDE } from './pools.ts';

const REMOTES = '/var/lib/one/remotes/';

/** Copies of `etc`, and what editors and people leave behind, wherever it is. */
const isStray = (path: string): boolean => /^\/var\/lib\/one\/remotes\/etc[._-][^/]*$/.test(path) || /(?:\.bak|\.orig|\.old|\.rej|~)$/.test(path);

export default check({
  id: 'opennebula/remotes-stray-files',
  title: 'No copies and backups lie between the drivers',
  severity: 'advice',
  applies: { platform: 'opennebula', phases: ['pre', 'post'] },
  why: 'onehost sync copies the whole directory to every host, with passwords that are in a copy of the configuration, and a copy of a probe runs as a probe.',
  fix: {
    stray: ({ path }) => ({
      commands: [sh`mkdir -p /root/remotes`, sh`mv ${path} /root/remotes/`],
      undo: sh`mv ${`/root/remotes/${String(path).replace(/^.*\//, '')}`} ${path}`.text,
      note: 'The guide has one make the copy in /var/lib/one/remotes itself. Beside the directory it is as good, and goes to no host.',
    }),
  },
  refs: [UPGRADE_GUIDE],
  covers: ['A.4.10'],
  needs: { ...frontendNeeds, files: each(frontendFiles) },
  messages: { stray: '{path} is copied to every host with the drivers.' },
  judge: (evidence, found) =>
    perFrontend(evidence, ({ files }, host) => {
      const stray = files.filter(({ path }) => path.startsWith(REMOTES) && isStray(path)).map(({ path }) => path);
      const outer = stray.filter(path => !stray.some(other => path.startsWith(`${other}/`)));
      return outer.map(path => found.stray({ path }, { host, object: path, path }));
    }),
});
