import type { Row } from './answer.ts';
import type { Scalar, Where } from './query.ts';

/** One comparison of a filter. */
export type Term = Exclude<Where, { readonly all: readonly Where[] }>;

/** The comparisons of a filter; all of them must hold. */
export function termsOf(where: Where | undefined): Term[] {
  const waiting = where ? [where] : [];
  const terms: Term[] = [];
  // A loop, because a filter that came from outside may be nested deeper than the stack.
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if ('all' in next) waiting.push(...next.all.toReversed());
    else terms.push(next);
  }
  return terms;
}

/** The columns that a filter looks at, each once. */
export const columnsOfWhere = (where: Where | undefined): string[] => [...new Set(termsOf(where).map(({ column }) => column))];

/**
 * Whether a row passes a filter, exactly: text byte by byte (a database may ignore case and trailing blanks), a number where the
 * value is that whole number (`5`, `05`, `5.00`). NULL equals nothing, and a column that the row does not have matches nothing.
 */
export const matches = (where: Where, row: Row): boolean => termsOf(where).every(term => holds(term, row));

function holds(term: Term, row: Row): boolean {
  const value = Object.hasOwn(row, term.column) ? row[term.column] : undefined;
  if (value === undefined) return false;
  if ('is' in term) return (value === null) === (term.is === 'null');
  if (value === null) return false;
  return 'in' in term ? term.in.some(scalar => isEqual(value, scalar)) : isEqual(value, term.equals);
}

const isEqual = (value: string, scalar: Scalar): boolean =>
  typeof scalar === 'string' ? value === scalar : Number.isSafeInteger(scalar) && wholeNumber(value) === scalar;

/** Sixteen digits hold every safe integer, and none beyond rounds to one. */
function wholeNumber(text: string): number | undefined {
  const found = /^([+-]?)0*(\d{1,16})(?:\.0*)?$/.exec(text);
  return found ? Number(`${found[1]}${found[2]}`) + 0 : undefined;
}
