import { any, check, each, type Outcome, optional, sh, skip } from '../../src/index.ts';
import { databaseServer } from './facts/database-server.ts';
import { dbVersions } from './facts/db-versions.ts';
import { CLIENTS, mysqlClients } from './facts/frontend-database.ts';
import { frontendNeeds, perFrontend } from './onecfg/frontends.ts';
import { source } from './pools.ts';

export default check({
  id: 'opennebula/mysql-client-missing',
  title: 'The programs mysql and mysqldump are installed on the front-end',
  severity: 'warning',
  applies: { platform: 'opennebula', phases: ['pre', 'stopped', 'installed'] },
  why: 'onedb runs mysqldump for its backup and mysql to restore it. Without them onedb upgrade stops before it begins, or cannot take back what it did.',
  fix: {
    missing: ({ program }) => ({
      text: 'Install the client of the database. Where MariaDB ships it only under its own name, make a link.',
      commands: [sh`ln -s ${program === 'mysql' ? '/usr/bin/mariadb' : '/usr/bin/mariadb-dump'} ${`/usr/bin/${program}`}`],
      undo: sh`rm ${`/usr/bin/${program}`}`.text,
    }),
  },
  refs: [source('src/onedb/onedb_backend.rb')],
  covers: ['A.2.12'],
  needs: { ...frontendNeeds, clients: each(mysqlClients), versions: any(dbVersions), server: any(optional(databaseServer)) },
  messages: { missing: 'The program {program} is in none of the usual directories.' },
  judge({ server, versions: _, ...frontends }, found) {
    if (!server.value) return skip('the database is an SQLite file');
    return perFrontend(frontends, ({ clients }, host): Outcome[] =>
      CLIENTS.filter(program => !clients.includes(program)).map(program => found.missing({ program }, { host, object: `program ${program}` })),
    );
  },
});
