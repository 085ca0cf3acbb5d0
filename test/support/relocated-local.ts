import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Answer, Source } from '../../src/model/answer.ts';
import { startLocal } from '../../src/sources/local.ts';
import { askShell } from '../../src/sources/shell/ask.ts';
import { limitsWith } from '../../src/sources/shell/limits.ts';

/** A host whose files lie in a temporary folder. */
export interface RelocatedHost extends Source {
  /** Runs lines as an operator pastes them, in a bash. Commands of the names given to `relocatedHost` do nothing. */
  paste(lines: string): void;
  /** Every file by its path on the host: its mode and its text. */
  files(): Readonly<Record<string, string>>;
}

/**
 * This machine, with these beginnings of paths in the folder: `/etc/cloud` there is `FOLDER/etc/cloud` here, for the script of the
 * collector and for what is pasted. Answers say the paths of the host. `idle` are programs that are there and do nothing.
 */
export function relocatedHost(folder: string, beginnings: readonly string[], idle: readonly string[]): RelocatedHost {
  const edits = beginnings.flatMap(beginning => ['-e', `s#${beginning}#${folder}${beginning}#g`]);
  const wrapper = program(folder, 'sh', `exec /bin/sh -s < <(exec sed -u ${edits.map(word => `'${word}'`).join(' ')})`);
  for (const name of idle) program(join(folder, 'bin'), name, 'exit 0');
  const here = (text: string): string => beginnings.reduce((all, one) => all.replaceAll(one, `${folder}${one}`), text);
  return {
    async ask(_, queries) {
      const options = { start: startLocal([wrapper]), limits: limitsWith(), where: 'a test', explain: () => failed };
      const said = await askShell(queries, options);
      return JSON.parse(JSON.stringify(said).replaceAll(folder, '')) as Answer[];
    },
    paste: lines =>
      void execFileSync('bash', ['-e', '-c', here(lines)], { env: { PATH: `${join(folder, 'bin')}:${process.env.PATH}` }, stdio: 'pipe' }),
    files: () =>
      Object.fromEntries(
        beginnings
          .map(beginning => beginning.split('/')[1]!)
          .filter((top, at, all) => all.indexOf(top) === at)
          .flatMap(top => filesBelow(join(folder, top)))
          .map(path => [path.slice(folder.length), `${(statSync(path).mode & 0o777).toString(8)} ${readFileSync(path, 'utf8')}`]),
      ),
  };
}

const failed = { status: 'failed', reason: 'the shell of the test ended' } as const;

function program(folder: string, name: string, script: string): string {
  const path = join(folder, name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(path, `#!/bin/bash\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
}

function filesBelow(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name))
      .sort();
  } catch {
    return [];
  }
}
