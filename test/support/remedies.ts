import { platforms } from '../../checks/index.ts';
import { run } from '../../src/engine/run.ts';
import { remedyOf } from '../../src/engine/words.ts';
import type { Answer, Bodies, Source } from '../../src/model/answer.ts';
import type { AnyCheck } from '../../src/model/check.ts';
import type { Phase } from '../../src/model/phase.ts';
import { keyOf, type Query } from '../../src/model/query.ts';
import type { Remedy, Snippet } from '../../src/model/remedy.ts';
import type { Result } from '../../src/model/report.ts';

/** Where a check looks, and on which path. */
export interface Situation {
  readonly from: string;
  readonly to: string;
  readonly phase: Phase;
  readonly hosts: Readonly<Record<string, readonly string[]>>;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly source: Source;
}

/** One check, through the whole line: a real source, redaction, parser, judge. */
export async function judgeIn(check: AnyCheck, { source, hosts, inputs = {}, ...rest }: Situation): Promise<Result> {
  const report = await run({
    platform: platforms.find(({ id }) => id === check.applies.platform)!,
    checks: [check],
    allChecks: [check],
    now: { source, hosts },
    inputs,
    threshold: 'advice',
    evidence: { kind: 'installation', name: 'a test' },
    time: new Date().toISOString(),
    toolVersion: '0.0.0',
    ...rest,
  });
  const [result] = report.results;
  if (!result) throw new Error(`${check.id} does not apply here: ${report.excluded[0]?.reason}`);
  return result;
}

/** Answers what this table has, by `keyOf` the query; the other source everything else. */
export const before = (answers: ReadonlyMap<string, Bodies[keyof Bodies]>, other: Source): Source => ({
  async ask(host, queries) {
    const rest = queries.filter(query => !answers.has(keyOf(query)));
    const asked = rest.length === 0 ? [] : await other.ask(host, rest);
    const at = new Date().toISOString();
    return queries.map((query): Answer => {
      const body = answers.get(keyOf(query));
      return body ? { status: 'ok', at, body } : asked[rest.indexOf(query)]!;
    });
  },
});

/** Nothing of what it is asked is there. */
export const nothing: Source = { ask: async (_, queries) => queries.map(() => ({ status: 'absent', reason: 'is not there' })) };

/** A table of answers for `before`. */
export const answers = (...all: readonly (readonly [Query, Bodies[keyof Bodies]])[]): ReadonlyMap<string, Bodies[keyof Bodies]> =>
  new Map(all.map(([query, body]) => [keyOf(query), body]));

const LANGUAGES = ['sql', 'sh'] as const;

/**
 * Every remedy that a check can give, by message, with some data in the place of each placeholder. Where the words of a remedy
 * depend on the data, one of them stands for all.
 */
export function remediesOf(check: AnyCheck): { readonly message: string; readonly commands: readonly Snippet[] }[] {
  const data = new Proxy({}, { get: (_, key) => (key === 'toString' || typeof key === 'symbol' ? undefined : '1'), has: () => true });
  return Object.keys(check.messages).map(message => {
    const remedy = remedyOf(check, { message, data, host: 'h', path: '/x', object: 'x', line: 1 }) as Remedy | undefined;
    return { message, commands: (remedy?.commands ?? []).filter(({ language }) => (LANGUAGES as readonly string[]).includes(language)) };
  });
}
