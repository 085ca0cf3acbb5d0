import { check, compare, each, inRange, line, type Outcome, optional, undecided, type Version, version } from '../../src/index.ts';
import { type DatabaseVersion, databaseVersions, isComplete } from './facts/database-versions.ts';
import { managementPackages, type Package } from './facts/packages.ts';

/** Where the guide to 4.3 begins. */
const PATHS_TO_43 = ['=2.2.14', '3.0', '4.0', '4.1', '4.2', '4.3'];
const FIRST = '<2.2.14';
/** The package of the management server, now and up to 4.0. */
const NAMES = ['cloudstack-management', 'cloud-client'];

const RESTORE =
  'Restore the dump that was made before that upgrade, with the packages of that time, and upgrade again. Do not start the management server on this database: it would repeat statements that were carried out ("Duplicate column name") and stop.';

export default check({
  id: 'cloudstack/database-version-off-path',
  title: 'The database is at a version from which the guide upgrades to the target, and no upgrade of it was interrupted',
  severity: 'blocker',
  applies: { platform: 'cloudstack', phases: ['pre', 'stopped'] },
  why: 'The management server upgrades the database at its first start, from the version that the table version names. It refuses a newer database, and fails on one that an interrupted upgrade left half-changed.',
  fix: {
    interrupted: RESTORE,
    leftBehind:
      'Find out in the log of that time whether the upgrade was repeated or the row was left by hand. Where nobody knows, rehearse the upgrade on a copy of the database.',
    tooOld: 'Upgrade to 2.2.14 first, by its own release notes, and then from there.',
    offPath: 'Rehearse the upgrade on a copy of the database, or upgrade first to a version that the guide names.',
    newer:
      'Name the version that you upgrade to with --to. If it is named right, the database is that of a newer management server: its dump from before that upgrade is the only way back.',
    same: 'Name the version that you upgrade to with --to, or run the phase post.',
    notAsSaid: 'Correct from in the target file, or leave it out: preflight then takes the version of the database.',
    packageDiffers:
      'Find out which of the two is right. A newer package means that the management server has not been started since, or that its upgrade of the database failed; see its log. An older one means that this server was left out of the last upgrade.',
  },
  refs: [
    'https://docs.cloudstack.apache.org/projects/cloudstack-release-notes/en/4.3/#upgrade-from-2-2-14-to-4-3',
    'https://github.com/apache/cloudstack/issues/6608',
  ],
  covers: ['9'],
  needs: { versions: optional(databaseVersions), deb: each(optional(managementPackages.deb)), rpm: each(optional(managementPackages.rpm)) },
  messages: {
    interrupted: 'The upgrade of the database to {version} was begun and did not end: its step is "{step}" (row {id} of cloud.version).',
    leftBehind: {
      text: 'Row {id} of cloud.version says that the upgrade to {version} did not end: its step is "{step}". A later upgrade did.',
      severity: 'warning',
    },
    tooOld: 'The database is at {version}. No guide upgrades from it: the oldest version is 2.2.14.',
    offPath: { text: 'The database is at {version}, from which the guide to {to} does not upgrade.', severity: 'warning' },
    newer: 'The database is at {version}, which is newer than the target {to}: that management server will refuse to start.',
    same: { text: 'The database is at {version}, the target already.', severity: 'warning' },
    notAsSaid: { text: 'The database is at {version}, and the run was told that the upgrade is from {from}.', severity: 'warning' },
    packageDiffers: {
      text: 'The package {package} is {installed}, and the database is at {version}: an earlier upgrade did not end, or left out this server.',
      severity: 'warning',
    },
  },
  judge({ versions, deb, rpm }, found, { from, to }) {
    if (!versions || versions.length === 0)
      return [undecided('the table cloud.version is not there or has no row: this is another database, or one from before 2.2.4')];
    const newest = versions.findLast(isComplete);
    const incomplete = versions.filter(one => !isComplete(one)).map(one => judgeIncomplete(one, newest));
    const now = newest && version(newest.version);
    if (!newest) return incomplete;
    if (!now) return [...incomplete, undecided(`the version of the database is no version: ${JSON.stringify(newest.version)}`)];
    return [...incomplete, ...judgeTarget(now), ...judgeSaid(now), ...judgePackages(now)];

    function judgeIncomplete({ id, version, step }: DatabaseVersion, complete: DatabaseVersion | undefined): Outcome {
      const at = { object: `cloud.version row ${id}` };
      return found[complete && complete.id > id ? 'leftBehind' : 'interrupted']({ id, version, step: step ?? '' }, at);
    }

    function judgeTarget(now: Version): Outcome[] {
      const at = { object: 'version of the database' };
      if (inRange(now, FIRST)) return [found.tooOld({ version: now.text }, at)];
      if (!to) return [undecided(`the database is at ${now.text}, and the target version is not known: give it with --to`)];
      const data = { version: now.text, to: to.text };
      const difference = compare(now, to);
      if (difference > 0) return [found.newer(data, at)];
      if (difference === 0) return [found.same({ version: now.text }, at)];
      return line(to) !== '4.3' || PATHS_TO_43.some(path => inRange(now, path)) ? [] : [found.offPath(data, at)];
    }

    /** `4.2` is said of every 4.2.x. */
    function judgeSaid(now: Version): Outcome[] {
      if (!from || from.parts.every((part, index) => (now.parts[index] ?? 0) === part)) return [];
      return [found.notAsSaid({ version: now.text, from: from.text }, { object: 'version of the database' })];
    }

    function judgePackages(now: Version): Outcome[] {
      const hosts = [...new Set([...deb, ...rpm].map(({ host }) => host))];
      return hosts.flatMap((host): Outcome[] => {
        const all = [...rpm, ...deb].flatMap(one => (one.host === host ? (one.value ?? []) : []));
        const installed = NAMES.map(name => all.find(one => one.name === name && one.state !== 'removed')).find(one => one !== undefined);
        return [installed ? judgePackage(installed, host, now) : undecided(`no package ${NAMES.join(' or ')} is installed`, host)].flat();
      });
    }

    function judgePackage({ name, version: text }: Package, host: string, now: Version): Outcome[] {
      const installed = version(text);
      if (!installed) return [undecided(`the version of the package ${name} is none: ${JSON.stringify(text)}`, host)];
      if (compare(installed, now) === 0) return [];
      return [found.packageDiffers({ package: name, installed: text, version: now.text }, { host, object: name })];
    }
  },
});
