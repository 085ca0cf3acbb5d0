import { check, each, type Outcome, type Skip, sh, skip, undecided } from '../../src/index.ts';
import { compareConfig, configVersion } from './config-version.ts';
import { onecfgSnapshots, SNAPSHOT_PARTS, SNAPSHOTS, type Snapshot, STATE_FILE } from './facts/onecfg.ts';
import { onecfgNeeds, perFrontend } from './onecfg/frontends.ts';
import { KNOWN_CHAIN, sameForm } from './onecfg/migrators.ts';
import type { Readable } from './onecfg/settings.ts';

/** `2026-03-01_10:15:00-v6.10.0`: the version that the packages replaced. */
const versionIn = (name: string) => configVersion(/-v([^/]+)$/.exec(name)?.[1] ?? 'none');

const lacks = ({ has }: Snapshot): string[] => SNAPSHOT_PARTS.filter(part => !has.includes(part));

/** Snapshots that could be read instead: whole, and of a release with files of the recorded form; newest last. */
function others(snapshots: readonly Snapshot[], { version }: Readable, not: string): string[] {
  return snapshots.filter(one => one.name !== not && lacks(one).length === 0 && isOf(one, version)).map(({ name }) => `${SNAPSHOTS}/${name}`);
}

function isOf({ name }: Snapshot, version: Readable['version']): boolean {
  const own = versionIn(name);
  return own !== undefined && version.is === 'version' && (compareConfig(own, version.value) === 0 || sameForm(KNOWN_CHAIN, own, version.value));
}

/** Those that packages made after onecfg made its last one. Names begin with the time, so their order is that of time. */
function packageSnapshots(snapshots: readonly Snapshot[]): string[] {
  const names = snapshots.map(({ name }) => name);
  const upgraded = names.findLast(name => /^[\d-]+_[\d:]+_\d+$/.test(name)) ?? '';
  return names.filter(name => /-v[^/]+$/.test(name) && name > upgraded);
}

/** The name of the snapshot below the usual directory; undefined where it is elsewhere. */
function nameOf(path: string): string | undefined {
  const [, name] = /^\/var\/lib\/one\/backups\/config\/+([^/]+)\/*$/.exec(path) ?? [];
  return name === '.' || name === '..' ? undefined : name;
}

const readInstead = ({ other }: { readonly other: string | number }) =>
  other === 'none'
    ? 'Find out at which version the files in /etc/one are, and run onecfg init --force --to VERSION with it: onecfg upgrade then migrates those files.'
    : {
        text: 'Let onecfg read a whole snapshot of the same release.',
        down: 'every OpenNebula service on this front-end',
        commands: [sh`onecfg upgrade --noop --read-from ${other}`, sh`onecfg upgrade --read-from ${other}`],
        undo: 'onecfg upgrade prints where it keeps its copy of /etc/one: "Backup stored in …".',
        note: 'It replaces /etc/one by that snapshot, migrated: what was changed since is lost.',
      };

export default check({
  id: 'opennebula/onecfg-snapshot-unusable',
  title: 'The snapshot that onecfg will migrate is there, whole, and of the recorded release',
  severity: 'blocker',
  applies: { platform: 'opennebula', phases: ['pre', 'stopped', 'installed', 'post'] },
  why: 'onecfg upgrade migrates the snapshot that its state file names, and stops where that is missing or incomplete. onecfg status does not look at it.',
  fix: {
    missing: readInstead,
    incomplete: readInstead,
    otherRelease:
      'Find out which of the two is right before onecfg upgrade: it would apply the migrations of the recorded version to files of another.',
  },
  refs: ['https://github.com/OpenNebula/one/blob/release-7.0.0/src/onecfg/lib/transaction.rb'],
  covers: ['A.1.6.1'],
  needs: { ...onecfgNeeds, snapshots: each(onecfgSnapshots) },
  messages: {
    missing: '{path} names the snapshot {snapshot}, which is not there. Another of the same release: {other}.',
    incomplete: '{path} names the snapshot {snapshot}, which lacks {parts}. Another of the same release: {other}.',
    otherRelease: { text: '{path} names the snapshot {snapshot} and records version {version}, which is another release.', severity: 'warning' },
    skippedUpgrades: {
      text: '{count} snapshots are newer than the last onecfg upgrade, one for each upgrade of the packages; {path} should have been processed after each: {names}.',
      severity: 'note',
    },
  },
  judge: (evidence, found) =>
    perFrontend(evidence, ({ settings, snapshots }, host): Outcome[] | Skip => {
      if (!settings || 'problem' in settings) return skip(`${STATE_FILE} is not there or cannot be read`);
      if (settings.backup.is !== 'path') return skip(`${STATE_FILE} names no snapshot`);
      const at = { host, path: STATE_FILE };
      const name = nameOf(settings.backup.path);
      if (name === undefined)
        return [undecided(`${STATE_FILE} names ${settings.backup.path}, and only snapshots in ${SNAPSHOTS} are looked at`, host)];
      const snapshot = snapshots.find(one => one.name === name && one.directory);
      const data = { path: STATE_FILE, snapshot: `${SNAPSHOTS}/${name}`, other: others(snapshots, settings, name).at(-1) ?? 'none' };
      const since = settings.outdated === 'yes' ? packageSnapshots(snapshots) : [];
      const skipped = since.length > 1 ? [found.skippedUpgrades({ count: since.length, path: STATE_FILE, names: since.join(', ') }, at)] : [];
      if (!snapshot) return [found.missing(data, at), ...skipped];
      if (lacks(snapshot).length > 0) return [found.incomplete({ ...data, parts: lacks(snapshot).join(', ') }, at), ...skipped];
      const { version } = settings;
      const differs = versionIn(name) !== undefined && version.is === 'version' && !isOf(snapshot, version);
      return [...(differs ? [found.otherRelease({ ...data, version: version.value.text }, at)] : []), ...skipped];
    }),
});
