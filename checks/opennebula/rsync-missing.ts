import { check, each } from '../../src/index.ts';
import { rsyncPrograms } from './facts/installed.ts';
import { frontendNeeds, perFrontend } from './onecfg/frontends.ts';

export default check({
  id: 'opennebula/rsync-missing',
  title: 'rsync is installed on every front-end',
  severity: 'blocker',
  applies: { platform: 'opennebula', phases: ['pre', 'stopped', 'installed'] },
  why: 'onecfg upgrade copies the configuration with rsync, before it migrates it and back again. Without rsync it stops with "Data synchronization failed".',
  fix: 'Install the package rsync on this front-end (apt-get install rsync, or yum install rsync).',
  refs: ['https://github.com/OpenNebula/one/blob/release-7.0.0/src/onecfg/lib/common/backup.rb'],
  covers: ['A.1.6.6'],
  needs: { ...frontendNeeds, rsync: each(rsyncPrograms) },
  messages: { missing: 'There is no program rsync on front-end {host}.' },
  judge: (evidence, found) => perFrontend(evidence, ({ rsync }, host) => (rsync.length > 0 ? [] : [found.missing({ host }, { host })])),
});
