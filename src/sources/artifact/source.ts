import type { Answer, Source } from '../../model/answer.ts';
import type { Query } from '../../model/query.ts';

/** Answers `artifact` queries about files beside the operator, and no others. */
export const artifactSource = (): Source => ({ ask: (_, queries) => Promise.all(queries.map(answer)) });

async function answer(query: Query): Promise<Answer> {
  if (query.kind !== 'artifact') return { status: 'failed', reason: 'only release files can be looked at here' };
  const { inspectArtifact } = await import('./inspect.ts');
  return inspectArtifact(query);
}
