import type { Answer, Failure, Row, TableBody } from '../../model/answer.ts';
import type { TableQuery } from '../../model/query.ts';
import { columnsOfWhere, matches } from '../../model/where.ts';
import type { Column } from './statement.ts';

export type TableAnswer = Answer<'table'>;

/** Something that answers tables: a session with a database, opened at the first question. */
export interface TableConnection {
  /** Answers in the order of the queries. It never throws for what the database does. */
  ask(queries: readonly TableQuery[]): Promise<readonly TableAnswer[]>;
  close(): Promise<void>;
}

export const isFailure = (value: object | string): value is Failure => typeof value === 'object' && 'status' in value && 'reason' in value;

/** Every column that must be read to answer: those asked and those of the filter. */
export const columnsToRead = (query: TableQuery): string[] => [...new Set([...query.columns, ...columnsOfWhere(query.where)])];

/** The two parts of `schema.table`. A name without a schema has the empty one. */
export function splitName(name: string): readonly [schema: string, table: string] {
  const dot = name.indexOf('.');
  return dot < 0 ? ['', name] : [name.slice(0, dot), name.slice(dot + 1)];
}

/** Why a table with only these columns cannot answer at all, if so. `place` is said as in `on MySQL at db1:3306`. */
export function absence(query: TableQuery, absent: ReadonlySet<string>, place: string): Failure | undefined {
  if (query.columns.length === 0) return { status: 'failed', reason: `no column of table ${query.name} was asked for` };
  if (query.columns.every(column => absent.has(column))) {
    return { status: 'absent', reason: `table ${query.name} ${place} has none of the columns ${query.columns.join(', ')}` };
  }
  const needed = columnsOfWhere(query.where).find(column => absent.has(column));
  return needed === undefined
    ? undefined
    : { status: 'absent', reason: `table ${query.name} ${place} has no column ${needed}, by which its rows are chosen` };
}

/** The rows as read, filtered exactly and with the asked columns only. */
export function tableBody(query: TableQuery, columns: readonly Column[], values: readonly (readonly (string | null)[])[]): TableBody {
  const present = query.columns.filter(name => columns.some(({ asked }) => asked === name));
  const rows = values.map(row => Object.fromEntries(columns.map(({ asked }, index) => [asked, row[index] ?? null])));
  const kept = query.where ? rows.filter(row => matches(query.where!, row)) : rows;
  return { columns: present, rows: kept.map(row => pick(row, present)) };
}

const pick = (row: Row, columns: readonly string[]): Row => Object.fromEntries(columns.map(name => [name, row[name] ?? null]));
