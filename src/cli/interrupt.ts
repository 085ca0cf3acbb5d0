import type { Source } from '../model/answer.ts';

/**
 * Runs the body and closes the source whatever happens. The first Ctrl-C stops asking: what was learned so far is still reported,
 * and what was not asked is unknown. The second ends the process as usual.
 */
export async function interruptible<T>(source: Source, body: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const stop = (): void => {
    controller.abort();
    source.close?.().catch(() => {});
  };
  process.once('SIGINT', stop);
  try {
    return await body(controller.signal);
  } finally {
    process.removeListener('SIGINT', stop);
    await source.close?.().catch(() => {});
  }
}
