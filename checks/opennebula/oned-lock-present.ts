import { check, each, type Outcome, optional, sh } from '../../src/index.ts';
import { apiPort, onedLock } from './facts/frontend-database.ts';
import { frontendNeeds, perFrontend } from './onecfg/frontends.ts';
import { source } from './pools.ts';

export default check({
  id: 'opennebula/oned-lock-present',
  title: 'oned is stopped and has left no lock',
  severity: 'blocker',
  applies: { platform: 'opennebula', phases: ['stopped', 'installed'] },
  why: 'onedb refuses to upgrade, back up or check the database where it finds the lock of oned or somebody on its port.',
  fix: {
    listening: { text: 'Stop OpenNebula on this front-end.', commands: [sh`systemctl stop opennebula`], undo: sh`systemctl start opennebula`.text },
    lock: { text: 'Stop OpenNebula on this front-end.', commands: [sh`systemctl stop opennebula`], undo: sh`systemctl start opennebula`.text },
    stale: ({ path }) => ({
      text: 'See that no oned runs, and remove the lock: oned was killed and could not.',
      commands: [sh`pgrep -x oned`, sh`rm ${path}`],
    }),
  },
  refs: [source('src/onedb/onedb.rb'), source('share/pkgs/services/systemd/pre_cleanup')],
  covers: ['A.2.19'],
  needs: { ...frontendNeeds, lock: each(onedLock), port: each(optional(apiPort)) },
  messages: {
    listening: 'Somebody listens on port 2633, the port of oned.',
    lock: 'The lock {path} is there, and so is the file with the number of its process.',
    stale: 'The lock {path} is there, and nothing shows that oned runs.',
  },
  judge: (evidence, found) =>
    perFrontend(evidence, ({ lock: { lock: path, pid }, port }, host): Outcome[] => {
      if (port) return [found.listening({}, { host, object: 'port 2633' })];
      return path === undefined ? [] : [found[pid ? 'lock' : 'stale']({ path }, { host, object: `lock ${path}`, path })];
    }),
});
