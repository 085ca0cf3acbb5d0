import { attempt, check, compare, each, type OnHost, type Outcome, undecided, type Version, version } from '../../src/index.ts';
import { answered } from './attempts.ts';
import { databaseVersions } from './facts/database-versions.ts';
import { upgradeFailureInLog } from './facts/management-log.ts';
import { managementPackages, type Package } from './facts/packages.ts';
import { progressOf } from './upgrade-progress.ts';

const RESTORE =
  'Do not simply start it again: MySQL keeps every change of the schema that was made, and a second try stops at the first of them (Duplicate column name). Stop every management server, restore the dumps of cloud and cloud_usage, mend what the log says, and start one management server.';

const AGAIN =
  'Start one management server with the new packages and wait until this check passes. If it has run already, look into its log for why it did not upgrade the database.';

export default check({
  id: 'cloudstack/database-upgrade-incomplete',
  title: 'The database has been upgraded, completely, to the version of the packages',
  severity: 'blocker',
  applies: {
    platform: 'cloudstack',
    phases: ['post'],
    because: 'the first start of a management server with the new packages upgrades the database',
  },
  why: 'The first management server upgrades the database in several hops and writes a row for each. A row that is not Complete means that a hop is still running or broke off in the middle.',
  fix: {
    unfinished: `If the management server that upgrades still runs, wait: large databases take an hour. If it has stopped: ${RESTORE}`,
    older: AGAIN,
    behindPackages: AGAIN,
    newer:
      'The packages are older than the database, and the management server refuses to start. Install the packages of that version, or restore the dump.',
    failedInLog: RESTORE,
  },
  refs: [
    'https://docs.cloudstack.apache.org/projects/cloudstack-release-notes/en/4.3/#upgrade-from-3-0-x-to-4-3',
    'https://github.com/apache/cloudstack/issues/6608',
  ],
  covers: ['52'],
  needs: {
    versions: databaseVersions,
    logs: each(attempt(upgradeFailureInLog)),
    rpm: each(attempt(managementPackages.rpm)),
    deb: each(attempt(managementPackages.deb)),
  },
  messages: {
    unfinished: 'The upgrade of the database to {version} is at the step {step} (row {id} of cloud.version).',
    older: 'The database is at {version}; {to} is expected.',
    newer: 'The database is at {version}, which is newer than {to}.',
    behindPackages: 'The database is at {version}, and {name} is {installed}, which upgrades it when it starts.',
    failedInLog: 'The log of the management server says "{line}".',
  },
  judge({ versions, logs, rpm, deb }, found, { to }) {
    const progress = progressOf(versions, to);
    const at = { object: 'table cloud.version' };
    const broken = answered(logs).flatMap(({ host, value }): Outcome[] =>
      value === undefined ? [] : [found.failedInLog({ line: value }, { host, object: 'management-server.log' })],
    );
    switch (progress.is) {
      case 'done':
        // What the log says then is of an earlier try.
        return judgePackages(progress.at);
      case 'unfinished':
        return [found.unfinished({ id: progress.row.id, version: progress.row.version, step: progress.row.step ?? 'NULL' }, at), ...broken];
      case 'older':
        return [found.older({ version: progress.at.text, to: to?.text ?? '' }, at), ...broken];
      case 'newer':
        return [found.newer({ version: progress.at.text, to: to?.text ?? '' }, at)];
      case 'unknown':
        return [undecided(progress.reason), ...broken];
    }

    /** A second witness: where nobody gives --to, the version to upgrade to is read from the database itself. */
    function judgePackages(database: Version): Outcome[] {
      const installed = [...answered(rpm), ...answered(deb)].flatMap(versionsOn);
      if (installed.length === 0)
        return [
          undecided('no installed package of a management server could be seen, so nothing but the database says which version it should have'),
        ];
      return installed
        .filter(one => compare(one.version, database) > 0)
        .map(({ host, name, version: { text } }) =>
          found.behindPackages({ version: database.text, name, installed: text }, { host, object: `package ${name}` }),
        );
    }
  },
});

const NAMES = ['cloudstack-management', 'cloud-client'];

const versionsOn = ({ host, value }: OnHost<readonly Package[]>) =>
  value.flatMap(({ name, version: text, state }) => {
    const read = NAMES.includes(name) && state === 'installed' ? version(text) : undefined;
    return read ? [{ host, name, version: read }] : [];
  });
