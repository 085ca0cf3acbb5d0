/** Something that a host said, fit for one line of a message: no control characters, at most 200 characters. */
export function quoteRemote(text: string): string {
  const line = text
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029\ufffd]+/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();
  return line.length > 200 ? `${line.slice(0, 200)}…` : line;
}
