import { check } from '../../src/index.ts';
import { decide } from './onecfg/decision.ts';
import { onecfgNeeds, perFrontend } from './onecfg/frontends.ts';
import { messages } from './onecfg/messages.ts';
import { fix } from './onecfg/remedies.ts';

export default check({
  id: 'opennebula/onecfg-metadata-outdated',
  title: 'The state file of onecfg is current: not outdated, and with nothing left to process',
  severity: 'blocker',
  applies: { platform: 'opennebula', phases: ['pre', 'stopped', 'installed', 'post'] },
  why: 'Every upgrade of the packages takes a snapshot of the configuration for onecfg upgrade. Where the one before was never processed, it marks the state file outdated instead, and onecfg upgrade refuses to migrate the files in /etc/one. onecfg status does not show that in every case, and its exit code is 0 in some bad ones, so the file itself is judged.',
  fix,
  refs: [
    'https://docs.opennebula.io/7.0/software/upgrade_process/upgrade_guide/start_here/',
    'https://github.com/OpenNebula/one/blob/release-7.0.0/src/onecfg/lib/ee/config/versions.rb',
  ],
  covers: ['A.1'],
  needs: onecfgNeeds,
  messages,
  judge: (evidence, found, context) => perFrontend(evidence, (here, host) => decide(here, host, found, context)),
});
