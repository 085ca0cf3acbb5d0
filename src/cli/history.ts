import { openHistory, type RunLine } from '../history/store.ts';
import { Foreseen } from '../model/foreseen.ts';
import { printable } from '../reporters/printable.ts';
import { validateReport } from '../schemas/validate.ts';
import { historyPlace } from './history-place.ts';
import { emit, type ReportFlags, reportTargets } from './reports.ts';
import { type Streams, UsageError } from './streams.ts';

const PLACE_UNKNOWN = 'There is no history here: PREFLIGHT_HISTORY is off, or neither XDG_STATE_HOME nor HOME is set, or this is CI.';

async function withHistory<T>(streams: Streams, use: (history: Awaited<ReturnType<typeof openHistory>>) => T): Promise<T> {
  const place = historyPlace(streams);
  if (place === undefined) throw new Foreseen(PLACE_UNKNOWN);
  const history = await openHistory(place);
  try {
    return use(history);
  } finally {
    history.close();
  }
}

/** `preflight history`: the runs of this user, the newest first. */
export async function historyList({ target, most }: { readonly target?: string; readonly most: string }, streams: Streams): Promise<number> {
  const limit = /^\d{1,4}$/.test(most) ? Number(most) : undefined;
  if (limit === undefined) throw new UsageError(`--most must be a whole number, not ${printable(most)}.`);
  const runs = await withHistory(streams, history => history.list({ most: limit, ...(target !== undefined && { target }) }));
  streams.stdout.write(runs.length === 0 ? 'No runs are recorded.\n' : `${[HEAD, ...runs.map(runLine)].join('\n')}\n`);
  return 0;
}

const HEAD = '  run  evidence of           verdict  findings  unknown  target';

/** A damaged database may have anything in any column. */
const runLine = ({ id, time, verdict, findings, unknown, target, platform, phase, from, to }: RunLine): string =>
  printable(
    [
      String(id).padStart(5),
      ` ${String(time).slice(0, 19).replace('T', ' ')}  `,
      String(verdict).padEnd(8),
      String(findings).padStart(8),
      ` ${String(unknown).padStart(7)} `,
      ` ${target} (${platform} ${from ?? '?'} → ${to ?? '?'}, ${phase})`,
    ].join(' '),
  );

/** `preflight history show N`: the report of a run, in any format. */
export async function historyShow(run: string, flags: ReportFlags, streams: Streams): Promise<number> {
  const targets = reportTargets(flags);
  const id = idOf(run);
  const report = await withHistory(streams, history => history.report(id));
  if (!report) throw new Foreseen(`The history has no run ${id}. See them with: preflight history`);
  const problem = validateReport(report);
  if (problem !== undefined) throw new Foreseen(`Run ${id} of the history is damaged: ${problem}.`);
  await emit(report, targets, flags, streams);
  return 0;
}

/** `preflight history forget N…` or `--all`. */
export async function historyForget(runs: readonly string[], { all }: { readonly all?: boolean }, streams: Streams): Promise<number> {
  if (!all && runs.length === 0) throw new UsageError('Which runs? Name them, such as preflight history forget 12, or give --all.');
  if (all && runs.length > 0) throw new UsageError('Give the numbers of runs, or --all, not both.');
  const gone = await withHistory(streams, history => history.forget(all ? 'all' : runs.map(idOf)));
  streams.stdout.write(`${gone} forgotten.\n`);
  return 0;
}

function idOf(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new UsageError(`A run is a number, as preflight history lists it, not ${printable(text)}.`);
  return Number(text);
}
