import { check, each, type Outcome, optional, type Skip, skip } from '../../src/index.ts';
import { configVersion } from './config-version.ts';
import { onecfgStatus, STATE_FILE } from './facts/onecfg.ts';
import { installedOn, type OnecfgHost, onecfgNeeds, perFrontend } from './onecfg/frontends.ts';
import { chainOf, shippedChain } from './onecfg/migrators.ts';
import { agree, FATAL, predictStatus, readStatus, type Status, sayStatus } from './onecfg/status.ts';

/** What onecfg ought to say here; undefined where its migrators are not known. */
function expected(here: OnecfgHost): Status | undefined {
  const installed = configVersion(installedOn(here) ?? 'none');
  const there = chainOf(here.migrators);
  if (there && 'problem' in there) return { installed: undefined, recorded: undefined, conclusion: FATAL };
  const chain = there ? there.chain : installed && shippedChain(installed);
  return chain && predictStatus(here.settings, configVersion(here.said?.version ?? 'none'), chain);
}

export default check({
  id: 'opennebula/onecfg-status-contradiction',
  title: 'onecfg status says what its state file says',
  severity: 'warning',
  applies: { platform: 'opennebula', phases: ['pre', 'stopped', 'installed', 'post'] },
  why: 'The verdict on the state file is drawn from the file and the installed version. onecfg status is the second witness: where it says something else, it reads another file, works with other migrators, or the file changed meanwhile.',
  fix: 'Run onecfg status as root, with no ONECFG_ETC_DIR and no ONE_LOCATION in the environment, and compare with the state file. Do not upgrade before both say the same.',
  refs: ['https://github.com/OpenNebula/one/blob/release-7.0.0/src/onecfg/lib/ee/config/versions.rb'],
  covers: ['A.1', 'A.1.6.4'],
  needs: { ...onecfgNeeds, status: each(optional(onecfgStatus)) },
  messages: { contradiction: 'onecfg status says "{said}". With {path} as it is, it should say "{expected}".' },
  judge: (evidence, found) =>
    perFrontend(evidence, (here, host): Outcome[] | Skip => {
      const status = here.status && readStatus(here.status);
      if (!status) return skip('onecfg is not there, or is one that knows no status (Community Edition before 7.0)');
      const should = expected(here);
      if (!should) return skip('the migrations of this release are not known here, so there is nothing to compare with');
      return agree(status, should)
        ? []
        : [found.contradiction({ said: sayStatus(status), path: STATE_FILE, expected: sayStatus(should) }, { host, path: STATE_FILE })];
    }),
});
