import type { Answer, Failure } from '../../model/answer.ts';
import { describe, type Query } from '../../model/query.ts';
import { type RoundOptions, runRound } from './round.ts';
import { isShellQuery, type ShellQuery } from './script.ts';

export type AskOptions = Omit<RoundOptions, 'deadline'> & { readonly deadline?: number };

/** How often a host may be asked again after an answer that had to be cut off. */
const RESTARTS = 4;

/**
 * Answers all queries of one host, in their order, usually with one shell. Where one answer stalls or floods, that shell is
 * ended and another one takes up what is left, so that one bad answer costs only itself. Never throws.
 */
export async function askShell(queries: readonly Query[], options: AskOptions): Promise<readonly Answer[]> {
  const deadline = options.deadline ?? performance.now() + options.limits.hostSeconds * 1000;
  const answers = new Map<number, Answer>();
  let waiting = queries.flatMap((query, index) => {
    const refused = refusal(query);
    if (refused) answers.set(index, refused);
    return refused ? [] : [{ index, query: query as ShellQuery }];
  });
  for (let restarts = 0; waiting.length > 0; restarts++) {
    const asked = waiting;
    const round = await runRound(
      asked.map(({ query }) => query),
      { ...options, deadline },
    );
    for (const [at, answer] of round.answers) answers.set(asked[at]!.index, answer);
    const culprit = round.culprit === undefined ? undefined : asked[round.culprit];
    if (culprit && round.failure) answers.set(culprit.index, blame(culprit.query, round.failure));
    waiting = asked.filter(({ index }) => !answers.has(index));
    if (culprit && restarts < RESTARTS) continue;
    const rest = round.failure ?? { status: 'failed' as const, reason: `${options.where}: its answers do not make sense` };
    for (const { index } of waiting) answers.set(index, rest);
    break;
  }
  return queries.map((_, index) => answers.get(index)!);
}

const blame = (query: ShellQuery, { status, reason }: Failure): Failure => ({ status, reason: `${describe(query)}: ${reason}` });

/** What cannot be asked of a shell at all. */
function refusal(query: Query): Failure | undefined {
  if (!isShellQuery(query)) return { status: 'failed', reason: `a shell cannot answer this: ${describe(query)}` };
  const words = query.kind === 'file' ? [query.path] : query.kind === 'paths' ? query.globs : query.argv;
  return words.some(word => word.includes('\0')) ? { status: 'failed', reason: 'a name with a NUL byte in it, which no host can have' } : undefined;
}
