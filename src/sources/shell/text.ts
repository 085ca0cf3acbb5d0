import type { FileBody } from '../../model/answer.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Valid UTF-8 as it is; otherwise every byte as the ISO-8859-1 character it is, and marked so. */
export function decodeText(bytes: Buffer): FileBody {
  try {
    return { text: utf8.decode(bytes) };
  } catch {
    return { text: bytes.toString('latin1'), encoding: 'latin1' };
  }
}

/** Something that a host said, fit for one line of a message: no control characters, at most 200 characters. */
export function quoteRemote(text: string): string {
  const line = text
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029\ufffd]+/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();
  return line.length > 200 ? `${line.slice(0, 200)}…` : line;
}
