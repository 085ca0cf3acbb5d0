import { type CommandQuery, type FileQuery, isCut, type PathsQuery, type Query } from '../../model/query.ts';
import type { Limits } from './limits.ts';
import { PRELUDE } from './prelude.ts';
import { globWord, type Passage, passagesOf, quoteWord } from './words.ts';

/** What a shell on a host can answer. */
export type ShellQuery = FileQuery | PathsQuery | CommandQuery;

/** A command with this text on its standard input: no check can ask it, only a source that needs it for its own questions. */
export interface FedCommand extends CommandQuery {
  readonly stdin: string;
}

export const isShellQuery = (query: Query): query is ShellQuery => query.kind === 'file' || query.kind === 'paths' || query.kind === 'command';

export interface ScriptOptions {
  /** `@` and 32 hex digits, new for each run. */
  readonly nonce: string;
  readonly limits: Limits;
}

/**
 * One POSIX sh script that answers all queries, for the standard input of `sh -s`. It stands in braces, so that a shell
 * that got only a part of it runs nothing, and reads /dev/null, so that no command can eat the rest of it.
 */
export function script(queries: readonly ShellQuery[], { nonce, limits }: ScriptOptions): string {
  const calls = queries.map((query, index) => call(query, index, limits));
  const clock = queries.some(({ kind }) => kind === 'command') ? `pf_timeout ${seconds(limits.answerSeconds)}` : 'pf_date';
  return ['set +aefuvx', '{', PRELUDE.trim(), `pf_n=${nonce}`, clock, 'pf_hello', ...calls, 'pf_end', 'exit 0', '} </dev/null', ''].join('\n');
}

function call(query: ShellQuery, index: number, limits: Limits): string {
  switch (query.kind) {
    case 'file':
      return fileCall(query, index, limits);
    case 'paths':
      return pathsCall(query, index, limits);
    case 'command':
      return `${inputOf(query)}pf_command ${index} ${query.argv.map(quoteWord).join(' ')}`;
  }
}

const inputOf = (query: CommandQuery | FedCommand): string => ('stdin' in query ? `pf_in=${quoteWord(query.stdin)}\n` : '');

/** One byte more than allowed, so that too large can be told from just large enough. */
function fileCall({ path, keep }: FileQuery, index: number, { answerBytes }: Limits): string {
  if (!isCut(keep)) return `pf_file ${index} ${answerBytes + 1} ${quoteWord(path)}`;
  const head = bytes(keep.head, answerBytes);
  return `pf_ends ${index} ${head} ${bytes(keep.tail, answerBytes - head)} ${quoteWord(path)}`;
}

function pathsCall({ globs }: PathsQuery, index: number, { entries }: Limits): string {
  const needed = new Map<string, Passage['needs']>();
  // Whoever may read is asked for the right to search too, so each directory is visited once: a glob can mean thousands.
  for (const { glob, needs } of globs.flatMap(passagesOf)) if (needs === 'read' || !needed.has(glob)) needed.set(glob, needs);
  const passages = [...needed].map(([glob, needs]) => `pf_way ${needs} ${globWord(glob)}`);
  return [`pf_paths ${index} ${entries}`, ...passages, ...globs.map(glob => `pf_entries ${globWord(glob)}`), 'pf_listed'].join('\n');
}

const bytes = (wanted: number, most: number): number => Math.min(Math.max(0, Math.trunc(wanted)), most);

const seconds = (wanted: number): number => Math.max(1, Math.ceil(wanted));
