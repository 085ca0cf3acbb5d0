import { type Attempt, attempt, check, each, type Outcome, type Skip, skip } from '../../src/index.ts';
import { compareConfig, configVersion, knownVersion } from './config-version.ts';
import { ADDED, sevenTraces } from './facts/config-files.ts';
import { STATE_FILE } from './facts/onecfg.ts';
import { type ConfFile, MONITORD_CONF, monitordConf, ONED_CONF, onedConf } from './facts/oned-conf.ts';
import { installedOn, onecfgNeeds, perFrontend } from './onecfg/frontends.ts';
import { vectorsOf } from './oned-conf.ts';

const SEVEN = knownVersion('7.0.0');
const SEVEN_TWO = knownVersion('7.2.0');
const MOST = 5;

/** `a, b and 12 more` */
const some = (files: readonly string[]): string =>
  files.length > MOST ? `${files.slice(0, MOST).join(', ')} and ${files.length - MOST} more` : files.join(', ');

export default check({
  id: 'opennebula/config-older-than-recorded',
  title: 'The configuration files are of the release that onecfg has recorded',
  severity: 'warning',
  applies: { platform: 'opennebula', phases: ['pre', 'stopped', 'installed', 'post'] },
  why: 'onecfg init --force records the installed version without a look at the files. Run after the upgrade of the packages, it makes every migration disappear: onecfg status is content, and the files are still of 6.x. The migration to 7.0.0 removes some files and adds others, and each migration changes oned.conf and monitord.conf, which shows it.',
  fix: 'Compare /etc/one with a front-end of the recorded release. If the files were never migrated, find out their version (the name of the newest snapshot in /var/lib/one/backups/config ends in it), stop OpenNebula, run onecfg init --force --to VERSION with it, and then onecfg upgrade. If they were, remove the old ones.',
  refs: ['https://github.com/OpenNebula/one/blob/release-7.0.0/src/onecfg/share/migrators/6.10.2_to_7.0.0.yaml'],
  covers: ['A.1', 'A.4.13'],
  needs: { ...onecfgNeeds, traces: each(sevenTraces), conf: each(attempt(onedConf)), monitord: each(attempt(monitordConf)) },
  messages: {
    oldFiles: '{path} records version {version}, and these files are still there, which the migration to 7.0.0 removes: {files}.',
    newFileMissing: '{path} records version {version}, and {file} is not there, which the migration to 7.0.0 adds.',
    oldSettings: '{path} records version {version}, and {file} is older: {settings}.',
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
        ...settingsIn(ONED_CONF, oldInOned(here.conf)),
        ...settingsIn(MONITORD_CONF, compareConfig(recorded, SEVEN_TWO) < 0 ? [] : oldInMonitord(here.monitord)),
      ];

      function settingsIn(file: string, settings: readonly string[]): Outcome[] {
        return settings.length > 0 ? [found.oldSettings({ ...data, file, settings: settings.join(', ') }, { ...at, object: file })] : [];
      }
    }),
});

/** What the migration to 7.0.0 puts into oned.conf and takes out of it. A file that cannot be read says nothing, and another check says so. */
function oldInOned(conf: Attempt<ConfFile>): string[] {
  if (!('value' in conf) || 'problem' in conf.value.oned) return [];
  const { attributes } = conf.value.oned;
  const ebtables = vectorsOf(attributes, 'VN_MAD_CONF').some(one => one.get('NAME') === 'ebtables');
  return [...(vectorsOf(attributes, 'SCHED_MAD').length > 0 ? [] : ['there is no SCHED_MAD']), ...(ebtables ? ['VN_MAD_CONF has ebtables'] : [])];
}

/** And that to 7.2.0 into monitord.conf. */
function oldInMonitord(conf: Attempt<ConfFile>): string[] {
  if (!('value' in conf) || 'problem' in conf.value.oned) return [];
  const has = vectorsOf(conf.value.oned.attributes, 'PROBES_PERIOD').some(one => one.has('EXEC_VM'));
  return has ? [] : ['PROBES_PERIOD has no EXEC_VM'];
}
