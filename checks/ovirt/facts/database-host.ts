import { fact, file } from '../../../src/index.ts';
import { DATABASE_CONFIGURATION } from '../database-access.ts';
import { shellVariables } from '../shell-variables.ts';

/** Where the engine database is; of its configuration nothing else is kept. */
export type DatabasePlace = 'local' | 'remote' | 'unknown';

/** `ENGINE_DB_HOST="localhost"` */
export const databaseHost = fact({
  id: 'ovirt.database-host',
  title: 'place of the engine database',
  role: 'engine',
  query: file(DATABASE_CONFIGURATION, { keep: { keys: ['ENGINE_DB_HOST'] } }),
  parse: ({ text }): DatabasePlace => {
    const host = shellVariables(text).get('ENGINE_DB_HOST');
    if (!host) return 'unknown';
    return /^(localhost|localhost\.localdomain|127(\.\d{1,3}){3}|::1)$/i.test(host) ? 'local' : 'remote';
  },
});
