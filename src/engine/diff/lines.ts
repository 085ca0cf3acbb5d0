import type { ChangeDetail } from '../../model/change.ts';

/** A mark is made anew by every capture, so only what the secret is can be compared. */
export const withoutMarks = (text: string): string => text.replace(/‹secret:([^:›]*):[^›]*›/g, '‹secret:$1›');

/** Lines that one text has and the other has not, however often and in whatever order. */
export function textDetails(old: string, now: string): ChangeDetail[] {
  const [a, b] = [countLines(old), countLines(now)];
  return [...surplus(a, b, '-'), ...surplus(b, a, '+')];
}

function countLines(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const line of withoutMarks(text).split(/\r\n|\n|\r/)) if (line.trim() !== '') counts.set(line, (counts.get(line) ?? 0) + 1);
  return counts;
}

const surplus = (these: ReadonlyMap<string, number>, those: ReadonlyMap<string, number>, sign: '+' | '-'): ChangeDetail[] =>
  [...these].filter(([line, count]) => count > (those.get(line) ?? 0)).map(([line]) => ({ sign, text: line.trim() }));
