import type { AnyCheck } from '../model/check.ts';
import { Foreseen } from '../model/foreseen.ts';
import { type Input, type Inputs, readInput } from '../model/input.ts';

/** Every input these checks declare, once, by name. */
export function declaredInputs(checks: readonly AnyCheck[]): Map<string, Input> {
  const all = checks.flatMap(({ inputs }) => Object.values(inputs ?? {}) as Input[]);
  return new Map(all.map(input => [input.name, input]));
}

/** What the operator gave, read and completed with the defaults. Throws a sentence for a name or a value that no check knows. */
export function completeInputs(checks: readonly AnyCheck[], given: Readonly<Record<string, unknown>>): Inputs {
  const declared = declaredInputs(checks);
  for (const name of Object.keys(given)) {
    if (!declared.has(name)) throw new Foreseen(`No check has an input ${name}. There are: ${[...declared.keys()].sort().join(', ') || 'none'}.`);
  }
  const values = [...declared].map(([name, input]) => [name, Object.hasOwn(given, name) ? readInput(input, given[name]) : input.default]);
  return Object.fromEntries(values);
}
