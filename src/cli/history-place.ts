import { join } from 'node:path';
import type { Report } from '../model/report.ts';
import { printable } from '../reporters/printable.ts';
import type { Streams } from './streams.ts';

/**
 * Where the history is: `PREFLIGHT_HISTORY`, or `preflight/history.db` in the state directory of the user. Undefined where the
 * user wants none (`PREFLIGHT_HISTORY=off`), where there is no home, and in CI, whose home is gone after the job.
 */
export function historyPlace({ env }: Streams): string | undefined {
  const { PREFLIGHT_HISTORY: named, XDG_STATE_HOME: state, HOME: home, CI: ci } = env;
  if (named !== undefined && named !== '') return named === 'off' ? undefined : named;
  if (ci) return undefined;
  if (state?.startsWith('/')) return join(state, 'preflight/history.db');
  return home ? join(home, '.local/state/preflight/history.db') : undefined;
}

/** Records a run. Whatever is wrong with the history is told in one line, and costs nothing else. */
export async function remember(report: Report, { history = true }: { readonly history?: boolean }, streams: Streams): Promise<void> {
  const place = history ? historyPlace(streams) : undefined;
  if (place === undefined) return;
  try {
    const { openHistory } = await import('../history/store.ts');
    const store = await openHistory(place);
    try {
      store.record(report, new Date().toISOString());
    } finally {
      store.close();
    }
  } catch (error) {
    streams.stderr.write(`This run is not in the history. ${printable((error as Error).message)} To do without: --no-history\n`);
  }
}
