/** Whether a text matches a pattern in which `*` is any run of characters and `?` is one. */
export function matchesPattern(pattern: string, text: string): boolean {
  let [at, star, mark] = [0, -1, 0];
  for (let index = 0; index < text.length; ) {
    if (at < pattern.length && pattern[at] === '*') [star, mark] = [at++, index];
    else if (at < pattern.length && (pattern[at] === '?' || pattern[at] === text[index])) [at, index] = [at + 1, index + 1];
    else if (star === -1) return false;
    else [at, index] = [star + 1, ++mark];
  }
  return /^\**$/.test(pattern.slice(at));
}

/** Whether a text matches a list such as `*.example.org,!old.example.org`: one pattern must match, and none with `!`. */
export const matchesList = (list: string, text: string): boolean => matchesAny(list.split(','), text);

/** As `matchesList`, for patterns that are apart already. */
export const matchesAny = (patterns: readonly string[], text: string): boolean =>
  patterns.some(pattern => !pattern.startsWith('!') && matchesPattern(pattern, text)) &&
  !patterns.some(pattern => pattern.startsWith('!') && matchesPattern(pattern.slice(1), text));
