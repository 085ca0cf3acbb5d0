import type { Answer, Source } from '../../src/model/answer.ts';
import { keyOf, type Query } from '../../src/model/query.ts';

export interface MemorySource extends Source {
  /** `host query`, in the order asked. */
  readonly asked: string[];
}

/** A source that answers from a table by `host query-key` and remembers what it was asked. */
export function memorySource(answers: Readonly<Record<string, Answer>>): MemorySource {
  const asked: string[] = [];
  const answer = (host: string, query: Query): Answer => {
    const key = `${host} ${keyOf(query)}`;
    asked.push(key);
    return answers[key] ?? { status: 'absent', reason: 'is not there' };
  };
  return { asked, ask: async (host, queries) => queries.map(query => answer(host, query)) };
}
