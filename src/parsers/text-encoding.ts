import type { FileBody } from '../model/answer.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** UTF-8, exactly. Throws where the bytes are something else. */
export const decodeUtf8 = (bytes: Buffer): string => utf8.decode(bytes);

/** UTF-8 where the bytes are valid UTF-8, otherwise ISO-8859-1, which every byte is; `encoding` says so. */
export function decodeText(bytes: Buffer): FileBody {
  try {
    return { text: decodeUtf8(bytes) };
  } catch {
    return { text: bytes.toString('latin1'), encoding: 'latin1' };
  }
}
