import { any, check, sh } from '../../src/index.ts';
import { databaseLogin } from './facts/database-owners.ts';
import { postgresExtensions } from './facts/postgres.ts';

const create = ({ database }: { readonly database: string | number }) => ({
  text: 'Do this on the database server, as root. The package postgresql-contrib brings the extension.',
  commands: [sh`su - postgres -c ${`psql -d '${String(database).replaceAll("'", "'\\''")}' -c 'CREATE EXTENSION "uuid-ossp";'`}`],
});

export default check({
  id: 'ovirt/uuid-extension-missing',
  title: 'The database of the engine has the extension uuid-ossp',
  severity: 'blocker',
  applies: { platform: 'ovirt', phases: ['pre', 'stopped', 'installed', 'post'] },
  why: 'The engine makes its ids with it. Only a superuser of PostgreSQL can create it: on its own machine engine-setup is one, on a remote server it is not.',
  fix: { remote: create, local: create },
  refs: ['https://github.com/oVirt/ovirt-engine/blob/master/packaging/setup/ovirt_engine_setup/engine_common/database.py'],
  covers: ['A.3.15'],
  needs: { login: any(databaseLogin), extensions: postgresExtensions },
  messages: {
    remote: 'The database {database} on {server} does not have the extension uuid-ossp.',
    local: { text: 'The database {database} does not have the extension uuid-ossp; engine-setup creates it.', severity: 'warning' },
  },
  judge({ login: { value }, extensions }, found) {
    const { database, host, isLocal } = value;
    const at = { object: 'extension uuid-ossp' };
    if (extensions.includes('uuid-ossp')) return [];
    return [isLocal ? found.local({ database }, at) : found.remote({ database, server: host }, at)];
  },
});
