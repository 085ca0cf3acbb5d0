import { any, check, each, lines, type Outcome, optional, skip, undecided } from '../../src/index.ts';
import { databaseServer } from './facts/database-server.ts';
import { dbVersions } from './facts/db-versions.ts';

export default check({
  id: 'opennebula/transaction-isolation-unsuitable',
  title: 'The database server isolates transactions as OpenNebula wants it: READ-COMMITTED',
  severity: 'advice',
  applies: { platform: 'opennebula', phases: ['pre', 'post'] },
  why: 'With REPEATABLE-READ, the default of MySQL and MariaDB, oned waits for locks it does not need, and under load its requests run into deadlocks.',
  fix: {
    text: 'Set it at once, and write it into the configuration of the server too: what is set at once is lost when the server starts anew.',
    commands: [lines('SET GLOBAL TRANSACTION ISOLATION LEVEL READ COMMITTED;'), lines('[mysqld]', 'transaction-isolation = READ-COMMITTED')],
    undo: 'SET GLOBAL TRANSACTION ISOLATION LEVEL REPEATABLE READ;',
  },
  refs: ['https://docs.opennebula.io/7.0/software/installation_process/manual_installation/database/'],
  covers: ['A.2.11'],
  needs: { versions: any(dbVersions), servers: each(optional(databaseServer)) },
  messages: { isolation: 'The server isolates transactions by {isolation}.' },
  judge({ servers }, found) {
    if (servers.every(({ value }) => !value)) return skip('the database is an SQLite file');
    return servers.flatMap(({ host, value }): Outcome[] => {
      if (!value) return [];
      if (value.isolation === undefined) return [undecided('the server does not say how it isolates transactions', host)];
      return value.isolation.toUpperCase() === 'READ-COMMITTED'
        ? []
        : [found.isolation({ isolation: value.isolation }, { host, object: 'transaction isolation' })];
    });
  },
});
