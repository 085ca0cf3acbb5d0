import { Foreseen } from '../model/foreseen.ts';
import { optionOf } from './option-file.ts';
import type { SecretRef } from './target.ts';

/** A file beside the operator, or half a sentence that says why not: `does not exist`. */
export type FileRead = { readonly text: string; readonly mode: number; readonly own: boolean } | { readonly problem: string };

/** What a secret may be kept in. */
export interface Keeping {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly readFile: (path: string) => Promise<FileRead>;
  /** Asks a person without echo; absent where there is no terminal. */
  readonly prompt?: (question: string) => Promise<string>;
}

/** The secret that a reference stands for. Throws one sentence, which names the place and never what is kept there. */
export async function resolveSecret(ref: SecretRef, keeping: Keeping): Promise<string> {
  if ('env' in ref) return fromEnv(ref.env, keeping);
  if ('prompt' in ref) return fromPrompt(ref.prompt, keeping);
  if ('file' in ref) return fromFile(ref.file, keeping);
  return fromOptionFile(ref.optionFile, ref.group ?? 'client', keeping);
}

function fromEnv(name: string, { env }: Keeping): string {
  const value = Object.hasOwn(env, name) ? env[name] : undefined;
  if (value === undefined) throw new Foreseen(`The environment variable ${name} is not set; the target file says that it holds a password.`);
  return plain(value, `The environment variable ${name}`);
}

async function fromPrompt(question: string, { prompt }: Keeping): Promise<string> {
  if (!prompt)
    throw new Foreseen(`There is no terminal to ask "${question}"; refer to the password with env, file or optionFile in the target file.`);
  return plain(await prompt(question), `The answer to "${question}"`);
}

async function fromFile(path: string, keeping: Keeping): Promise<string> {
  const text = await guarded(path, 'password file', keeping);
  return plain(text.replace(/\r?\n$/, ''), `The password file ${path}`);
}

async function fromOptionFile(path: string, group: string, keeping: Keeping): Promise<string> {
  const text = await guarded(path, 'option file', keeping);
  const value = optionOf(text, group, 'password');
  const included = /^\s*!include/m.test(text) ? ' (files that it includes are not read)' : '';
  if (value === undefined)
    throw new Foreseen(`The option file ${path} has no password in its group [${group}]${included}; write password=… there, or name another group.`);
  return plain(value, `The password in the group [${group}] of the option file ${path}`);
}

async function guarded(path: string, kind: string, { readFile }: Keeping): Promise<string> {
  const read = await readFile(path);
  if ('problem' in read) throw new Foreseen(`The ${kind} ${path} ${read.problem}.`);
  if (read.own && (read.mode & 0o077) !== 0) throw new Foreseen(`The ${kind} ${path} can be read by others; run: chmod 600 ${quoted(path)}`);
  return read.text;
}

/** As the shell needs it; `~/` must stay outside quotes to mean the home. */
const quoted = (path: string): string => (/^[A-Za-z0-9_./~-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`);

/** No password has a line break or a zero byte: those come from a wrong file. */
function plain(value: string, where: string): string {
  if (value === '') throw new Foreseen(`${where} is empty.`);
  if (/[\0\n\r]/.test(value)) throw new Foreseen(`${where} has several lines or a zero byte; a password is one line.`);
  return value;
}
