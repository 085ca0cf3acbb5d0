import type { Answer, Row, TableBody } from '../model/answer.ts';
import { type FileQuery, isCut, type Query, type TableQuery, xmlMissing } from '../model/query.ts';
import { matches } from '../model/where.ts';

/** A capture asks for the union of what all checks want, a scan for less: its answer has what was asked and no more, as a live one has. */
export function narrowed(query: Query, answer: Answer): Answer {
  if (query.kind !== 'table' || answer.status !== 'ok') return answer;
  const body = answer.body as TableBody;
  const columns = body.columns.filter(column => query.columns.includes(column));
  if (columns.length === body.columns.length) return answer;
  return { ...answer, body: { columns, rows: body.rows.map(row => pick(row, columns)) } };
}

const pick = (row: Row, columns: readonly string[]): Row => Object.fromEntries(columns.map(column => [column, row[column] ?? null]));

/** A table that was stored whole answers for any part of it. */
export function filtered(query: TableQuery, answer: Answer): Answer {
  if (answer.status !== 'ok' || !query.where) return answer;
  const { columns, rows } = answer.body as TableBody;
  return narrowed(query, { ...answer, body: { columns, rows: rows.filter(row => matches(query.where!, row)) } });
}

/** What is asked for and was not when the snapshot was taken, in words; undefined where all of it was. */
export function notTaken(query: Query, stored: Query): string | undefined {
  if (query.kind === 'table' && stored.kind === 'table') return missing('column', query.columns, stored.columns) ?? notReduced(query, stored);
  if (query.kind === 'http' && stored.kind === 'http') return stored.xml && missing('element', query.xml ?? ['*'], stored.xml);
  return query.kind === 'file' && stored.kind === 'file' ? notKept(query, stored) : undefined;
}

function notKept({ keep }: FileQuery, { keep: stored }: FileQuery): string | undefined {
  if (!stored) return undefined;
  if (!isCut(stored)) return keep && !isCut(keep) ? missing('key', keep.keys, stored.keys) : 'all but some keys';
  const enough = keep && isCut(keep) && keep.head <= stored.head && keep.tail <= stored.tail;
  return enough ? undefined : 'so much of both ends';
}

/** Fewer elements than are stored are no matter: what is asked is reduced as it is read, whoever answers. */
function notReduced(query: TableQuery, stored: TableQuery): string | undefined {
  const paths = xmlMissing(query, stored);
  return paths.length === 0 ? undefined : paths.join(', ');
}

function missing(what: string, wanted: readonly string[], stored: readonly string[]): string | undefined {
  const names = wanted.filter(one => !stored.includes(one));
  return names.length === 0 ? undefined : `the ${what} ${names.join(', ')}`;
}
