import type { DigestName } from '../model/answer.ts';

/** One digest as a checksum file writes it: what the file calls its algorithm and its subject, where it does; hex digits without blanks. */
export interface ChecksumEntry {
  readonly label?: string;
  readonly name?: string;
  readonly hex: string;
}

/** The algorithms that can be compared, by their plain labels. */
export const LABELS: ReadonlyMap<string, DigestName> = new Map([
  ['MD5', 'md5'],
  ['SHA', 'sha1'],
  ['SHA1', 'sha1'],
  ['SHA256', 'sha256'],
  ['SHA384', 'sha384'],
  ['SHA512', 'sha512'],
]);

/** `SHA2-512` and `SHA-512` are `SHA512`; `SHA3-256` and `SHA512/256` are something else. */
export const plainLabel = (label: string): string => label.toUpperCase().replace(/^SHA2?-/, 'SHA');

const TAGGED = /^(\\?)([A-Za-z][\w/-]*) ?\((.+)\) ?= ?([0-9A-Fa-f]+)$/;
/** Fewer hex digits are no digest but a word, such as the `2026` of a date. */
const LEAST_DIGITS = 32;
const LISTED = /^(\\?)([0-9A-Fa-f]{32,})(?: [ *]|[ \t]+)(\S.*)$/;
const LABELLED = /^([A-Za-z][\w/-]*) *= *([0-9A-Fa-f \t]+)$/;
const GROUPS = /^[0-9A-Fa-f]+(?:[ \t]+[0-9A-Fa-f]+)*$/;

/** Every digest in the text, in the form of coreutils, BSD, OpenSSL or gpg --print-md(s), or bare. Other lines are skipped. */
export function checksumEntries(text: string): readonly ChecksumEntry[] {
  const entries: ChecksumEntry[] = [];
  // Whether the last entry may go on in the next line, as those of gpg do.
  let open = false;
  const add = (entry: ChecksumEntry, mayGoOn = false): void => {
    entries.push(entry);
    open = mayGoOn;
  };
  const extend = (more: Partial<ChecksumEntry>): void => {
    entries.push({ ...entries.pop()!, ...more });
  };
  for (const line of text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/)) {
    const one = line.trim();
    const last = entries.at(-1);
    const whole = wholeEntry(one);
    const labelled = LABELLED.exec(one);
    if (whole) add(whole);
    else if (labelled && open && last?.hex === '') extend({ label: labelled[1]!, hex: digitsOf(labelled[2]!) });
    else if (labelled) add({ label: labelled[1]!, hex: digitsOf(labelled[2]!) }, true);
    else if (GROUPS.test(one) && open) extend({ hex: last!.hex + digitsOf(one) });
    else if (GROUPS.test(one)) add({ hex: digitsOf(one) }, /\s/.test(one));
    else {
      const begun = begunEntry(one);
      if (begun) add(begun, true);
      else open = false;
    }
  }
  return entries.filter(({ hex }) => hex.length >= LEAST_DIGITS);
}

const digitsOf = (groups: string): string => groups.replace(/[ \t]+/g, '');

/** An entry that has its line for itself: of coreutils, with or without `--tag`, or of OpenSSL. */
function wholeEntry(line: string): ChecksumEntry | undefined {
  const tagged = TAGGED.exec(line);
  if (tagged) return { label: tagged[2]!, name: unescapeIf(tagged[1]!, tagged[3]!), hex: tagged[4]! };
  const listed = LISTED.exec(line);
  return listed ? { name: unescapeIf(listed[1]!, listed[3]!), hex: listed[2]! } : undefined;
}

/** Coreutils marks a line with a backslash where it had to write a line feed of the name as `\n`. */
const unescapeIf = (mark: string, name: string): string =>
  mark ? name.replace(/\\([nr\\])/g, (_, letter: string) => ({ n: '\n', r: '\r' })[letter] ?? '\\') : name;

/** The first line of an entry by gpg. The digest stands after the last colon: a name may have colons, and letters that look like hex. */
function begunEntry(line: string): ChecksumEntry | undefined {
  const colon = line.lastIndexOf(':');
  if (colon < 1) return undefined;
  const name = line.slice(0, colon).trim();
  const rest = line.slice(colon + 1).trim();
  const labelled = LABELLED.exec(rest);
  if (labelled) return { name, label: labelled[1]!, hex: digitsOf(labelled[2]!) };
  if (rest !== '' && !GROUPS.test(rest)) return undefined;
  return LABELS.has(plainLabel(name)) ? { label: name, hex: digitsOf(rest) } : { name, hex: digitsOf(rest) };
}
