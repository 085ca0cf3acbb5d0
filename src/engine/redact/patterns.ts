/**
 * Where secrets stand in text that no rule names: by key, in properties, INI, YAML, JSON, XML, URLs, PEM blocks and command lines.
 * Every pattern is linear in the length of its line.
 */

const SECRET_WORDS = [
  'pass(?:word|wd|phrase|code)s?(?:_?base64)?',
  'pwd',
  'secrets?',
  'tokens?',
  'credentials?',
  'psk',
  'auth[_.-]?cookie',
  '(?:private|secret|api|access|auth|account|encryption|shared)[_.-]?keys?',
  '(?:^|[_.-])pass',
].join('|');

/** Keys whose value is a secret: the secret word ends the key, so `user.password.encoders.order` is not one. */
const SECRET_KEY = new RegExp(`(?:${SECRET_WORDS})\\d*$`, 'i');
const MAX_KEY = 200;

/** Whether a key, column or tag names a secret. */
export const isSecretKey = (key: string): boolean => key.length <= MAX_KEY && SECRET_KEY.test(key) && !/public/i.test(key);

export type Hide = (secret: string) => string;

/** Hides what looks like a secret in any text. Doing it twice changes nothing. */
export function hideInText(text: string, hide: Hide): string {
  return hideLines(hidePem(text, hide), hide);
}

const PEM = /(-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----)([\s\S]*?)(-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----|$(?![\s\S]))/g;

const hidePem = (text: string, hide: Hide): string =>
  text.includes('PRIVATE KEY')
    ? text.replace(PEM, (_, begin: string, body: string, end: string) => `${begin}${keepMarked(body.trim(), hide)}${end}`)
    : text;

/** One line at a time, so that no pattern runs across lines; a value that goes on below its key is hidden to its end. */
function hideLines(text: string, hide: Hide): string {
  let open: Belongs | undefined;
  return text
    .split('\n')
    .map(line => {
      const belonging = open?.(line) ?? 0;
      const [value, rest] = [line.slice(0, belonging), line.slice(belonging)];
      if (rest !== '' || belonging === 0) open = opensBlock(rest);
      return (value.trim() === '' ? value : keepMarked(value, hide)) + hideLine(rest, hide);
    })
    .join('\n');
}

const BLOCK = /^([ \t]*)(?:- )?["']?([\w.:-]{1,200})["']?[ \t]*[:=][ \t]*(?:[|>][+-]?\d?[ \t]*\r?$|.*\\\r?$)/;

/** How much of the next line belongs to what is open, in characters; asked line by line. */
type Belongs = (line: string) => number;

/** A value under a secret key that goes on below it: tells which of the next lines belong to it. */
const opensBlock = (line: string): Belongs | undefined => opensIndented(line) ?? opensQuoted(line) ?? opensLate(line);

/** A YAML block scalar or a continued properties line. */
function opensIndented(line: string): Belongs | undefined {
  const [, indent, key] = BLOCK.exec(line) ?? [];
  if (indent === undefined || key === undefined || !isSecretKey(key)) return undefined;
  if (!/\\\r?$/.test(line)) return next => (next.trim() === '' || /^[ \t]*/.exec(next)![0].length > indent.length ? next.length : 0);
  let continued = true;
  return next => {
    const belongs = continued;
    continued = continued && /\\\r?$/.test(next);
    return belongs ? next.length : 0;
  };
}

const OPEN_QUOTE = /(?<![\w.:-])([\w.:-]{1,200})[ \t]*=[ \t]*"(?:[^"\\]|\\.)*$/;

/** No secret is longer; a quote that is never closed shall not hide the rest of a file. */
const MOST_QUOTED_LINES = 10;

/** `PASSWD = "begins here` and ends in another line, as oned.conf may have it. */
function opensQuoted(line: string): Belongs | undefined {
  const [, key] = OPEN_QUOTE.exec(line) ?? [];
  if (key === undefined || !isSecretKey(key)) return undefined;
  let left = MOST_QUOTED_LINES;
  return next => {
    if (left-- <= 0) return 0;
    const end = next.indexOf('"');
    if (end >= 0) left = 0;
    return end < 0 ? next.length : end;
  };
}

const LATE = /(?:^|[\s,[])([\w.:-]{1,200})[ \t]*\r?$/;

/** `PASSWD`, and its `= "value"` on the next line. */
function opensLate(line: string): Belongs | undefined {
  const [, key] = LATE.exec(line) ?? [];
  if (key === undefined || !isSecretKey(key)) return undefined;
  let isNext = true;
  return next => {
    const belongs = isNext && /^[ \t]*=/.test(next);
    isNext = false;
    return belongs ? next.length : 0;
  };
}

const hideLine = (line: string, hide: Hide): string =>
  MID_LINE.reduce((out, pattern) => pattern(out, hide), hideUnclosed(hideWholeLine(line, hide), hide));

const hideUnclosed = (line: string, hide: Hide): string =>
  line.replace(UNCLOSED, (whole, before: string, key: string, value: string) => (isSecretKey(key) ? before + keepMarked(value, hide) : whole));

const WHOLE_LINE = /^([ \t]*(?:[#!;][ \t]*)?(?:export[ \t]+|- )?["']?([\w.:-]{1,200})["']?[ \t]*[:=][ \t]*)([^"'\s{[<‹].*)$/;
/** A quote that is not closed on its line: what follows it is the beginning of the value. */
const UNCLOSED = /((?<![\w.:-])([\w.:-]{1,200})[ \t]*=[ \t]*")((?:[^"\\]|\\.)*)$/;
const DOTTED_BLANK = /^([ \t]*(?:[#!][ \t]*)?([\w-]{1,100}\.[\w.-]{1,200})[ \t]+)([^=:\s‹].*)$/;

/** What ends one word in a list of such: `PASSWD = x,`, `PASSWD = x ]`, `PASSWD = x, DB_NAME = "one" ]`. */
const IN_LIST = /^[^\s"'=#,[\]]{1,4096}(?=[ \t]{0,40}(?:,[ \t]*(?:#.*)?\r?$|,[ \t]{0,40}\w{1,200}[ \t]{0,8}=|\][ \t]*(?:#.*)?\r?$))/;

/** `db.cloud.password=a b, c`: an unquoted value after a key at the start of a line is everything to its end, but for the end of a list. */
function hideWholeLine(line: string, hide: Hide): string {
  const [, before, key, rest = ''] = WHOLE_LINE.exec(line) ?? DOTTED_BLANK.exec(line) ?? [];
  const word = before !== undefined && /^\s*\w+\s*=/.test(before) ? IN_LIST.exec(rest)?.[0] : undefined;
  const value = word ?? rest.trimEnd();
  return before !== undefined && isSecretKey(key!) ? `${before}${keepMarked(value, hide)}${rest.slice(value.length)}` : line;
}

type LinePattern = (line: string, hide: Hide) => string;

const MID_LINE: readonly LinePattern[] = [
  // "password": "x"   PASSWD = "x"   password='x'
  (line, hide) =>
    line.replace(
      /(?<![\w.:-])([\w.:-]{1,200})(["']?\s*(?:=>|[:=])\s*)("(?:[^"\\]|\\.)*"|'[^']*')/g,
      (whole, key: string, gap: string, quoted: string) =>
        isSecretKey(key) ? `${key}${gap}${quoted[0]}${keepMarked(quoted.slice(1, -1), hide)}${quoted[0]}` : whole,
    ),
  // --password=x   --password x   password=x&user=y
  (line, hide) =>
    line.replace(
      /(?<![\w.:-])([\w.:-]{1,200})(=|(?<=--[\w-]{1,60})[ \t]{1,4})([^\s"'<>&;,)}\]‹]{1,4096})/g,
      (whole, key: string, gap: string, value: string) => (isSecretKey(key.replace(/^-+/, '')) ? `${key}${gap}${keepMarked(value, hide)}` : whole),
    ),
  // [ BACKEND = mysql, PASSWD = x ]
  (line, hide) =>
    line.replace(
      /([[,][ \t]{0,40})(\w{1,200})([ \t]*=[ \t]*)([^\s"'=#,[\]‹]{1,4096})(?=[ \t]{0,40}(?:[,\]]|$))/g,
      (whole, before: string, key: string, gap: string, value: string) =>
        isSecretKey(key) ? `${before}${key}${gap}${keepMarked(value, hide)}` : whole,
    ),
  // <password>x</password>, with or without CDATA
  (line, hide) =>
    line.replace(
      /<([\w.:-]{1,200})((?:\s[^<>]*)?)>((?:<!\[CDATA\[)?)([^<\]]+)/g,
      (whole, tag: string, attributes: string, cdata: string, value: string) =>
        isSecretKey(tag) && !attributes.endsWith('/') && value.trim() !== '' ? `<${tag}${attributes}>${cdata}${keepMarked(value, hide)}` : whole,
    ),
  // name="dbPassword" value="x"   <param name="password">x
  (line, hide) =>
    line.replace(
      /\b(?:name|key)\s?=\s?(["'])([\w.:-]{1,200})\1(\s+value\s?=\s?["']|[^<>]{0,400}>(?:\s{0,40}<value>)?)([^"'<]+)/g,
      (whole, _, key: string, __, value: string) =>
        isSecretKey(key) && value.trim() !== '' ? whole.slice(0, whole.length - value.length) + keepMarked(value, hide) : whole,
    ),
  // mysql://user:x@host
  (line, hide) =>
    line.replace(/(:\/\/[^/\s:@‹]{0,200}:)([^@\s/]{1,1024})(?=@)/g, (_, before: string, value: string) => before + keepMarked(value, hide)),
  // https://token@host
  (line, hide) => line.replace(/(\bhttps?:\/\/)([^/\s:@‹]{1,1024})(?=@)/gi, (_, before: string, value: string) => before + keepMarked(value, hide)),
  // Authorization: Bearer x
  (line, hide) =>
    line.replace(
      /\b(authorization["']?\s?[:=]\s?["']?(?:bearer|basic|digest)\s)([^\s"',]{1,4096})/gi,
      (_, before: string, value: string) => before + keepMarked(value, hide),
    ),
  // mysql -u cloud -px
  (line, hide) =>
    line.replace(
      /\b(mysql(?:dump|admin)?\b[^|;]{0,400}?\s-p)(["']?)([^\s"']{1,400})\2/g,
      (_, before: string, quote: string, value: string) => `${before}${quote}${keepMarked(value, hide)}${quote}`,
    ),
  // ENC(x)
  (line, hide) => line.replace(/\bENC\(([^()‹]{1,4096})\)/g, (_, value: string) => `ENC(${keepMarked(value, hide)})`),
];

/** A value that is hidden already stays as it is, so that a replay shows what the capture showed. */
const keepMarked = (value: string, hide: Hide): string => (value === '' || /^‹[^›]*›$/.test(value.trim()) ? value : hide(value));
