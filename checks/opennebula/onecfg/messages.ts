/** What onecfg-metadata-outdated can say, a message per situation. Severities other than the check's own are where onecfg goes on working. */
export const messages = {
  uninitialised: {
    text: '{path} is not there. The upgrade of the packages will create it and take every file in /etc/one for one of version {installed}.',
    severity: 'warning',
  },
  uninitialisedAfter: '{path} is not there, so onecfg upgrade of OpenNebula {installed} stops with "Unknown OpenNebula or config. version".',
  legacyFile: {
    text: 'Only {path} is there, the state file of OneScape. The upgrade of the packages moves it to /etc/onecfg.conf.',
    severity: 'note',
  },
  legacyIgnored: '{path} was not moved to /etc/onecfg.conf, where onecfg of OpenNebula {installed} looks for it.',
  unreadable: 'onecfg cannot read {path}: {problem}. Installed is OpenNebula {installed}.',
  versionMissing: '{path} records no version. Installed is OpenNebula {installed}.',
  versionInvalid: '{path} records the version "{version}", which is none. Installed is OpenNebula {installed}.',
  versionEmpty: '{path} records an empty version, which onecfg takes for version 0 and refuses. Installed is OpenNebula {installed}.',
  versionNumber: {
    text: 'The version in {path} has no quotes and is a number to Ruby: onecfg reads {version}, as it reads 6.10 as 6.1.',
    severity: 'warning',
  },
  versionUnsupported:
    '{path} records version {version}. This onecfg works with {oldest} and newer, before {end}. Installed is OpenNebula {installed}.',
  installedUnsupported:
    'The migrators of onecfg are for {oldest} and newer, before {end}, and installed is OpenNebula {installed}: the packages are of different versions.',
  migratorsDamaged: 'onecfg of OpenNebula {installed} refuses its migrators in {folder} and does nothing: {problem}.',
  onedUnusable:
    'oned --version says no version of OpenNebula here, so onecfg reports "Unknown OpenNebula version" and does nothing. {path} is all there is.',
  outdatedBefore:
    '{path} is marked outdated: packages were upgraded twice without onecfg upgrade between. It records version {version}, installed is OpenNebula {installed}, and these migrations were skipped: {migrations}.',
  outdatedAfter:
    '{path} is marked outdated: packages were upgraded twice without onecfg upgrade between. onecfg upgrade refuses to migrate from the recorded version {version} to OpenNebula {installed} ({migrations}). The snapshot that waits is {snapshot}.',
  outdatedNothingPending:
    '{path} is marked outdated. No migration lies between the recorded version {version} and OpenNebula {installed}, but onecfg status fails from now on, and onecfg upgrade does not clear the mark.',
  outdatedCommunity:
    '{path} is marked outdated. It records version {version}; installed is OpenNebula {installed}, whose onecfg has neither init nor upgrade. Skipped migrations: {migrations}.',
  outdatedToo:
    '{path} is marked outdated as well. onecfg status stops at the first problem and does not say it. The version of OpenNebula here is {installed}.',
  outdatedOther: {
    text: '{path} has outdated: {value}, which is no boolean. onecfg does not take it for the mark, so somebody wrote it by hand.',
    severity: 'warning',
  },
  outdatedMention: {
    text: '{path} has the text "outdated: true" where onecfg does not read it. The packages do, so they will not mark the file when they should.',
    severity: 'warning',
  },
  backupUnprocessed:
    '{path} still names the snapshot {snapshot}: an earlier upgrade from {version} was not followed by onecfg upgrade ({migrations}). The next upgrade of the packages marks the file outdated.',
  backupLeft:
    '{path} still names the snapshot {snapshot}, from which nothing is to be migrated. The next upgrade of the packages marks the file outdated.',
  backupLeftNow: {
    text: '{path} names the snapshot {snapshot}, from which nothing is to be migrated. onecfg upgrade has to clear it before the next upgrade.',
    severity: 'warning',
  },
  backupCommunity:
    '{path} still names the snapshot {snapshot} and version {version}; OpenNebula {installed} has no onecfg upgrade to process it. Migrations: {migrations}. The next upgrade of the packages marks the file outdated.',
  backupUnusable: '{path} has backup: "{value}", which is no path; onecfg upgrade takes it for one and fails. It records version {version}.',
  backupMention: {
    text: '{path} has the text "backup:" and names no snapshot. onecfg ignores it; the next upgrade of the packages finds it and marks the file outdated.',
    severity: 'warning',
  },
  upgradeWaiting:
    'onecfg upgrade has not been run: {path} records version {version}, installed is OpenNebula {installed}, and {migrations} wait, with the snapshot {snapshot}.',
  behind: '{path} records version {version} and names no snapshot, and installed is OpenNebula {installed}: {migrations} were not run.',
  behindCommunity:
    '{path} records version {version}, installed is OpenNebula {installed}, and this onecfg has no upgrade: {migrations} were not run.',
  versionAhead: {
    text: '{path} records version {version}, which is newer than OpenNebula {installed}. onecfg status says that all is well, and the next onecfg upgrade skips migrations.',
    severity: 'warning',
  },
  willApply: {
    text: 'onecfg upgrade will apply {migrations} after the packages are at {target}. {path} records version {version}.',
    severity: 'note',
  },
  communityTool: {
    text: 'onecfg of OpenNebula {installed} knows neither status nor upgrade, as in every Community Edition before 7.0. {path} was judged by itself.',
    severity: 'note',
  },
} as const;

export type Said = typeof messages;
