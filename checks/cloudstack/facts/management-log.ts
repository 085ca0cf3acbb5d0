import { fact, file } from '../../../src/index.ts';

const LOGS = ['/var/log/cloudstack/management/management-server.log', '/var/log/cloud/management/management-server.log'];
const FAILURES =
  /Unable to upgrade the database|Unable to execute upgrade script|database upgrade is required but|is higher than management software version/i;
const LONGEST = 300;

/**
 * What the end of the log says of an upgrade of the database that failed: its first line that does, with the newest file first.
 *
 *     2026-11-21 02:10:11,345 ERROR [c.c.u.DatabaseUpgradeChecker] (main:null) Unable to execute upgrade script: …
 */
export const upgradeFailureInLog = fact({
  id: 'cloudstack.upgrade-failure-in-log',
  title: 'end of management-server.log',
  role: 'management',
  query: LOGS.map(path => file(path, { keep: { head: 0, tail: 32_768 } })),
  parse: ({ text }) =>
    text
      .split(/\r\n|\n|\r/)
      .find(line => FAILURES.test(line))
      ?.trim()
      .slice(0, LONGEST),
});
