import type { OnedProblem } from './oned-conf.ts';

const SKIPPED = /[ \t]*(?:#[^\n]*)?\n/y;
const START = /[ \t]*[A-Za-z_0-9]+[ \t]*=[ \t]*/y;
const QUOTED = /"(?:\\[\\"]|[^\\"])*"/y;
const BARE = /[^ \t\n"[#]+/y;
const END_OF_LINE = /[ \t]*(?:#[^\n]*)?\n/y;

const OPEN = /\[[ \t\n]*/y;
const ENTRY = /[A-Za-z_0-9]+[ \t]*=[ \t]*/y;
const BARE_ENTRY = /[^ \t\n"#,]+/y;
const COMMENT = /#[^\n]*\n[ \t]*/y;
const COMMA = /[ \t]*,[ \t\n]*/y;
const CLOSE = /[ \t\n]*(?:#[^\n]*\n)*\][ \t]*\n/y;

/**
 * Where the lens of onecfg and onedb cannot read a configuration file that oned may well read; undefined where it can. The lens is
 * stricter: no value without quotes that has a quote in it, no backslash in quotes but before `\` and `"`, and comments in brackets
 * only before an entry, or at the start of a line after the last one.
 *
 *     VNC_PORTS = [
 *         START = 5900
 *         # the second comment line, indented: the lens stops here
 *         # RESERVED = "32768:65536"
 *     ]
 */
export function lensProblem(file: string): OnedProblem | undefined {
  const text = file.endsWith('\n') || file === '' ? file : `${file}\n`;
  for (let at = 0; at < text.length; ) {
    const end = after(SKIPPED, text, at) ?? attribute(text, at);
    if (typeof end !== 'number') return { line: lineOf(text, end.at), problem: end.problem };
    at = end;
  }
  return undefined;
}

interface Stop {
  readonly at: number;
  readonly problem: string;
}

const stop = (at: number, problem: string): Stop => ({ at, problem });

/** The end of what the pattern matches at this place. */
function after(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

function attribute(text: string, at: number): number | Stop {
  const value = after(START, text, at);
  if (value === undefined) return stop(at, 'it is neither a comment nor NAME = value');
  const inBrackets = after(OPEN, text, value);
  if (inBrackets !== undefined) return section(text, inBrackets);
  const end = after(QUOTED, text, value) ?? after(BARE, text, value);
  if (end === undefined) return stop(value, 'the value is missing, or its quotes are not closed');
  return after(END_OF_LINE, text, end) ?? stop(end, 'something follows the value on its line');
}

function section(text: string, start: number): number | Stop {
  for (let at = start; ; ) {
    for (let next = after(COMMENT, text, at); next !== undefined; next = after(COMMENT, text, at)) at = next;
    const value = after(ENTRY, text, at);
    if (value === undefined) return stop(at, 'in brackets, it is no NAME = value, and no comment where one may stand');
    const end = after(QUOTED, text, value) ?? after(BARE_ENTRY, text, value);
    if (end === undefined) return stop(value, 'in brackets, the value is missing, or its quotes are not closed');
    const comma = after(COMMA, text, end);
    if (comma === undefined) return closed(text, value, end);
    at = comma;
  }
}

/** A value without quotes may have the closing bracket at its end. */
const closed = (text: string, value: number, end: number): number | Stop =>
  after(CLOSE, text, end) ??
  (text[end - 1] === ']' && end - 1 > value ? after(CLOSE, text, end - 1) : undefined) ??
  stop(end, 'in brackets, neither a comma nor the closing bracket follows the value');

const lineOf = (text: string, at: number): number => text.slice(0, at).split('\n').length;
