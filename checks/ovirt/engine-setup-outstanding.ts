import { check, compare, optional, skip, undecided, type Version } from '../../src/index.ts';
import { enginePackages, packageVersion } from './facts/packages.ts';
import { setupConfiguration } from './facts/setup-configuration.ts';
import { GUIDE, SETUP_SOURCE } from './references.ts';
import { runSetup } from './releases.ts';

export default check({
  id: 'ovirt/engine-setup-outstanding',
  title: 'The engine is as engine-setup of the installed packages left it',
  severity: 'blocker',
  applies: { platform: 'ovirt', phases: ['pre', 'stopped', 'installed', 'post'] },
  why: 'engine-upgrade-check looks at the setup packages only: newer setup packages with an older engine mean that engine-setup has not run since.',
  fix: {
    outstanding: runSetup,
    engineBehind: runSetup,
    engineAhead: {
      ...runSetup,
      text: 'Find out who removed the lock of the package manager (versionlock) from the engine packages, update the setup packages to the same release, and run engine-setup, which puts the lock back.',
    },
  },
  refs: [GUIDE, SETUP_SOURCE],
  covers: ['A.1.2'],
  needs: { packages: enginePackages, configuration: optional(setupConfiguration) },
  messages: {
    outstanding: 'The package ovirt-engine-setup is {setup}, and engine-setup ran last with {configured}.',
    engineBehind: 'The package ovirt-engine is {engine}, older than ovirt-engine-setup {setup}, which should have updated it.',
    engineAhead: 'The package ovirt-engine is {engine}, newer than ovirt-engine-setup {setup}: it was updated without engine-setup.',
    pending: { text: 'The package ovirt-engine-setup is {setup}; engine-setup ran last with {configured} and is still to be run.', severity: 'note' },
    engineWaits: {
      text: 'The package ovirt-engine is {engine} until engine-setup updates it to that of ovirt-engine-setup {setup}.',
      severity: 'note',
    },
  },
  judge({ packages, configuration }, found, { phase }) {
    if (!configuration) return skip('engine-setup has never ended well on this host: its configuration is not there');
    const [engine, setup] = ['ovirt-engine', 'ovirt-engine-setup'].map(name => packages.get(name)?.version);
    const configured = configuration.text('OVESETUP_CORE/generatedByVersion');
    if (engine === undefined || setup === undefined)
      return [undecided(`the package ovirt-engine${engine === undefined ? '' : '-setup'} is not installed`)];
    if (configured === undefined) return [undecided('the configuration that engine-setup wrote does not say which version wrote it')];
    const [engineVersion, setupVersion, configuredVersion] = [engine, setup, configured].map(needVersion);
    const order = compare(engineVersion!, setupVersion!);
    const isOver = phase === 'post';
    if (order > 0) return [found.engineAhead({ engine, setup }, { object: 'package ovirt-engine' })];
    return [
      ...(compare(setupVersion!, configuredVersion!) === 0 ? [] : [found[isOver ? 'outstanding' : 'pending']({ setup, configured })]),
      ...(order === 0 ? [] : [found[isOver ? 'engineBehind' : 'engineWaits']({ engine, setup }, { object: 'package ovirt-engine' })]),
    ];
  },
});

function needVersion(text: string): Version {
  const version = packageVersion(text);
  if (!version) throw new Error(`${JSON.stringify(text.slice(0, 60))} is no version of a package`);
  return version;
}
