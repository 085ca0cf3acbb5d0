import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe } from 'vitest';
import type { Answer, CommandBody, FileBody, PathEntry, PathsBody } from '../../../src/model/answer.ts';
import type { CommandQuery, FileQuery, Keep, PathsQuery, Query } from '../../../src/model/query.ts';
import { startLocal } from '../../../src/sources/local.ts';
import { askShell } from '../../../src/sources/shell/ask.ts';
import { type Limits, limitsWith } from '../../../src/sources/shell/limits.ts';
import type { StartShell } from '../../../src/sources/shell/round.ts';

/** The shells that hosts have as `/bin/sh`. */
export const SHELLS: Readonly<Record<string, readonly string[]>> = {
  dash: ['dash', '-s'],
  bash: ['bash', '-s'],
  'bash as sh': ['bash', '--posix', '-s'],
  busybox: ['busybox', 'sh', '-s'],
};

/** The same tests in each shell. */
export const inEachShell = (tests: (argv: readonly string[]) => void): void => {
  for (const [name, argv] of Object.entries(SHELLS)) describe(name, () => tests(argv));
};

/** As a user who is nobody. */
export const asNobody = (argv: readonly string[]): string[] => ['setpriv', '--reuid=nobody', '--regid=nogroup', '--clear-groups', ...argv];

/** Asks one shell on this machine. `change` may alter the script on its way. */
export function ask(
  argv: readonly string[],
  queries: readonly Query[],
  limits: Partial<Limits> = {},
  change: (script: string) => string = text => text,
) {
  const start: StartShell = (text, listener) => startLocal(argv)(change(text), listener);
  const explain = (exit: number, { stderr }: { stderr: string }) => ({ status: 'failed' as const, reason: `exit ${exit}: ${stderr}` });
  return askShell(queries, { start, explain, limits: limitsWith(limits), where: 'here' });
}

// Not by `command()`: the tests need programs that are not allowed otherwise.
export const run = (...argv: string[]): CommandQuery => ({ kind: 'command', argv });
export const read = (path: string, keep?: Keep): FileQuery => ({ kind: 'file', path, ...(keep && { keep }) });
export const list = (...globs: string[]): PathsQuery => ({ kind: 'paths', globs });

const body = (answer: Answer | undefined): unknown => {
  if (answer?.status !== 'ok') throw new Error(`no answer: ${JSON.stringify(answer)}`);
  return answer.body;
};
export const fileOf = (answer: Answer | undefined): FileBody => body(answer) as FileBody;
export const commandOf = (answer: Answer | undefined): CommandBody => body(answer) as CommandBody;
export const entriesOf = (answer: Answer | undefined): readonly PathEntry[] => (body(answer) as PathsBody).entries;

/** Writes files below a folder, with the folders that they need. */
export function write(folder: string, files: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
}
