import { UsageError } from './streams.ts';

/** Reads `--input name=value`. What a value may be is the business of the check that declares it. */
export function readInputs(given: readonly string[]): Record<string, string> {
  return Object.fromEntries(given.map(readInput));
}

function readInput(one: string): [string, string] {
  const at = one.indexOf('=');
  if (at < 1) throw new UsageError(`--input ${one} has no value. Write --input name=value, such as --input md5-clients=yes`);
  return [one.slice(0, at), one.slice(at + 1)];
}
