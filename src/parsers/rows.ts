import type { Row, TableBody } from '../model/answer.ts';
import type { Redacted } from '../model/redacted.ts';

/** How one column is read. `absent` is the value where the table does not have the column at all. */
export interface Column<T> {
  read(value: string | null, name: string): T;
  readonly absent?: { readonly value: T };
}

/** Text that is never NULL. */
export const text: Column<string> = {
  read(value, name) {
    if (value === null) throw new Error(`column ${name} is NULL`);
    return value;
  },
};

/** A whole number within the safe range. For ids that may be larger, keep `text`. */
export const integer: Column<number> = {
  read(value, name) {
    const number = Number(value);
    if (value === null || !/^-?\d+$/.test(value) || !Number.isSafeInteger(number))
      throw new Error(`column ${name} is not a whole number: ${JSON.stringify(value)}`);
    return number;
  },
};

/** NULL is null. */
export const nullable = <T>(column: Column<T>): Column<T | null> =>
  ({ ...column, read: (value, name) => (value === null ? null : column.read(value, name)) }) as Column<T | null>;

/** A column that some versions do not have: undefined there. */
export const since = <T>(column: Column<T>): Column<T | undefined> => ({ read: column.read, absent: { value: undefined } });

type Columns = Readonly<Record<string, Column<unknown>>>;
type RowOf<C extends Columns> = { readonly [K in keyof C]: C[K] extends Column<infer T> ? T : never };

/** A parser for tables: reads each row into an object with these columns. Throws the row and column that do not fit. */
export const rows =
  <C extends Columns>(columns: C) =>
  (body: Redacted<TableBody>): RowOf<C>[] => {
    const readers = Object.entries(columns).map(([name, column]) => [name, readerOf(name, column, body)] as const);
    return body.rows.map((row, index) => readRow(row, index, readers) as RowOf<C>);
  };

type Reader = (row: Row) => unknown;

function readerOf(name: string, column: Column<unknown>, { columns }: TableBody): Reader {
  if (columns.includes(name)) return row => column.read(row[name] ?? null, name);
  if (column.absent) return () => column.absent!.value;
  throw new Error(`the table has no column ${name}`);
}

function readRow(row: Row, index: number, readers: readonly (readonly [string, Reader])[]): object {
  try {
    return Object.fromEntries(readers.map(([name, read]) => [name, read(row)]));
  } catch (error) {
    throw new Error(`row ${index + 1}: ${(error as Error).message}`);
  }
}
