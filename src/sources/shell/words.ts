/** One word for a POSIX shell that means exactly this text. */
export const quoteWord = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/**
 * One word for a POSIX shell in which only `*`, `?` and `[…]` are special; a backslash makes the next character plain.
 *
 *     /etc/yum repos.d/*.repo   →   '/etc/yum repos.d/'*'.repo'
 */
export const globWord = (glob: string): string => tokens(glob).map(toWord).join('');

/** Whether a directory must be readable (its names are matched) or only searchable, on the way to what a glob means. */
export interface Passage {
  readonly glob: string;
  readonly needs: 'search' | 'read';
}

/** The directories that a glob leads through, from the root: `/a/?/b` needs `/` and `/a/?` searchable, and `/a` readable. */
export function passagesOf(glob: string): Passage[] {
  const parts = glob.split('/').slice(1);
  return parts.map((part, index) => ({
    glob: `/${parts.slice(0, index).join('/')}`,
    needs: tokens(part).some(token => token.special) ? 'read' : 'search',
  }));
}

interface Token {
  readonly text: string;
  readonly special: boolean;
}

/** `*`, `?`, a whole `[…]`, an escaped character, or a run of plain ones. */
const TOKEN = /\\([\s\S])|([*?])|\[([!^]?\]?[^\]/]*)\]|([^\\*?[]+|[\s\S])/g;

const tokens = (glob: string): Token[] =>
  [...glob.matchAll(TOKEN)].map(([, escaped, wild, set, plain]) =>
    wild || set ? { text: wild ?? `[${quoteSet(set!)}]`, special: true } : { text: escaped ?? plain ?? '[]', special: false },
  );

const toWord = ({ text, special }: Token): string => (special ? text : quoteWord(text));

/** Inside brackets, ranges and negation keep their meaning; whatever could mean something to the shell is quoted. */
function quoteSet(set: string): string {
  const [, not, rest] = /^([!^]?)([\s\S]*)$/.exec(set)!;
  return `${not ? '!' : ''}${rest!.replace(/[^A-Za-z0-9_.:-]/g, quoteWord)}`;
}
