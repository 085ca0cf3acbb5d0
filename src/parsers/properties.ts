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

/** Joins continued lines; comments and blank lines are gone. A line after a comment's backslash is not continued, as in Java. */
function logicalLines(text: string): LogicalLine[] {
  const natural = text.split(/\r\n|\n|\r/);
  const logical: LogicalLine[] = [];
  for (let index = 0; index < natural.length; ) {
    const first = index;
    let joined = trimStart(natural[index++]!);
    if (joined === '' || /^[#!]/.test(joined)) continue;
    while (isContinued(joined)) {
      joined = joined.slice(0, -1);
      if (index >= natural.length) break;
      joined += trimStart(natural[index++]!);
    }
    if (joined !== '') logical.push({ text: joined, line: first + 1, lines: index - first });
  }
  return logical;
}

const trimStart = (line: string): string => line.replace(/^[ \t\f]+/, '');

const isContinued = (line: string): boolean => (/\\*$/.exec(line)![0].length & 1) === 1;

const KEY = /^((?:[^\\=: \t\f]|\\[\s\S])*)(?:[ \t\f]*[=:][ \t\f]*|[ \t\f]+|$)/;

function toProperty({ text, line, lines }: LogicalLine): Property {
  const [whole, key] = KEY.exec(text)!;
  return { key: unescaped(key!), value: unescaped(text.slice(whole.length)), line, lines };
}

const ESCAPES: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r', f: '\f' };

const unescaped = (text: string): string =>
  text.replace(/\\(?:u([\s\S]{0,4})|([\s\S]))/g, (whole, hex: string | undefined, char: string) => {
    if (hex === undefined) return ESCAPES[char] ?? char;
    if (!/^[0-9a-f]{4}$/i.test(hex)) throw new Error(`malformed \\uXXXX escape: ${whole}`);
    return String.fromCharCode(Number.parseInt(hex, 16));
  });
