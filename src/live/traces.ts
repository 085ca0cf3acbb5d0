import type { Answer, Failure, Source } from '../model/answer.ts';
import { traceOf } from '../model/commands.ts';
import type { Query } from '../model/query.ts';

/** The same source without the questions that leave a trace on a host: they are answered with why they were not asked. */
export const withoutTraces = <S extends Source>(source: S): S => ({ ...source, ask: (host, queries) => askRest(source, host, queries) });

async function askRest(source: Source, host: string, queries: readonly Query[]): Promise<readonly Answer[]> {
  const refused = queries.map(refusalOf);
  const asked = queries.filter((_, index) => refused[index] === undefined);
  const answers = asked.length > 0 ? await source.ask(host, asked) : [];
  let next = 0;
  return refused.map(refusal => refusal ?? answers[next++] ?? { status: 'failed', reason: 'the source gave no answer' });
}

function refusalOf(query: Query): Failure | undefined {
  const trace = query.kind === 'command' ? traceOf(query.argv) : undefined;
  return trace === undefined
    ? undefined
    : { status: 'denied', reason: `was not run, because it leaves a trace on the host: ${trace}; allow it with --allow-traces` };
}
