import type { Redacted } from '../../src/index.ts';

/** One line of a file, as it is there. */
export interface FileLine {
  readonly path: string;
  /** From 1. */
  readonly line: number;
  readonly text: string;
}

type Output = Redacted<{ readonly stdout: string; readonly stderr: string; readonly exit: number }>;

/**
 * What `grep -n` prints of several files. Undefined where none of the folders is there; throws where one of their files was not read.
 *
 *     /etc/apt/sources.list.d/cloudstack.list:1:deb http://cloudstack.apt-get.eu/ubuntu precise 4.2
 */
export function grepLines({ stdout, stderr, exit }: Output, folders: readonly string[]): FileLine[] | undefined {
  const problems = stderr.split('\n').filter(line => line.trim() !== '');
  const missing = problems.filter(line => line.endsWith(': No such file or directory'));
  const other = problems.find(line => !missing.includes(line));
  if (other !== undefined) throw new Error(other.slice(0, 200));
  if (exit > 1 && missing.length === 0) throw new Error(`grep ended with exit status ${exit}`);
  if (folders.every(folder => missing.some(line => line.includes(`: ${folder}: `)))) return undefined;
  return [...stdout.matchAll(/^(\/.+?\.(?:list|sources|repo)):(\d{1,9}):([^\n]*)$/gm)].map(([, path, line, text]) => ({
    path: path!,
    line: Number(line),
    text: text!.replace(/\r$/, ''),
  }));
}
