import { Foreseen } from './foreseen.ts';

/** What only the operator knows. A check declares it; the target file or `--input name=value` answers. */
export type Input<V = unknown> = {
  readonly name: string;
  /** Asked as a question or a noun phrase; shown by `explain`. */
  readonly title: string;
  /** Why the default is what it is. */
  readonly reason: string;
} & (
  | { readonly type: 'flag'; readonly default: boolean }
  | { readonly type: 'path' | 'text'; readonly default: string }
  | { readonly type: 'list'; readonly default: readonly string[] }
  | { readonly type: 'attestation'; readonly default: Attestation }
) & { readonly value?: V };

/**
 * A person's answer to a question that no machine can answer. `unanswered` until someone does, and again after the day `until`
 * (its end, UTC), by the time of the evidence. Days are ISO 8601.
 */
export interface Attestation {
  readonly answer: 'yes' | 'no' | 'unanswered';
  readonly by?: string;
  readonly on?: string;
  readonly until?: string;
  readonly note?: string;
}

export type InputValue = boolean | string | readonly string[] | Attestation;

/** Values by input name, complete: what the operator did not give has its default. */
export type Inputs = Readonly<Record<string, InputValue>>;

type Words<V> = { readonly title: string; readonly default: V; readonly reason: string };

/** Yes or no: `--input md5-clients=yes`. */
export const flag = (name: string, words: Words<boolean>): Input<boolean> => ({ name, type: 'flag', ...words });

/** A path, of a file on the host or beside the operator as the title says. Empty means not given. */
export const path = (name: string, words: Words<string>): Input<string> => ({ name, type: 'path', ...words });

/** Any text. Empty means not given. */
export const text = (name: string, words: Words<string>): Input<string> => ({ name, type: 'text', ...words });

/** Several words: `--input offline-hosts=kvm3,kvm7`. */
export const list = (name: string, words: Words<readonly string[]>): Input<readonly string[]> => ({ name, type: 'list', ...words });

/** A question for a person, answered under `answers:` of the target file with who, when and until when. */
export const attestation = (name: string, words: Omit<Words<Attestation>, 'default'>): Input<Attestation> => ({
  name,
  type: 'attestation',
  default: { answer: 'unanswered' },
  ...words,
});

const FLAGS: Readonly<Record<string, boolean>> = { yes: true, true: true, on: true, '1': true, no: false, false: false, off: false, '0': false };

/** Reads what an operator wrote. Throws a sentence that says what would be right. */
export function readInput(input: Input, given: unknown): InputValue {
  switch (input.type) {
    case 'flag': {
      const value = typeof given === 'boolean' ? given : FLAGS[String(given).toLowerCase()];
      if (value === undefined)
        throw new Foreseen(`Input ${input.name} is a flag: write ${input.name}=yes or ${input.name}=no, not ${JSON.stringify(given)}.`);
      return value;
    }
    case 'attestation':
      return readAttestation(input, given);
    case 'list': {
      const words = Array.isArray(given) ? given.map(String) : String(given).split(',');
      return words.map(word => word.trim()).filter(Boolean);
    }
    default:
      if (typeof given !== 'string')
        throw new Foreseen(`Input ${input.name} is a ${input.type}: write ${input.name}=VALUE, not ${JSON.stringify(given)}.`);
      return given;
  }
}

/** The target file has read it already; a plain word on the command line says neither who nor when. */
function readAttestation({ name }: Input, given: unknown): Attestation {
  if (typeof given === 'object' && given !== null && 'answer' in given) return given as Attestation;
  throw new Foreseen(`${name} asks a person: answer it in the target file, under answers:, with answer, by and on.`);
}
