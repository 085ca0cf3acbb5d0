import { check, undecided } from '../../src/index.ts';
import { enginePackages } from './facts/packages.ts';
import { setupFiles, setupOutcomes } from './facts/setup-runs.ts';
import { GUIDE, SETUP_SOURCE } from './references.ts';
import { runSetup } from './releases.ts';

export default check({
  id: 'ovirt/engine-setup-incomplete',
  title: 'engine-setup ended well after its packages were updated',
  severity: 'blocker',
  applies: { platform: 'ovirt', phases: ['post'] },
  why: 'engine-setup updates the engine, its database and its configuration. Where it failed or did not run, they are of different releases.',
  fix: runSetup,
  refs: [GUIDE, SETUP_SOURCE],
  covers: ['A.1.8'],
  needs: { packages: enginePackages, files: setupFiles, outcomes: setupOutcomes },
  messages: {
    failed: 'The last run of engine-setup failed, as its log says: {log}.',
    unfinished: 'The last log of engine-setup says neither that it completed nor that it failed: {log}.',
    olderThanPackage: 'The last run of engine-setup ended at {ended}, before the package ovirt-engine-setup was installed at {installed}.',
    configurationOld: 'engine-setup has not written its configuration since the package ovirt-engine-setup was installed at {installed}.',
    noLog: { text: 'No log of engine-setup is left that could say how its last run ended.', severity: 'warning' },
  },
  *judge({ packages, files, outcomes }, found) {
    const setup = packages.get('ovirt-engine-setup');
    if (!setup) return yield undecided('the package ovirt-engine-setup is not installed');
    const installed = utc(setup.installedAt);
    const [log] = files.logs;
    const result = log && outcomes.get(log.path)?.result;
    if (!log) yield found.noLog({});
    else if (result === 'failed') return yield found.failed({ log: log.path }, { path: log.path });
    else if (result === undefined) return yield found.unfinished({ log: log.path }, { path: log.path });
    else if (log.at < setup.installedAt) return yield found.olderThanPackage({ ended: utc(log.at), installed }, { path: log.path });
    const { configuration } = files;
    if (!configuration || configuration.at < setup.installedAt)
      yield found.configurationOld({ installed }, configuration ? { path: configuration.path } : {});
  },
});

/** `2026-11-21 10:00:00 UTC` */
const utc = (seconds: number): string => new Date(seconds * 1000).toISOString().replace('T', ' ').replace('.000Z', ' UTC');
