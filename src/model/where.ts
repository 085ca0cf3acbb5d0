import type { Row } from './answer.ts';
import type { Scalar, Where } from './query.ts';

/** The columns a filter looks at. */
export const columnsIn = (where: Where): string[] => ('all' in where ? where.all.flatMap(columnsIn) : [where.column]);

/** Whether a row passes a filter: text byte by byte (no case, no padding), numbers by value. NULL equals nothing. */
export function matches(where: Where, row: Row): boolean {
  if ('all' in where) return where.all.every(one => matches(one, row));
  const value = row[where.column] ?? null;
  if ('is' in where) return (value === null) === (where.is === 'null');
  const wanted = 'equals' in where ? [where.equals] : where.in;
  return value !== null && wanted.some(one => equals(value, one));
}

const equals = (value: string, wanted: Scalar): boolean =>
  typeof wanted === 'number' ? value.trim() !== '' && Number(value) === wanted : value === wanted;
