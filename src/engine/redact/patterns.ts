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
  let open: ((line: string) => boolean) | undefined;
  return text
    .split('\n')
    .map(line => {
      if (open?.(line)) return line.trim() === '' ? line : keepMarked(line, hide);
      open = opensBlock(line);
      return hideLine(line, hide);
    })
    .join('\n');
}

const BLOCK = /^([ \t]*)(?:- )?["']?([\w.:-]{1,200})["']?[ \t]*[:=][ \t]*(?:[|>][+-]?\d?[ \t]*\r?$|.*\\\r?$)/;

/** A YAML block scalar or a continued properties line under a secret key: tells which of the next lines belong to it. */
function opensBlock(line: string): ((line: string) => boolean) | undefined {
  const [, indent, key] = BLOCK.exec(line) ?? [];
  if (indent === undefined || key === undefined || !isSecretKey(key)) return undefined;
  if (!/\\\r?$/.test(line)) return next => next.trim() === '' || /^[ \t]*/.exec(next)![0].length > indent.length;
  let continued = true;
  return next => {
    const belongs = continued;
    continued = continued && /\\\r?$/.test(next);
    return belongs;
  };
}

const hideLine = (line: string, hide: Hide): string => MID_LINE.reduce((out, pattern) => pattern(out, hide), hideWholeLine(line, hide));

const WHOLE_LINE = /^([ \t]*(?:[#!;][ \t]*)?(?:export[ \t]+|- )?["']?([\w.:-]{1,200})["']?[ \t]*[:=][ \t]*)([^"'\s{[<‹].*)$/;
const DOTTED_BLANK = /^([ \t]*(?:[#!][ \t]*)?([\w-]{1,100}\.[\w.-]{1,200})[ \t]+)([^=:\s‹].*)$/;

/** `db.cloud.password=a b, c`: an unquoted value after a key at the start of a line is everything to its end. */
function hideWholeLine(line: string, hide: Hide): string {
  const [, before, key, rest = ''] = WHOLE_LINE.exec(line) ?? DOTTED_BLANK.exec(line) ?? [];
  const value = rest.trimEnd();
  return before !== undefined && isSecretKey(key!) ? `${before}${keepMarked(value, hide)}${rest.slice(value.length)}` : line;
}

type LinePattern = (line: string, hide: Hide) => string;

const MID_LINE: readonly LinePattern[] = [
  // "password": "x"   PASSWD = "x"   password='x'
  (line, hide) =>
    line.replace(
      /(?<![\w.:-])([\w.:-]{1,200})(["']?\s{0,8}(?:=>|[:=])\s{0,8})("(?:[^"\\]|\\.)*"|'[^']*')/g,
      (whole, key: string, gap: string, quoted: string) =>
        isSecretKey(key) ? `${key}${gap}${quoted[0]}${keepMarked(quoted.slice(1, -1), hide)}${quoted[0]}` : whole,
    ),
  // --password=x   --password x   password=x&user=y
  (line, hide) =>
    line.replace(
      /(?<![\w.:-])([\w.:-]{1,200})(=|(?<=--[\w-]{1,60})[ \t]{1,4})([^\s"'<>&;,)}\]‹]{1,4096})/g,
      (whole, key: string, gap: string, value: string) => (isSecretKey(key.replace(/^-+/, '')) ? `${key}${gap}${keepMarked(value, hide)}` : whole),
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
    line.replace(/(:\/\/[^/\s:@]{0,200}:)([^@\s/]{1,1024})(?=@)/g, (_, before: string, value: string) => before + keepMarked(value, hide)),
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
