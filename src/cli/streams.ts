import { Foreseen } from '../model/foreseen.ts';

/** What a command writes to and knows of its surroundings; `process` is one. Results go to `stdout`, the rest to `stderr`. */
export interface Streams {
  readonly stdout: Output;
  readonly stderr: Output;
  /** The terminal to ask on, where there is one. */
  readonly stdin?: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly env: Readonly<Record<string, string | undefined>>;
}
interface Output {
  write(text: string): unknown;
  on?(event: 'error', listener: (error: NodeJS.ErrnoException) => void): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** The operator asked for something that cannot be: one sentence, exit code 3. */
export class UsageError extends Foreseen {}

const NARROWEST = 60;

/** Columns to fill: those of the terminal, or 80 where there is none. */
export const columnsOf = ({ stdout, env }: Streams): number => Math.max(stdout.columns ?? (Number(env.COLUMNS) || 80), NARROWEST);

/** Colour on a terminal, unless told otherwise: the flag first, then NO_COLOR and FORCE_COLOR. */
export function wantsColor({ stdout, env }: Streams, flag: boolean | undefined): boolean {
  if (flag !== undefined) return flag;
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR) return env.FORCE_COLOR !== '0';
  return stdout.isTTY === true && env.TERM !== 'dumb';
}
