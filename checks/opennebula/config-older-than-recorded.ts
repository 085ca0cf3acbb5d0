import { check, each, type Outcome, type Skip, skip } from '../../src/index.ts';
import { compareConfig, configVersion, knownVersion } from './config-version.ts';
import { ADDED, sevenTraces } from './facts/config-files.ts';
import { STATE_FILE } from './facts/onecfg.ts';
import { installedOn, onecfgNeeds, perFrontend } from './onecfg/frontends.ts';

const SEVEN = knownVersion('7.0.0');
const MOST = 5;

/** `a, b and 12 more` */
const some = (files: readonly string[]): string =>
  files.length > MOST ? `${files.slice(0, MOST).join(', ')} and ${files.length - MOST} more` : files.join(', ');

export default check({
  id: 'opennebula/config-older-than-recorded',
  title: 'The configuration files are of the release that onecfg has recorded',
  severity: 'warning',
  applies: { platform: 'opennebula', phases: ['pre', 'stopped', 'installed', 'post'] },
  why: 'onecfg init --force records the installed version without a look at the files. Run after the upgrade of the packages, it makes every migration disappear: onecfg status is content, and the files are still of 6.x. The migration to 7.0.0 removes some files and adds others, which shows it.',
  fix: 'Compare /etc/one with a front-end of the recorded release. If the files were never migrated, find out their version (the name of the newest snapshot in /var/lib/one/backups/config ends in it), stop OpenNebula, run onecfg init --force --to VERSION with it, and then onecfg upgrade. If they were, remove the old ones.',
  refs: ['https://github.com/OpenNebula/one/blob/release-7.0.0/src/onecfg/share/migrators/6.10.2_to_7.0.0.yaml'],
  needs: { ...onecfgNeeds, traces: each(sevenTraces) },
  messages: {
    oldFiles: '{path} records version {version}, and these files are still there, which the migration to 7.0.0 removes: {files}.',
    newFileMissing: '{path} records version {version}, and {file} is not there, which the migration to 7.0.0 adds.',
  },
  judge: (evidence, found) =>
    perFrontend(evidence, (here, host): Outcome[] | Skip => {
      const { settings, traces } = here;
      const installed = configVersion(installedOn(here) ?? 'none');
      if (!settings || 'problem' in settings || settings.version.is !== 'version') return skip(`${STATE_FILE} records no version`);
      const recorded = settings.version.value;
      if (compareConfig(recorded, SEVEN) < 0) return skip(`${STATE_FILE} records version ${recorded.text}, from before 7.0.0`);
      if (installed && compareConfig(installed, SEVEN) < 0) return skip(`OpenNebula ${installed.text} is installed, from before 7.0.0`);
      const [at, data] = [
        { host, path: STATE_FILE },
        { path: STATE_FILE, version: recorded.text },
      ];
      return [
        ...(traces.old.length > 0 ? [found.oldFiles({ ...data, files: some(traces.old) }, at)] : []),
        ...(traces.added ? [] : [found.newFileMissing({ ...data, file: ADDED }, at)]),
      ];
    }),
});
