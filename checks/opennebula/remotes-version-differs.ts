import { check, each, type Outcome, optional, type Skip, undecided } from '../../src/index.ts';
import { compareConfig, configVersion } from './config-version.ts';
import { remotesVersion } from './facts/frontend-files.ts';
import { frontendNeeds, packagesOf, perFrontend } from './onecfg/frontends.ts';
import { source } from './pools.ts';

const PATH = '/var/lib/one/remotes/VERSION';

export default check({
  id: 'opennebula/remotes-version-differs',
  title: 'The drivers on the front-ends are of the release of oned',
  severity: 'blocker',
  applies: { platform: 'opennebula', phases: ['installed', 'post'] },
  why: 'onehost sync compares the version of the drivers on the front-end with that on each host. Where the package did not bring new drivers, it finds nothing to copy, and oned works with old ones.',
  fix: 'Install the package opennebula again, in the version that is installed. If /var/lib/one/remotes was copied from elsewhere, move that away first.',
  refs: [source('src/im_mad/remotes/VERSION')],
  covers: ['A.4.12'],
  needs: { ...frontendNeeds, remotes: each(optional(remotesVersion)) },
  messages: { missing: '{path} is not there.', differs: '{path} says {version}, and oned is {installed}.' },
  judge: (evidence, found) =>
    perFrontend(evidence, (here, host): Outcome[] | Skip => {
      const [said, at] = [here.said?.version ?? packagesOf(here).opennebula, { host, object: PATH, path: PATH }];
      if (here.remotes === undefined) return [found.missing({ path: PATH }, at)];
      const [version, installed] = [configVersion(here.remotes), configVersion(said ?? 'none')];
      if (!installed) return [undecided('neither oned nor a package says which version of OpenNebula is installed', host)];
      if (!version) return [undecided(`${PATH} says no version`, host)];
      return compareConfig(version, installed) === 0 ? [] : [found.differs({ path: PATH, version: version.text, installed: installed.text }, at)];
    }),
});
