const LINE = /^[ \t]*(?:export[ \t]+)?([A-Za-z_][A-Za-z0-9_]*)=(.*)$/;

/**
 * The variables of a file that shells and services read alike, in the last of several lines for one name. Undefined: the value is made of
 * other variables or commands, or its quotes do not end in its line.
 *
 *     ENGINE_DB_USER="engine"
 *     ENGINE_DB_PASSWORD="a\"b\\c\$d"
 *     ENGINE_DB_HOST=localhost   # a comment
 *     ENGINE_DB_URL="jdbc:postgresql://${ENGINE_DB_HOST}:${ENGINE_DB_PORT}/engine"
 */
export function shellVariables(text: string): ReadonlyMap<string, string | undefined> {
  const values = new Map<string, string | undefined>();
  for (const line of text.split(/\r\n|\n|\r/)) {
    const [, name, value] = LINE.exec(line) ?? [];
    if (name !== undefined) values.set(name, wordOf(value!));
  }
  return values;
}

/** One word of the shell: bare, in single and in double quotes, and any of them side by side. */
function wordOf(text: string): string | undefined {
  let word = '';
  let rest = text;
  while (rest !== '' && !/^[ \t]/.test(rest)) {
    const [piece, single, double, escaped, bare] = /^(?:'([^']*)'|"((?:[^"\\$`]|\\.)*)"|\\(.)|([^\s'"\\$`;&|<>()]+))/.exec(rest) ?? [];
    if (piece === undefined) return undefined;
    word += single ?? double?.replace(/\\(["\\$`])/g, '$1') ?? escaped ?? bare ?? '';
    rest = rest.slice(piece.length);
  }
  return /^[ \t]*(?:#.*)?$/.test(rest) ? word : undefined;
}
