/** The SQL of the database that a statement is for. */
export type Dialect = 'mysql' | 'sqlite' | 'postgres';

/** Bare words that a statement may have. What is not here (INTO, FOR, SLEEP, LOAD_FILE, UNION …) cannot be said. */
const WORDS: Readonly<Record<Dialect, ReadonlySet<string>>> = {
  mysql: new Set(
    'select from where and or in is not null limit as cast char hex join using utc_timestamp current_user version _utf8mb4 _utf8'.split(' '),
  ),
  sqlite: new Set('select from where and or in is not null limit as cast text hex case when then else end typeof collate nocase'.split(' ')),
  postgres: new Set(
    'select from where and or in is not null limit as cast text integer numeric join on false clock_timestamp current_user has_schema_privilege has_column_privilege'.split(
      ' ',
    ),
  ),
};

/** How a session is prepared. These change nothing outside the session. */
const SET_UP: Readonly<Record<Dialect, readonly RegExp[]>> = {
  mysql: [
    /^SET NAMES utf8(mb4)?$/,
    /^SET SESSION TRANSACTION READ ONLY$/,
    /^SET SESSION time_zone = '\+00:00'$/,
    /^SET SESSION (max_statement_time|max_execution_time|lock_wait_timeout) = \d{1,9}$/,
  ],
  sqlite: [
    /^PRAGMA (query_only = ON|trusted_schema = OFF|cell_size_check = ON|temp_store = MEMORY|encoding)$/,
    /^PRAGMA table_xinfo\("(?:[^"\0]|"")+"\)$/,
  ],
  postgres: [
    /^SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY$/,
    /^SET (search_path = 'pg_catalog'|TimeZone = 'UTC'|DateStyle = 'ISO, YMD'|IntervalStyle = 'postgres')$/,
    /^SET (statement_timeout|lock_timeout) = \d{1,9}$/,
  ],
};

const TOKENS: Readonly<Record<Dialect, RegExp>> = {
  mysql: /[ \n]+|(?<name>`(?:[^`\0]|``)+`)|x'(?:[0-9a-f]{2})*'|-?\d+|(?<word>[A-Za-z_][A-Za-z0-9_]*)|(?<mark>[(),.=+])/y,
  sqlite: /[ \n]+|(?<name>"(?:[^"\0]|"")+")|x'(?:[0-9a-f]{2})*'|'blob'|-?\d+|(?<word>[A-Za-z_][A-Za-z0-9_]*)|(?<mark>[(),.=+?])/y,
  postgres: /[ \n]+|(?<name>"(?:[^"\0]|"")+")|\$\d{1,5}|-?\d+|(?<word>[A-Za-z_][A-Za-z0-9_]*)|(?<mark>[(),.=>])/y,
};

/**
 * Throws unless the statement is one SELECT made of words, names and literals that preflight itself writes, or prepares the session.
 * An allow-list of tokens: no comment, no semicolon, no variable, no string literal, no function but the few that are named.
 */
export function assertReadOnly(sql: string, dialect: Dialect): void {
  if (SET_UP[dialect].some(allowed => allowed.test(sql))) return;
  const problem = problemOf(sql, dialect);
  if (problem) throw new Error(`Not in the list of allowed statements (src/sources/sql/read-only.ts): ${problem}`);
}

function problemOf(sql: string, dialect: Dialect): string | undefined {
  const words = WORDS[dialect];
  let selects = 0;
  let afterName = false;
  for (const { text, groups } of tokensOf(sql, TOKENS[dialect])) {
    const word = groups.word?.toLowerCase();
    if (text === undefined) return `a character that no statement needs at ${groups.rest}`;
    if (word && !words.has(word)) return `the word ${word.slice(0, 40)}`;
    // A quoted name before a parenthesis is a call of a stored or table-valued function.
    if (afterName && groups.mark === '(') return 'a call of a named function';
    if (word === 'select') selects += 1;
    else if (selects === 0) return 'a statement that does not begin with SELECT';
    if (/\S/.test(text)) afterName = groups.name !== undefined;
  }
  return selects === 1 ? undefined : `${selects} times SELECT`;
}

interface Token {
  /** Undefined where nothing fits. */
  readonly text: string | undefined;
  readonly groups: Readonly<Record<string, string | undefined>>;
}

function* tokensOf(sql: string, pattern: RegExp): Generator<Token> {
  const token = new RegExp(pattern);
  while (token.lastIndex < sql.length) {
    const start = token.lastIndex;
    const found = token.exec(sql);
    if (!found) return yield { text: undefined, groups: { rest: String(start) } };
    yield { text: found[0], groups: found.groups ?? {} };
  }
}
