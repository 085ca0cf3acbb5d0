import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import ts from 'typescript';

/** The command as a process of its own, for signals, limits and what is left behind. */
export interface Cli {
  /** Where the build lies: `src/cli.js`, `src/snapshot/place.js` … */
  readonly folder: string;
  /** Starts it. `limits` are words of the shell before it, such as `ulimit -f 8`. */
  start(args: readonly string[], options?: { readonly limits?: string; readonly cwd?: string }): Running;
  /** Removes the build. */
  remove(): void;
}

export interface Running {
  readonly child: ChildProcess;
  out(): string;
  err(): string;
  /** Waits until standard error has said this. Throws where the process ends before. */
  said(what: string | RegExp): Promise<void>;
  readonly ended: Promise<{ readonly exit: number | null; readonly signal: NodeJS.Signals | null }>;
}

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2023,
  module: ts.ModuleKind.ESNext,
  verbatimModuleSyntax: true,
  rewriteRelativeImportExtensions: true,
};

/** Compiles the product as it lies here, into a folder of its own: a build that somebody made earlier may be of another day. */
export function buildCli(): Cli {
  const folder = mkdtempSync(join(tmpdir(), 'preflight-build-'));
  for (const path of [...sourcesOf('src'), ...sourcesOf('checks')]) compile(path, folder);
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
  const cli = join(folder, 'src/cli.js');
  return {
    folder,
    start: (args, { limits = ':', cwd = folder } = {}) =>
      watched(spawn('/bin/bash', ['-c', `${limits}; exec "$@"`, 'bash', process.execPath, cli, ...args], { cwd, stdio: ['ignore', 'pipe', 'pipe'] })),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

const sourcesOf = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name));

function compile(path: string, folder: string): void {
  const place = join(folder, path);
  mkdirSync(dirname(place), { recursive: true });
  if (!path.endsWith('.ts')) copyFileSync(path, place);
  else
    writeFileSync(
      place.replace(/ts$/, 'js'),
      ts.transpileModule(readFileSync(path, 'utf8'), { compilerOptions: OPTIONS, fileName: path }).outputText,
    );
}

function watched(child: ChildProcess): Running {
  const text = { out: '', err: '' };
  child.stdout!.on('data', chunk => (text.out += chunk));
  child.stderr!.on('data', chunk => (text.err += chunk));
  const ended = once(child, 'close').then(([exit, signal]) => ({ exit, signal }));
  const said = async (what: string | RegExp): Promise<void> => {
    while (!(typeof what === 'string' ? text.err.includes(what) : what.test(text.err))) {
      if (child.exitCode !== null || child.signalCode !== null) throw new Error(`it ended before it said ${what}: ${text.err}`);
      await new Promise(go => setTimeout(go, 20));
    }
  };
  return { child, out: () => text.out, err: () => text.err, said, ended };
}
