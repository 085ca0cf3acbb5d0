import { check, each, sh } from '../../src/index.ts';
import { configLeftovers } from './facts/config-files.ts';
import { frontendNeeds, perFrontend } from './onecfg/frontends.ts';

const ONED = '/etc/one/oned.conf';

export default check({
  id: 'opennebula/config-leftovers',
  title: 'Package managers left no configuration files to merge',
  severity: 'warning',
  applies: { platform: 'opennebula', phases: ['installed', 'post'] },
  why: 'Where a configuration file was changed, the package manager keeps one of the two versions under another name. RPM packages of OpenNebula replace the changed file. The new oned.conf is for SQLite: a front-end with another database that starts with it shows an empty cloud.',
  fix: {
    onedReplaced: {
      text: 'Put the file back before onecfg upgrade, which then migrates it. It need not be done where the state file of onecfg names a snapshot with something to migrate: onecfg upgrade then brings the whole directory back.',
      down: 'opennebula on this front-end',
      commands: [sh`cp -a ${ONED} /root/oned.conf.new`, sh`mv ${`${ONED}.rpmsave`} ${ONED}`],
      undo: `${sh`mv ${ONED} ${`${ONED}.rpmsave`}`.text}; ${sh`cp -a /root/oned.conf.new ${ONED}`.text}`,
    },
    leftover: ({ file }) => ({
      text: 'Compare the two, merge what is missing, and move the file out of the way.',
      commands: [sh`diff -u ${String(file).replace(/\.[^.]+$/, '')} ${file}`],
    }),
  },
  refs: ['https://docs.opennebula.io/7.0/software/upgrade_process/upgrade_guide/upgrading_single/'],
  covers: ['A.1.6.7'],
  needs: { ...frontendNeeds, leftovers: each(configLeftovers) },
  messages: {
    onedReplaced: { text: '{file} is there: the package replaced oned.conf by the one it ships, which is for SQLite.', severity: 'blocker' },
    leftover: '{file} was left by the package manager and waits to be merged.',
  },
  judge: (evidence, found) =>
    perFrontend(evidence, ({ leftovers }, host) =>
      leftovers.map(file => {
        const at = { host, object: file, path: file };
        return file === `${ONED}.rpmsave` ? found.onedReplaced({ file }, at) : found.leftover({ file }, at);
      }),
    ),
});
