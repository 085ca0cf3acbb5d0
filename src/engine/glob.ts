/** What a pattern says of a text. */
export interface Glob {
  test(text: string): boolean;
}

/**
 * A pattern in which `*` is any text, for the whole text. Not as a regular expression: `*a*a*a*a*b` would take one of those minutes,
 * and a snapshot brings patterns of whoever made it.
 */
export function glob(pattern: string): Glob {
  const [first = '', ...parts] = pattern.split('*');
  const last = parts.pop();
  if (last === undefined) return { test: text => text === pattern };
  return {
    test: text =>
      text.length >= first.length + last.length &&
      text.startsWith(first) &&
      text.endsWith(last) &&
      inOrder(text.slice(first.length, text.length - last.length), parts),
  };
}

/** Whether the text has all parts one after another; the first place of each leaves the most for the rest. */
function inOrder(text: string, parts: readonly string[]): boolean {
  let at = 0;
  for (const part of parts) {
    const found = text.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  return true;
}
