import { dirname, isAbsolute, join } from 'node:path';
import type { Rule } from './fields.ts';

/** Makes a path of the target file one that begins at the working directory. */
export type Beside = (path: string) => string;

/** Relative paths begin at the folder of the target file, so that it means the same from wherever preflight is started. */
export const besideFile =
  (fileName: string): Beside =>
  path =>
    isAbsolute(path) || path.startsWith('~/') ? path : join(dirname(fileName), path);

/** As in the manifest of a snapshot. */
export const HOST_NAME: Rule = {
  pattern: /^[A-Za-z0-9][A-Za-z0-9._:-]{0,252}$/,
  says: 'a host name: letters, digits, dots, colons, hyphens and underscores, with a letter or digit first',
};
/** A host name, an address of version 4 or 6, or a name of ssh_config. */
export const ADDRESS: Rule = {
  pattern: /^(?:[A-Za-z0-9_][A-Za-z0-9._-]{0,252}|(?=(?:[^:]*:){2})[0-9A-Fa-f:.]{2,45}(?:%[A-Za-z0-9._-]{1,15})?)$/,
  says: 'a host name or an address, without user and port',
};
export const USER: Rule = { pattern: /^[A-Za-z0-9_][A-Za-z0-9_.@\\-]{0,127}\$?$/, says: 'a user name and nothing else' };
export const VERSION: Rule = { pattern: /^[0-9A-Za-z][0-9A-Za-z.+-]{0,60}$/, says: 'a version such as 4.19.1.0', numbers: true };
export const VARIABLE: Rule = { pattern: /^[A-Za-z_][A-Za-z0-9_]{0,127}$/, says: 'the name of an environment variable, without $' };
export const QUESTION: Rule = { pattern: /^[^\p{Cc}]{1,200}$/u, says: 'a question of at most 200 characters' };
export const LINE: Rule = { pattern: /^[^\p{Cc}]{1,1000}$/u, says: 'a text on one line' };
/** Of a file beside the operator. */
export const BESIDE: Rule = { pattern: /^[^\p{Cc}]{1,1000}$/u, says: 'the path of a file' };
export const ON_HOST: Rule = { pattern: /^\/[^\p{Cc}]{1,1000}$/u, says: 'the path of a file on the host, which begins with /' };
export const SCHEMA: Rule = { pattern: /^[A-Za-z0-9_$-]{1,64}$/, says: 'the name of a database, such as cloud' };
const HOP = String.raw`(?:[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}@)?(?:[A-Za-z0-9_][A-Za-z0-9_.-]{0,252}|\[[0-9A-Fa-f:.]{2,45}\])(?::\d{1,5})?`;
export const JUMP: Rule = {
  pattern: new RegExp(`^(?=.{1,1000}$)${HOP}(?:,${HOP})*$`),
  says: 'jump hosts as for ssh -J: user@host:port, several with commas between, and no password',
};
