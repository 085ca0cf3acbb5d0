import { type Attempt, type OnHost, type Outcome, undecided } from '../../src/index.ts';

/** The hosts that answered, with their values. */
export const answered = <T>(all: readonly OnHost<Attempt<T>>[]): OnHost<T>[] =>
  all.flatMap(({ host, value }) => ('value' in value ? [{ host, value: value.value }] : []));

/** The value of one host; undefined where it did not answer, which is an unknown already. */
export const valueOn = <T>(all: readonly OnHost<T>[], host: string): T | undefined => all.find(one => one.host === host)?.value;

/** Why the others did not, once per host and reason. */
export function unanswered(...lists: readonly (readonly OnHost<Attempt<unknown>>[])[]): Outcome[] {
  const said = new Map<string, Outcome>();
  for (const { host, value } of lists.flat()) if (!('value' in value)) said.set(`${host} ${value.reason}`, undecided(value.reason, host));
  return [...said.values()];
}
