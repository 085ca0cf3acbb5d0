import { type SecretRule, secretMark } from '../../model/secret.ts';
import { type Property, propertyEntries } from '../../parsers/properties.ts';

/** What stands for a value that no check needs. */
export const NOT_KEPT = '‹not kept›';

/**
 * Keeps the values of these keys and drops every other value and every comment. Lines keep their numbers,
 * so that a finding can name one.
 */
export function keepKeys(text: string, keys: readonly string[], onDropped: (key: string, value: string) => void): string {
  return rewrite(text, entry => {
    if (keys.includes(entry.key)) return undefined;
    if (entry.value !== '' && entry.value !== NOT_KEPT && !secretMark(entry.value)) onDropped(entry.key, entry.value);
    return `${writeKey(entry.key)}=${NOT_KEPT}`;
  });
}

/** Replaces the values of keys that a rule names by what its classifier says. */
export function redactKeys(
  text: string,
  ruleFor: (key: string) => SecretRule | undefined,
  classify: (value: string, rule: SecretRule) => string,
): string {
  const natural = text.split(/\r\n|\n|\r/);
  for (const { key, value, line, lines } of propertyEntries(text)) {
    const rule = ruleFor(key);
    if (!rule) continue;
    const marked = `${writeKey(key)}=${classify(value, rule)}`;
    natural.splice(line - 1, lines, marked, ...Array.from({ length: lines - 1 }, () => ''));
  }
  return natural.join('\n');
}

function rewrite(text: string, write: (entry: Property) => string | undefined): string {
  const natural = text.split(/\r\n|\n|\r/);
  const out = natural.map(() => '');
  for (const entry of propertyEntries(text)) {
    const replaced = write(entry);
    const own = natural.slice(entry.line - 1, entry.line - 1 + entry.lines);
    for (const [offset, line] of (replaced === undefined ? own : [replaced]).entries()) out[entry.line - 1 + offset] = line;
  }
  return out.join('\n');
}

const writeKey = (key: string): string => key.replace(/[\\=: #!]/g, char => `\\${char}`);
