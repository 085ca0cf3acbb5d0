import { check, type Outcome, undecided } from '../../src/index.ts';
import { compareConfig, configVersion, knownVersion } from './config-version.ts';
import { frontendNeeds, installedOn, perFrontend } from './onecfg/frontends.ts';

const OLDEST = knownVersion('6.0.0');

export default check({
  id: 'opennebula/source-version-unsupported',
  title: 'OpenNebula is at 6.0 or newer, from which 7.x can be reached directly',
  severity: 'blocker',
  applies: {
    platform: 'opennebula',
    phases: ['pre', 'stopped'],
    paths: [{ to: '>=7.0' }],
    because: 'the guide says from which release one may start for targets from 7.0 on',
  },
  why: 'The upgrade to 7.x is described, tested and migrated from 6.0 on. From an older release the migrators of the configuration and of the database do not fit together.',
  fix: 'Upgrade to a release of 6.x first, by the guide of that release, and from there to the target.',
  refs: ['https://docs.opennebula.io/7.0/software/upgrade_process/upgrade_guide/start_here/'],
  covers: ['A.5.1'],
  needs: frontendNeeds,
  messages: { tooOld: 'Front-end {host} has OpenNebula {version}; the upgrade to 7.x starts at 6.0.0.' },
  judge: (evidence, found) =>
    perFrontend(evidence, (here, host): Outcome[] => {
      const said = installedOn(here);
      const installed = configVersion(said ?? 'none');
      if (!installed) return [undecided('nothing says which version of OpenNebula is installed', host)];
      return compareConfig(installed, OLDEST) < 0 ? [found.tooOld({ host, version: installed.text }, { host })] : [];
    }),
});
