import { check, each, type Outcome, type Skip, skip } from '../../src/index.ts';
import { configVersion } from './config-version.ts';
import { frontendFiles } from './facts/frontend-files.ts';
import { STATE_FILE } from './facts/onecfg.ts';
import { installedOn, onecfgNeeds, perFrontend } from './onecfg/frontends.ts';
import { chainOf, KNOWN_CHAIN, pending } from './onecfg/migrators.ts';
import { some, source } from './pools.ts';

/** `…/2026-03-01_10:15:00-v6.10.0`, by the clock and in the time zone of the host, of which only UTC is known here. */
const timeIn = (snapshot: string): number | undefined => {
  const [, day, time] = /(\d{4}-\d\d-\d\d)_(\d\d:\d\d:\d\d)-v[^/]*\/*$/.exec(snapshot) ?? [];
  const at = Date.parse(`${day}T${time}Z`);
  return Number.isNaN(at) ? undefined : at;
};

/** No two clocks on earth are further apart; a change within that of the snapshot is told as one that may be after it. */
const ZONES = 14 * 3_600_000;

export default check({
  id: 'opennebula/config-edited-after-snapshot',
  title: 'No configuration file was edited between the upgrade of the packages and onecfg upgrade',
  severity: 'warning',
  applies: { platform: 'opennebula', phases: ['installed'] },
  why: 'onecfg upgrade migrates the snapshot that the packages took, and makes /etc/one and /var/lib/one/remotes/etc equal to the result. What was edited since the snapshot is lost.',
  fix: {
    edited: {
      text: 'Keep copies of these files, and make the changes again after onecfg upgrade.',
      note: 'The guide has one change MONITOR_ADDRESS in monitord.conf before onecfg upgrade. That change is lost as well: make it after.',
    },
    perhaps: 'Compare these files with those in the snapshot. What was edited after it was taken has to be edited again after onecfg upgrade.',
  },
  refs: [source('src/onecfg/lib/ee/migrators/apply.rb'), source('src/onecfg/lib/transaction.rb')],
  covers: ['A.1.6.8'],
  needs: { ...onecfgNeeds, files: each(frontendFiles) },
  messages: {
    edited: '{count} files are newer than the snapshot {snapshot}, which replaces them: {files}.',
    perhaps: { text: '{count} files were changed within half a day of the snapshot {snapshot}: {files}.', severity: 'note' },
  },
  judge: (evidence, found) =>
    perFrontend(evidence, (here, host): Outcome[] | Skip => {
      const { settings, files, migrators } = here;
      if (!settings || 'problem' in settings || settings.backup.is !== 'path') return skip(`${STATE_FILE} names no snapshot`);
      const [snapshot, taken] = [settings.backup.path, timeIn(settings.backup.path)];
      if (taken === undefined) return skip(`the name of the snapshot ${snapshot} does not say when it was taken`);
      const installed = configVersion(installedOn(here) ?? 'none');
      const there = chainOf(migrators);
      const chain = there && 'chain' in there ? there.chain : KNOWN_CHAIN;
      if (installed && settings.version.is === 'version' && pending(chain, settings.version.value, installed).length === 0)
        return skip('onecfg upgrade has nothing to migrate, and leaves the files alone');
      const own = files.filter(({ path, type }) => type === 'file' && /^\/etc\/one\/|^\/var\/lib\/one\/remotes\/etc\//.test(path));
      const age = (mtime: string): number => Date.parse(mtime) - taken;
      const data = (paths: readonly string[]) => ({ count: paths.length, snapshot, files: some(paths) });
      const edited = own.filter(({ mtime }) => age(mtime) > ZONES).map(({ path }) => path);
      const perhaps = own.filter(({ mtime }) => Math.abs(age(mtime)) <= ZONES).map(({ path }) => path);
      const at = { host, object: snapshot, path: '/etc/one' };
      return [...(edited.length > 0 ? [found.edited(data(edited), at)] : []), ...(perhaps.length > 0 ? [found.perhaps(data(perhaps), at)] : [])];
    }),
});
