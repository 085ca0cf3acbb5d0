import type { AnyCheck } from '../model/check.ts';
import { Foreseen } from '../model/foreseen.ts';
import { type Input, type Inputs, type InputValue, readInput } from '../model/input.ts';
import { isExpired } from './waivers.ts';

/** Every input these checks declare, once, by name. */
export function declaredInputs(checks: readonly AnyCheck[]): Map<string, Input> {
  const all = checks.flatMap(({ inputs }) => Object.values(inputs ?? {}) as Input[]);
  return new Map(all.map(input => [input.name, input]));
}

/**
 * What the operator gave, read and completed with the defaults. Throws a sentence for a name or a value that no check knows.
 * `time` is that of the evidence: an answer whose last day was before it counts no more.
 */
export function completeInputs(checks: readonly AnyCheck[], given: Readonly<Record<string, unknown>>, time?: string): Inputs {
  const declared = declaredInputs(checks);
  for (const name of Object.keys(given)) {
    if (!declared.has(name)) throw new Foreseen(`No check has an input ${name}. There are: ${[...declared.keys()].sort().join(', ') || 'none'}.`);
  }
  const values = [...declared].map(([name, input]) => [
    name,
    Object.hasOwn(given, name) ? stillGood(readInput(input, given[name]), time) : input.default,
  ]);
  return Object.fromEntries(values);
}

/** An answer of a person for a time that is over is no answer; who gave it, and until when, is still told. */
function stillGood(value: InputValue, time: string | undefined): InputValue {
  if (typeof value !== 'object' || !('answer' in value) || value.until === undefined || time === undefined) return value;
  return isExpired({ until: value.until }, time) ? { ...value, answer: 'unanswered' } : value;
}
