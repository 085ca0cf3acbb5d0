/**
 * The value of an option in one group of a MySQL option file, as the client programs read it: the last one wins, quotes are
 * removed, `#` ends a line outside quotes. Undefined where the group does not have it; '' where it has no value.
 * `!include` lines are not followed.
 *
 *     [client]
 *     user = preflight
 *     password = "pa#ss\sword"   # may contain a #
 */
export function optionOf(text: string, group: string, option: string): string | undefined {
  let here = false;
  let value: string | undefined;
  for (const raw of text.replace(/^\ufeff/, '').split('\n')) {
    const line = raw.trim();
    if (line === '' || /^[#;!]/.test(line)) continue;
    if (line.startsWith('[')) here = groupOf(line) === group;
    else if (here) value = setBy(line, option) ?? value;
  }
  return value;
}

const groupOf = (line: string): string => line.slice(1, line.indexOf(']')).trim();

function setBy(line: string, option: string): string | undefined {
  const kept = withoutComment(line);
  const at = kept.indexOf('=');
  const name = (at < 0 ? kept : kept.slice(0, at)).trim().replaceAll('_', '-');
  if (name !== option) return undefined;
  return at < 0 ? '' : unescaped(unquoted(kept.slice(at + 1).trim()));
}

/** A `#` inside quotes is none; a backslash protects a quote only inside quotes. */
function withoutComment(line: string): string {
  let quote = '';
  let escaped = false;
  for (const [index, letter] of [...line].entries()) {
    if ((letter === '"' || letter === "'") && !escaped) quote = quote === '' ? letter : quote === letter ? '' : quote;
    if (quote === '' && letter === '#') return [...line].slice(0, index).join('');
    escaped = quote !== '' && letter === '\\' && !escaped;
  }
  return line;
}

const unquoted = (value: string): string => (/^(["']).*\1$/s.test(value) && value.length > 1 ? value.slice(1, -1) : value);

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', s: ' ', '"': '"', "'": "'", '\\': '\\' };

/** An unknown escape keeps its backslash. */
const unescaped = (value: string): string => value.replace(/\\(.)/gs, (whole, letter: string) => ESCAPES[letter] ?? whole);
