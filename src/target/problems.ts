import { Foreseen } from '../model/foreseen.ts';

/** Of a character in the file, both from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** One thing wrong with the target. `text` is a sentence without any value that could be a secret. */
export interface Problem extends Place {
  readonly text: string;
}

/** What is wrong with a target: one sentence a line, `preflight.yaml:12:5: …`. */
export class TargetError extends Foreseen {
  readonly problems: readonly Problem[];
  constructor(fileName: string, problems: readonly Problem[]) {
    super(sentences(fileName, problems));
    this.problems = problems;
  }
}

/** Gathers problems, so that an operator sees all of a file at once. */
export interface Problems {
  readonly fileName: string;
  /** Always undefined, so that a reader can return it. */
  add(place: Place, text: string): undefined;
  count(): number;
  /** Throws a `TargetError` where there are problems. */
  settle(): void;
}

export function problemsOf(fileName: string): Problems {
  const found: Problem[] = [];
  return {
    fileName,
    add: ({ line, column }, text) => void found.push({ line, column, text }),
    count: () => found.length,
    settle: () => {
      if (found.length > 0) throw new TargetError(fileName, found.toSorted(inOrder));
    },
  };
}

const inOrder = (a: Place, b: Place): number => a.line - b.line || a.column - b.column;

const MOST = 20;

function sentences(fileName: string, problems: readonly Problem[]): string {
  const shown = problems.slice(0, MOST).map(({ line, column, text }) => (line === 0 ? text : `${fileName}:${line}:${column}: ${text}`));
  return [...shown, ...(problems.length > MOST ? [`${problems.length - MOST} more are wrong in ${fileName}.`] : [])].join('\n');
}

/** A name as a message may show it: only what cannot be a password with its surroundings, and short. */
export const sayName = (name: string): string => (/^[A-Za-z0-9_.<-]{1,40}$/.test(name) ? name : '(not a plain name)');

/** The end of a sentence: `; did you mean kvm?`, or the names there are. */
export function suggest(name: string, known: readonly string[]): string {
  const nearest = nearestOf(name, known);
  return nearest === undefined ? `; there ${known.length === 1 ? 'is' : 'are'} ${known.join(', ') || 'none'}.` : `; did you mean ${nearest}?`;
}

/** The known name that somebody may have meant. */
export function nearestOf(name: string, known: readonly string[]): string | undefined {
  if (name.length > 40) return undefined;
  const plain = (text: string): string => text.toLowerCase().replace(/[-_ ]/g, '');
  const ranked = known.map(one => ({ one, steps: distance(plain(name), plain(one)) })).sort((a, b) => a.steps - b.steps);
  const [best] = ranked;
  return best && best.steps <= Math.min(2, Math.floor(name.length / 2)) ? best.one : undefined;
}

/** Letters to add, drop or change, or neighbours to swap. */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swap = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? before[j - 2]! + 1 : change;
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, change, swap));
    }
    [before, row] = [row, next];
  }
  return row.at(-1)!;
}
