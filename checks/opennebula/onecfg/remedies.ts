import { type Check, lines, type Remedy, sh } from '../../../src/index.ts';
import type { Said } from './messages.ts';

type Data = Readonly<Record<'path' | 'version' | 'installed' | 'migrations', string | number>>;
type Path = string | number;

const COPY = '/root/onecfg.conf.before';
const SERVICES = 'every OpenNebula service on this front-end, while onecfg upgrade runs';
const FIND_OUT =
  'Find out at which version the files in /etc/one are: the name of the newest snapshot in /var/lib/one/backups/config ends in the version that ran before the last upgrade of the packages.';
const SNAPSHOT_WINS =
  'onecfg upgrade migrates the snapshot and then makes /etc/one and /var/lib/one/remotes/etc equal to it: what was changed there since is lost. Edit files after it, also MONITOR_ADDRESS in monitord.conf, which the guide changes before.';

const copy = (path: Path) => sh`cp -a ${path} ${COPY}`;
const restore = (path: Path): string => sh`cp -a ${COPY} ${path}`.text;
const init = (version: Path) => sh`onecfg init --force --to ${version}`;
const UPGRADE = [sh`onecfg upgrade --noop`, sh`onecfg upgrade`, sh`onecfg status`];

/** Why `onecfg init --force` alone, as the guide has it, is wrong as long as there is something to migrate. */
const againstGuide = ({ installed, migrations }: Data): string =>
  `The guide says onecfg init --force. That records ${installed} at once and drops these migrations without a word: ${migrations}.`;

const recordAndMigrate = (data: Data, text: string): Remedy => ({
  text,
  down: SERVICES,
  commands: [copy(data.path), init(data.version), ...UPGRADE],
  undo: `${restore(data.path)} (and onecfg upgrade prints where it keeps its copy of /etc/one: "Backup stored in …")`,
  note: againstGuide(data),
});

const byHand = ({ path, version, installed, migrations }: Data): Remedy => ({
  text:
    migrations === 'none'
      ? `As root, let ${path} hold these two lines and nothing else.`
      : `Merge by hand what ${migrations} would change in /etc/one, and only then let ${path} hold these two lines and nothing else. Or leave it so until the packages are at 7.0 or newer, and then run onecfg init --force --to ${version} and onecfg upgrade.`,
  commands: [lines('---', `version: '${installed}'`)],
  undo: 'Keep a copy of the file.',
  note: 'The guide says onecfg init --force, which no Community Edition before 7.0 has. After the packages are at 7.0 it would drop every migration.',
});

const recordReal = ({ path, installed }: Pick<Data, 'path' | 'installed'>): Remedy => ({
  text: `${FIND_OUT} Then keep a copy of ${path} and run onecfg init --force --to VERSION with that version; with that of the installed packages (${installed}) only if every file is one of theirs. Then run onecfg upgrade.`,
  note: 'Without --to, onecfg init --force records the installed version and drops every migration before it.',
});

const waitsWith = (snapshot: Path): Remedy => ({
  text: 'Run onecfg upgrade on this front-end; in a cluster on every one, because the state file is not below /etc/one and is copied by nobody.',
  down: SERVICES,
  commands: UPGRADE,
  undo: 'onecfg upgrade prints where it keeps its copy of /etc/one: "Backup stored in …".',
  ...(snapshot !== 'none' && { note: SNAPSHOT_WINS }),
});

const handWritten = 'Delete that line, if nobody knows what it is for; onecfg writes version, backup and outdated alone.';

/** How to mend each situation. No command here drops a migration; where one could, its text says when it is right. */
export const fix = {
  uninitialised: ({ installed }) =>
    `Nothing, if OpenNebula came from packages and every file in /etc/one is one of ${installed}. If they are older, record it before the upgrade: onecfg init --to VERSION.`,
  uninitialisedAfter: ({ path, installed }) => ({
    text: `${FIND_OUT} Record it with onecfg init --to VERSION, which writes ${path}, and run onecfg upgrade. Plain onecfg init is right only if every file is one of ${installed} already.`,
  }),
  legacyIgnored: ({ path }) => ({
    text: 'Move the file, and look again what it says.',
    commands: [sh`mv ${path} /etc/onecfg.conf`],
    undo: sh`mv /etc/onecfg.conf ${path}`.text,
  }),
  unreadable: recordReal,
  versionMissing: recordReal,
  versionInvalid: recordReal,
  versionEmpty: recordReal,
  versionUnsupported: recordReal,
  outdatedToo: recordReal,
  migratorsDamaged: 'Install the package opennebula-migration, in the version of opennebula, over what is there.',
  versionNumber: "Write the version as three numbers in quotes, as in version: '6.10.0'.",
  installedUnsupported: 'Bring every package opennebula and opennebula-* to one version; opennebula-migration has the migrators.',
  onedUnusable:
    'Repair the package opennebula. If the state file names a snapshot, run onecfg upgrade before any package is installed again: the installation marks the file outdated.',
  outdatedBefore: data =>
    recordAndMigrate(
      data,
      `These commands migrate the files in /etc/one from ${data.version}, so they must still be files of ${data.version}. If they were all brought to ${data.installed} by hand, and you have verified that, run only the first one and onecfg init --force --to ${data.installed}.`,
    ),
  outdatedAfter: data =>
    recordAndMigrate(
      data,
      `These commands migrate the files in /etc/one from ${data.version}, so they must still be files of ${data.version}; if they are newer, write their version instead.${
        data.snapshot === 'none'
          ? ''
          : ` Where the package manager has replaced them (RPM; there are .rpmsave files), let onecfg read a snapshot of ${data.version} instead: ${sh`onecfg upgrade --read-from ${data.snapshot}`.text}`
      }`,
    ),
  outdatedNothingPending: ({ path, installed }) => ({
    text: 'Reset the file. No configuration is lost, and no service need be down.',
    commands: [copy(path), init(installed), sh`onecfg status`],
    undo: restore(path),
    note: `This is the onecfg init --force of the guide, with the version written out so that it stays right if packages change meanwhile.`,
  }),
  outdatedCommunity: byHand,
  backupCommunity: byHand,
  behindCommunity: byHand,
  outdatedOther: handWritten,
  outdatedMention: handWritten,
  backupMention: handWritten,
  backupUnprocessed: data => ({
    ...waitsWith(data.snapshot),
    note: `${SNAPSHOT_WINS} If the files in /etc/one are still those of ${data.version} and have changes you need, run ${init(data.version).text} first: then they are migrated, and not the snapshot.`,
  }),
  upgradeWaiting: ({ snapshot }) => waitsWith(snapshot),
  behind: () => waitsWith('none'),
  backupLeft:
    'Run onecfg upgrade: it prints "No updates for backed up configuration. Considering as processed.", and changes nothing but its state file. Do so after every upgrade of the packages.',
  backupLeftNow:
    'Run onecfg upgrade: it prints "No updates for backed up configuration. Considering as processed.", and changes nothing but its state file.',
  backupUnusable: ({ path, version }) => ({
    text: 'Reset the file to the version it records; onecfg upgrade then migrates the files in /etc/one. A Community Edition before 7.0 has no init: delete the line with backup there.',
    commands: [copy(path), init(version)],
    undo: restore(path),
  }),
  versionAhead: ({ path, installed }) => ({
    text: `If every file in /etc/one is one of ${installed}, record that.`,
    commands: [copy(path), init(installed)],
    undo: restore(path),
  }),
} satisfies Check<Record<never, never>, Said>['fix'];
