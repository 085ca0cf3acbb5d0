import type { Failure } from '../../model/answer.ts';
import { readUpTo, withFile } from './file.ts';
import type { FileIdentity } from './hash-worker.js';

/** The artifact itself. `problem` says why it is no release, whatever its companions say. */
export interface Subject {
  readonly identity: FileIdentity;
  readonly isFile: boolean;
  readonly problem?: string;
}

const ENOUGH = 1024;

/** Whether there is such a file, and whether its first bytes are those of a release. */
export const lookAt = (path: string): Promise<Subject | Failure> =>
  withFile<Subject | Failure>(path, async (file, stat) => {
    const { size, mtimeMs, ino } = stat;
    const identity = { size, mtimeMs, ino };
    if (!stat.isFile())
      return { identity: { ...identity, size: 0 }, isFile: false, problem: stat.isDirectory() ? 'it is a folder' : 'it is not a file' };
    if (size === 0) return { identity, isFile: true, problem: 'it is empty' };
    const problem = webPage(path, (await readUpTo(file, ENOUGH)).toString('latin1'));
    return { identity, isFile: true, ...(problem && { problem }) };
  });

/** A server that does not have the file often sends a page (or, object stores, an XML document) that says so. */
const webPage = (path: string, head: string): string | undefined =>
  /^(?:\xEF\xBB\xBF)?\s*<[!?a-z]/i.test(head) && !/\.(?:html?|xhtml|xml|svg|pom)$/i.test(path) ? 'it is a web page and not a release' : undefined;
