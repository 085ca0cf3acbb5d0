import type { Column, ColumnKind } from '../sql/statement.ts';
import type { Session } from './session.ts';

/** A schema and a table. */
export type TableName = readonly [schema: string, table: string];

/** One column as the catalog of the server describes it to every account. */
export interface Found extends Omit<Column, 'asked'> {
  /** Bytes that are no text, which is not read. */
  readonly isBinary: boolean;
  readonly mayRead: boolean;
}

export interface FoundTable {
  /** Whether the account may look into its schema at all. */
  readonly mayEnter: boolean;
  readonly columns: ReadonlyMap<string, Found>;
}

export type Catalog = (table: TableName) => FoundTable | undefined;

/**
 * One statement for the columns of all tables and views. Of pg_catalog, because every account may read it whole: information_schema hides
 * what the account may not read, and what is hidden looks like what is not there.
 */
export async function readCatalog(session: Session, tables: readonly TableName[]): Promise<Catalog> {
  if (tables.length === 0) return () => undefined;
  const [schemas, names] = [0, 1].map(part => [...new Set(tables.map(table => table[part]!))]);
  const values = ['USAGE', 'SELECT', ...schemas!, ...names!];
  const marks = (from: number, many: readonly string[]): string => many.map((_, index) => `$${from + index}`).join(', ');
  const sql = `SELECT "n"."nspname", "c"."relname", "a"."attname", "t"."typname", "t"."typcategory", CAST(has_schema_privilege("n"."oid", $1) AS integer), CAST(has_column_privilege("c"."oid", "a"."attnum", $2) AS integer)
FROM "pg_catalog"."pg_attribute" AS "a"
JOIN "pg_catalog"."pg_class" AS "c" ON "c"."oid" = "a"."attrelid"
JOIN "pg_catalog"."pg_namespace" AS "n" ON "n"."oid" = "c"."relnamespace"
JOIN "pg_catalog"."pg_type" AS "t" ON "t"."oid" = "a"."atttypid"
WHERE "n"."nspname" IN (${marks(3, schemas!)}) AND "c"."relname" IN (${marks(3 + schemas!.length, names!)}) AND "a"."attnum" > 0 AND "a"."attisdropped" = false`;
  const found = new Map<string, { mayEnter: boolean; columns: Map<string, Found> }>();
  for (const [schema = '', table = '', column = '', type = '', category = '', enter, read] of (await session.run({ sql, values })) as string[][]) {
    const key = JSON.stringify([schema, table]);
    const one = found.get(key) ?? { mayEnter: enter === '1', columns: new Map<string, Found>() };
    found.set(key, one);
    one.columns.set(column, { actual: column, kind: kindOf(category), isBinary: type === 'bytea' || type === '_bytea', mayRead: read === '1' });
  }
  return table => found.get(JSON.stringify(table));
}

const kindOf = (category: string): ColumnKind => (category === 'N' ? 'plain' : category === 'B' ? 'bits' : 'other');
