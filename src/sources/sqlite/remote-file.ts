import { posix } from 'node:path';
import type { Answer, Failure, FileBody, PathsBody } from '../../model/answer.ts';
import { file, paths, type Query } from '../../model/query.ts';
import type { Limits } from '../shell/limits.ts';
import { isWalHead, MAGIC, notThere } from './file.ts';

/** Asks a shell on another host. */
export type AskHost = (queries: readonly Query[], limits?: Partial<Limits>) => Promise<readonly Answer[]>;

export interface RemoteHost {
  /** As the operator calls it. */
  readonly name: string;
  readonly ask: AskHost;
}

const HEAD = 100;
const MOST_LINKS = 8;

/**
 * Looks at a database file on another host before it is opened there; gives its path without a symbolic link at the end, since SQLite
 * keeps its journals beside the file itself. One in WAL mode may be read only while some program has it open: otherwise SQLite would
 * make `-wal` and `-shm` beside it, also to read, and leave them.
 */
export async function inspectRemote(given: string, { name, ask }: RemoteHost): Promise<string | Failure> {
  const said = `${given} on ${name}`;
  let path = given;
  for (let links = 0; links <= MOST_LINKS; links++) {
    const [entry, head, journals] = await ask([
      paths(plain(path)),
      file(path, { keep: { head: HEAD, tail: 0 } }),
      paths(plain(`${path}-wal`), plain(`${path}-shm`)),
    ]);
    if (!entry || !head || !journals) return { status: 'failed', reason: `${said}: there was no answer` };
    if (head.status === 'absent') return notThere(said);
    if (head.status !== 'ok') return { ...head, reason: `${said}: ${head.reason}` };
    const problem = headProblem(textOf(head.body as FileBody), said);
    if (problem) return problem;
    if (entry.status !== 'ok') return entry.status === 'absent' ? notThere(said) : { ...entry, reason: `${said}: ${entry.reason}` };
    const link = (entry.body as PathsBody).entries[0]?.target;
    if (link !== undefined) path = posix.resolve(posix.dirname(path), link);
    else
      return journals.status === 'ok'
        ? readable(path, textOf(head.body as FileBody), (journals.body as PathsBody).entries.length, { said, name })
        : journals;
  }
  return { status: 'failed', reason: `${said} is a chain of more than ${MOST_LINKS} symbolic links` };
}

/** A glob that means this path alone. */
const plain = (path: string): string => path.replace(/[\\*?[\]]/g, '\\$&');

const textOf = ({ text, cut }: FileBody): string => cut?.head ?? text;

function headProblem(head: string, said: string): Failure | undefined {
  if (head === '')
    return {
      status: 'failed',
      reason: `${said} is empty (0 bytes), so it is no SQLite database: has something created it in place of the real one?`,
    };
  if (!head.startsWith(MAGIC)) return { status: 'failed', reason: `${said} is not an SQLite database: it does not begin as one` };
  return undefined;
}

function readable(path: string, head: string, journals: number, { said, name }: { readonly said: string; readonly name: string }): string | Failure {
  const isWal = isWalHead(head.charCodeAt(18), head.charCodeAt(19));
  if (journals === 2 || (journals === 0 && !isWal)) return path;
  return {
    status: 'failed',
    reason: `${said} is in WAL mode and no program has it open, so reading it there would leave ${path}-wal and ${path}-shm behind: start the service that owns it, or run preflight on ${name} itself, which reads a copy`,
  };
}
