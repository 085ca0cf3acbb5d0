import type { Answer, Failure } from '../model/answer.ts';
import type { Kind, Query, QueryOf } from '../model/query.ts';

/** Asks the queries of one kind, and says of the others that this host is not reached in a way that could answer them. Keeps the order. */
export async function askOnly<K extends Kind>(
  kind: K,
  queries: readonly Query[],
  ask: (queries: readonly QueryOf<K>[]) => Promise<readonly Answer[]>,
): Promise<readonly Answer[]> {
  const mine = queries.filter((query): query is QueryOf<K> => query.kind === kind);
  const answers = mine.length > 0 ? [...(await ask(mine))] : [];
  return queries.map(query => (query.kind === kind ? (answers.shift() ?? NO_ANSWER) : otherKind(query.kind, kind)));
}

const NO_ANSWER: Failure = { status: 'failed', reason: 'there was no answer' };

const WORDS: Readonly<Record<Kind, string>> = {
  file: 'files',
  paths: 'files',
  command: 'commands',
  table: 'tables',
  http: 'its API',
  artifact: 'release files',
};

const otherKind = (asked: Kind, reached: Kind): Failure => ({
  status: 'failed',
  reason: `this host is reached for ${WORDS[reached]} only, not for ${WORDS[asked]}; name a host with this role that is reached by ssh`,
});
