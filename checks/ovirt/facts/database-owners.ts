import { fact, file, type Redacted, rows, table, text } from '../../../src/index.ts';
import { DATABASE_CONFIGURATION } from '../database-access.ts';
import { shellVariables } from '../shell-variables.ts';

/** Where the engine has its database, and as whom it logs in. */
export interface DatabaseLogin {
  readonly host: string;
  readonly user: string;
  readonly database: string;
  /** Engine-setup manages the server itself. */
  readonly isLocal: boolean;
}

/**
 *     ENGINE_DB_HOST="localhost"
 *     ENGINE_DB_USER="engine"
 */
export const databaseLogin = fact({
  id: 'ovirt.database-login',
  title: 'address of the database',
  role: 'engine',
  query: file(DATABASE_CONFIGURATION, { keep: { keys: ['ENGINE_DB_DATABASE', 'ENGINE_DB_HOST', 'ENGINE_DB_USER'] } }),
  parse: ({ text }): DatabaseLogin => {
    const said = shellVariables(text);
    const user = said.get('ENGINE_DB_USER');
    if (!user) throw new Error('ENGINE_DB_USER is empty, not there, or made of other variables');
    const host = said.get('ENGINE_DB_HOST') || 'localhost';
    return { host, user, database: said.get('ENGINE_DB_DATABASE') || 'engine', isLocal: ['localhost', '127.0.0.1', '::1'].includes(host) };
  },
});

/** One table, view or sequence, and whose it is. */
export interface OwnedObject {
  readonly kind: string;
  readonly name: string;
  readonly owner: string;
}

/** Of the views of PostgreSQL over its own catalogue, each has other names for the same two columns. */
function ownersOf(view: string, kind: string, name: string, owner: string) {
  return fact({
    id: `ovirt.database-${view.replaceAll('_', '-')}`,
    title: `owners of each ${kind} of the database`,
    role: 'database',
    query: table(`pg_catalog.${view}`, { columns: [name, owner, 'schemaname'], where: { column: 'schemaname', equals: 'public' } }),
    parse: (body: Redacted<Parameters<ReturnType<typeof rows>>[0]>): OwnedObject[] =>
      rows({ [name]: text, [owner]: text })(body).map(row => ({ kind, name: row[name]!, owner: row[owner]! })),
  });
}

export const tableOwners = ownersOf('pg_tables', 'table', 'tablename', 'tableowner');
export const viewOwners = ownersOf('pg_views', 'view', 'viewname', 'viewowner');
export const materializedViewOwners = ownersOf('pg_matviews', 'materialized view', 'matviewname', 'matviewowner');
/** Since PostgreSQL 10. */
export const sequenceOwners = ownersOf('pg_sequences', 'sequence', 'sequencename', 'sequenceowner');
