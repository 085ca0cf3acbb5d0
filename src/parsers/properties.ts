import type { FileBody } from '../model/answer.ts';
import type { Redacted } from '../model/redacted.ts';

/** One `key=value` of a Java properties file. `line` counts from 1; `lines` is how many it spans. */
export interface Property {
  readonly key: string;
  readonly value: string;
  readonly line: number;
  readonly lines: number;
}

/** A properties file: the effective values, and every entry in order for those who look for duplicates. */
export interface Properties {
  readonly entries: readonly Property[];
  get(key: string): Property | undefined;
}

/**
 * Reads what `java.util.Properties` reads, as it reads it: blanks after the value are part of it, the last duplicate
 * wins, `!` comments too, a trailing odd number of backslashes continues the line.
 *
 *     # agent paths
 *     paths.script = /usr/share/cloudstack-common
 *     db.cloud.url.params=prepStmtCacheSize=517&cachePrepStmts=true
 */
export function properties(file: Redacted<FileBody>): Properties {
  const entries = propertyEntries(file.text);
  const last = new Map(entries.map(entry => [entry.key, entry]));
  return { entries, get: key => last.get(key) };
}

/** The entries of a properties text. Throws where Java does: at a malformed `\uXXXX`. */
export const propertyEntries = (text: string): Property[] => logicalLines(text).map(toProperty);

interface LogicalLine {
  readonly text: string;
  readonly line: number;
  readonly lines: number;
}

/**
 * Joins continued lines; comments and blank lines are gone. A line after a comment's backslash is not continued, and a comment
 * after a line that is a backslash alone is still a comment, as in Java. A backslash that ends the file continues nothing.
 */
function logicalLines(text: string): LogicalLine[] {
  const natural = text.split(/\r\n|\n|\r/);
  const logical: LogicalLine[] = [];
  for (let index = 0; index < natural.length; ) {
    const first = index;
    const pieces = [trimStart(natural[index++]!)];
    if (pieces[0] === '' || /^[#!]/.test(pieces[0]!)) continue;
    while (isContinued(pieces.at(-1)!)) {
      pieces.push(pieces.pop()!.slice(0, -1));
      if (pieces[0] === '' || index >= natural.length) break;
      pieces.push(trimStart(natural[index++]!));
    }
    const joined = pieces.join('');
    if (joined !== '') logical.push({ text: joined, line: first + 1, lines: index - first });
  }
  return logical;
}

const trimStart = (line: string): string => line.replace(/^[ \t\f]+/, '');

/** Whether an odd number of backslashes ends the line. */
function isContinued(line: string): boolean {
  let at = line.length;
  while (at > 0 && line[at - 1] === '\\') at--;
  return ((line.length - at) & 1) === 1;
}

function toProperty({ text, line, lines }: LogicalLine): Property {
  const end = keyEnd(text);
  const [separator] = /^[ \t\f]*[=:]?[ \t\f]*/.exec(text.slice(end))!;
  const read = (raw: string): string => unescaped(raw, line);
  return { key: read(text.slice(0, end)), value: read(text.slice(end + separator.length)), line, lines };
}

/** Where the first separator that no backslash escapes stands. */
function keyEnd(text: string): number {
  const separator = /\\[\s\S]?|[=: \t\f]/g;
  for (let found = separator.exec(text); found; found = separator.exec(text)) if (!found[0].startsWith('\\')) return found.index;
  return text.length;
}

const ESCAPES: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r', f: '\f' };

/** The message says the line and no more: what is there may be a secret. */
const unescaped = (text: string, line: number): string =>
  text.replace(/\\(?:u([\s\S]{0,4})|([\s\S]))/g, (_, hex: string | undefined, char: string) => {
    if (hex === undefined) return ESCAPES[char] ?? char;
    if (!/^[0-9a-f]{4}$/i.test(hex)) throw new Error(`line ${line}: malformed \\uXXXX escape`);
    return String.fromCharCode(Number.parseInt(hex, 16));
  });
