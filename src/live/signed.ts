import { createHmac } from 'node:crypto';

/**
 * A path with the two parameters that sign it: `apiKey`, and a `signature` over all others in the order of their names. It is an HMAC-SHA1
 * of their lower-case text; the secret key itself is never sent.
 *
 *     /api?command=listZones   →   /api?apiKey=…&command=listZones&signature=…
 */
export function signedPath(path: string, apiKey: string, secretKey: string): string {
  const [place = '', query = ''] = path.split(/\?(.*)/s);
  const parameters = [...new URLSearchParams(query), ['apiKey', apiKey] as const].sort(([a], [b]) => (a < b ? -1 : 1));
  const text = parameters.map(([name, value]) => `${encoded(name)}=${encoded(value)}`).join('&');
  const signature = createHmac('sha1', secretKey).update(text.toLowerCase()).digest('base64');
  return `${place}?${text}&signature=${encoded(signature)}`;
}

/** As the other side encodes what it has decoded, to compare: only letters, digits and `.-*_` stay as they are. */
const encoded = (text: string): string => encodeURIComponent(text).replace(/[!'()~]/g, sign => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
