import type { Scalar, Where } from '../../model/query.ts';
import { type Term, termsOf } from '../../model/where.ts';

/**
 * How the values of a column are written as text: `plain` and `other` as the server prints them, `bits` as a decimal number,
 * `bytes` as upper-case hex. `other` (dates, JSON, floats) is also compared by its text, because its own comparison is not that of text.
 */
export type ColumnKind = 'plain' | 'bits' | 'bytes' | 'other';

/** A column as a query names it, and as the table does: databases ignore the case. */
export interface Column {
  readonly asked: string;
  readonly actual: string;
  readonly kind: ColumnKind;
}

export interface Selection {
  /** The table, with its schema where the dialect has one. */
  readonly table: readonly string[];
  /** The columns of the answer, in this order; every column of `where` is among them. */
  readonly columns: readonly Column[];
  readonly where?: Where | undefined;
  readonly limit: number;
}

/** A statement and what is bound to its question marks. */
export interface Statement {
  readonly sql: string;
  readonly values: readonly (string | bigint)[];
}

/** The introducers of the character sets in which a session can be. */
export type Charset = 'utf8mb4' | 'utf8';

/**
 * The statement for MySQL and MariaDB. It gives at least the rows that pass the filter; `matches` decides exactly.
 * Text is bound as a hex literal (`_utf8mb4 x'6b766d'`): no SQL mode and no character set can read that in another way, and the
 * answer comes in the text protocol, where numbers and dates are as the server prints them.
 */
export function mysqlSelect({ table, columns, where, limit }: Selection, charset: Charset = 'utf8mb4'): string {
  const compare: Comparison = {
    nullable: column => backtick(column.actual),
    text: mysqlText,
    number: mysqlNumber,
    bind: scalar => (typeof scalar === 'number' ? digits(scalar) : hexLiteral(scalar, charset)),
  };
  const list = columns.map(column => mysqlValue(column)).join(', ');
  return `SELECT ${list} FROM ${table.map(backtick).join('.')}${condition(where, columns, compare)} LIMIT ${digits(limit)}`;
}

/**
 * The statement for SQLite: every value is text there, or hex for a BLOB, made by SQLite itself so that integers stay exact.
 * It gives at least the rows that pass the filter; `matches` decides exactly.
 */
export function sqliteSelect(selection: Selection): Statement {
  const values: (string | bigint)[] = [];
  const bind = (scalar: Scalar): string => {
    values.push(typeof scalar === 'number' ? BigInt(digits(scalar)) : scalar);
    return '?';
  };
  return { sql: sqliteStatement(selection, sqliteText, bind), values };
}

/**
 * The same for the program sqlite3, with nothing bound. Every value is two: its type, and its bytes in hex, which is text that
 * no value can break out of.
 *
 *     integer,37,text,2F64617461,null,
 */
export const sqliteHexSelect = (selection: Selection): string => sqliteStatement(selection, sqliteTypeAndHex, sqliteLiteral);

function sqliteStatement({ table, columns, where, limit }: Selection, value: SqliteValue, bind: Comparison['bind']): string {
  // A name without its table that does not exist would be a string to SQLite.
  const name = (column: Column): string => [...table, column.actual].map(doubleQuote).join('.');
  const text = (column: Column): string => sqliteText(name(column));
  const filter = condition(where, columns, { nullable: name, text, number: column => `(${text(column)} + 0)`, bind });
  return `SELECT ${columns.map(column => value(name(column))).join(', ')} FROM ${table.map(doubleQuote).join('.')}${filter} LIMIT ${digits(limit)}`;
}

type SqliteValue = (name: string) => string;
const sqliteText: SqliteValue = name => `CASE typeof(${name}) WHEN 'blob' THEN hex(${name}) ELSE CAST(${name} AS TEXT) END`;
const sqliteTypeAndHex: SqliteValue = name => `typeof(${name}), hex(CASE typeof(${name}) WHEN 'blob' THEN ${name} ELSE CAST(${name} AS TEXT) END)`;

/**
 * The statement for PostgreSQL: every value is text as the server prints it, a `boolean` 1 or 0. Scalars are bound. It gives at least the
 * rows that pass the filter; `matches` decides exactly. Columns of numbers are `plain`, of booleans `bits`, all others `other`.
 */
export function postgresSelect({ table, columns, where, limit }: Selection): Statement {
  const values: (string | bigint)[] = [];
  const name = ({ actual }: Column): string => doubleQuote(actual);
  const number = (column: Column): string => (column.kind === 'bits' ? `CAST(${name(column)} AS integer)` : name(column));
  const text = (column: Column): string => `CAST(${number(column)} AS text)`;
  const bind = (scalar: Scalar): string => {
    values.push(typeof scalar === 'number' ? digits(scalar) : scalar);
    return typeof scalar === 'number' ? `CAST($${values.length} AS numeric)` : `$${values.length}`;
  };
  // Text that is no number cannot be compared with one there: all such rows are read.
  const sent = termsOf(where).filter(term => columnOf(term, columns).kind !== 'other' || !scalarsOf(term).some(scalar => typeof scalar === 'number'));
  const filter = condition({ all: sent }, columns, { nullable: name, text, number, bind });
  const sql = `SELECT ${columns.map(text).join(', ')} FROM ${table.map(doubleQuote).join('.')}${filter} LIMIT ${digits(limit)}`;
  return { sql, values };
}

const scalarsOf = (term: Term): readonly Scalar[] => ('is' in term ? [] : 'in' in term ? term.in : [term.equals]);

/** Text for the program sqlite3: `CAST(x'6b766d' AS TEXT)`. */
export const sqliteLiteral = (scalar: Scalar): string =>
  typeof scalar === 'number' ? digits(scalar) : `CAST(x'${Buffer.from(scalar, 'utf8').toString('hex')}' AS TEXT)`;

/** A name as MySQL quotes it, whatever it contains. */
export const backtick = (name: string): string => `\`${named(name).replaceAll('`', '``')}\``;

/** A name as SQLite quotes it, whatever it contains. */
export const doubleQuote = (name: string): string => `"${named(name).replaceAll('"', '""')}"`;

/** Text as MySQL reads it in every mode: `_utf8mb4 x'6b766d'`. */
export const hexLiteral = (text: string, charset: Charset = 'utf8mb4'): string => `_${charset} x'${Buffer.from(text, 'utf8').toString('hex')}'`;

interface Comparison {
  nullable(column: Column): string;
  text(column: Column, scalars: readonly string[]): string;
  number(column: Column): string;
  bind(scalar: Scalar): string;
}

function condition(where: Where | undefined, columns: readonly Column[], compare: Comparison): string {
  const terms = termsOf(where).map(term => comparison(term, columnOf(term, columns), compare));
  return terms.length === 0 ? '' : ` WHERE ${terms.join(' AND ')}`;
}

function comparison(term: Term, column: Column, compare: Comparison): string {
  if ('is' in term) return `${compare.nullable(column)} IS ${term.is === 'null' ? 'NULL' : 'NOT NULL'}`;
  const scalars = 'in' in term ? term.in : [term.equals];
  if (scalars.length === 0) return '0 = 1';
  // Apart, because a list of both is compared by other rules than either.
  const texts = scalars.filter(scalar => typeof scalar === 'string');
  const numbers = scalars.filter(scalar => typeof scalar === 'number');
  const parts = [among(compare.text(column, texts), texts, compare), among(compare.number(column), numbers, compare)].flat();
  return parts.length === 1 ? parts[0]! : `(${parts.join(' OR ')})`;
}

const among = (left: string, scalars: readonly Scalar[], { bind }: Comparison): string[] => {
  if (scalars.length === 0) return [];
  return [scalars.length === 1 ? `${left} = ${bind(scalars[0]!)}` : `${left} IN (${scalars.map(bind).join(', ')})`];
};

function columnOf(term: Term, columns: readonly Column[]): Column {
  const column = columns.find(({ asked }) => asked === term.column);
  if (!column) throw new Error(`The filter needs the column ${term.column}, which is not among those read`);
  return column;
}

function mysqlValue({ actual, kind }: Column): string {
  if (kind === 'bits') return `${backtick(actual)} + 0`;
  return kind === 'bytes' ? `HEX(${backtick(actual)})` : backtick(actual);
}

/** A column in Latin-1 cannot be compared with text that has no place there, unless it is converted; only then, because an index is of no use to it. */
const mysqlText = (column: Column, scalars: readonly string[]): string =>
  column.kind === 'plain' && scalars.some(scalar => /[^\0-\x7f]/.test(scalar)) ? castToText(column) : mysqlNumber(column);

const mysqlNumber = (column: Column): string => (column.kind === 'other' ? castToText(column) : mysqlValue(column));

const castToText = ({ actual }: Column): string => `CAST(${backtick(actual)} AS CHAR)`;

function digits(number: number): string {
  if (!Number.isSafeInteger(number)) throw new Error(`Not a whole number that can be compared exactly: ${number}`);
  return BigInt(number).toString();
}

function named(name: string): string {
  if (name === '' || name.includes('\0')) throw new Error('A name in SQL is neither empty nor has it a NUL character');
  return name;
}
