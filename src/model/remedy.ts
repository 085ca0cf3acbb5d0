/** Lines to paste, in the language they are for. Made by `sql`, `sh` and `lines`, which quote what they are given. */
export interface Snippet {
  readonly language: 'sql' | 'sh' | 'text';
  readonly text: string;
}

/** How to mend one finding: exact, quoted, and undoable. */
export interface Remedy {
  /** What to do, in a sentence; all there is to say where no command can be given. */
  readonly text?: string;
  readonly commands?: readonly Snippet[];
  /** Which services must be down while the commands run. */
  readonly down?: string;
  readonly undo?: string;
  /** Where the upgrade guide says something else, and why this is right. */
  readonly note?: string;
}

type Part = string | number;

const fill = (parts: TemplateStringsArray, values: readonly Part[], quote: (value: Part) => string): string =>
  String.raw({ raw: parts }, ...values.map(quote)).trim();

/** SQL to paste: numbers stay, text becomes a string literal that is safe in every `sql_mode` but NO_BACKSLASH_ESCAPES. */
export const sql = (parts: TemplateStringsArray, ...values: Part[]): Snippet => ({ language: 'sql', text: fill(parts, values, quoteSql) });

/** A shell command to paste: every value becomes one word. */
export const sh = (parts: TemplateStringsArray, ...values: Part[]): Snippet => ({ language: 'sh', text: fill(parts, values, quoteShell) });

/** Text for a file or a form, as it is to stand there. */
export const lines = (...text: string[]): Snippet => ({ language: 'text', text: text.join('\n') });

export const quoteShell = (value: Part): string => {
  const text = String(value);
  return /^[A-Za-z0-9_./:@%+=,-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
};

export const quoteSql = (value: Part): string =>
  typeof value === 'number' || /^\d{1,18}$/.test(value) ? String(value) : `'${value.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
