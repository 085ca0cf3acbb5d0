/** What cloudstack-sysvmadm says, which the guide has the operator keep in sysvm.log. */

export const KINDS = ['secondary storage', 'console proxy', 'routing'] as const;
export type Kind = (typeof KINDS)[number];

/** One part of a run: how many were to be restarted, and whether it said that it ended. */
export interface Part {
  readonly kind: Kind;
  readonly count: number;
  readonly line: number;
  readonly ended: boolean;
}

export interface LogLine {
  readonly line: number;
  readonly text: string;
}

/** The last run of a log. */
export interface RestartLog {
  readonly empty: boolean;
  readonly parts: readonly Part[];
  /** What only stands there after a failure. */
  readonly problems: readonly LogLine[];
}

const START = /^Stopping and starting (\d{1,7}) (?:(secondary storage|console proxy) vm|running (routing) vm)\(s\).*\.\.\.$/;
const END =
  /^(?:Done stopping and starting (secondary storage|console proxy) vm\(s\)|Done restarting (router)\(s\)|No running (secondary storage|console proxy) vms found)/;
/** A `2` alone is what the script prints where it could not submit the job of a router. */
const PROBLEM =
  /^ERROR: Failed|^ERROR \d{4} \(|^curl: \(\d+\)|illegal option --|command not found|^Usage:|nohup: failed|option requires an argument|^2$/;
const LONGEST = 200;

/**
 * Reads the last of the runs that the log holds. Lines that say an end are printed after failures too, and after an error of mysql
 * everything counts 0.
 *
 *     nohup: ignoring input
 *
 *     Stopping and starting 1 secondary storage vm(s)...
 *     Done stopping and starting secondary storage vm(s)
 *
 *     Stopping and starting 4 running routing vm(s)...
 *     Done restarting router(s).
 */
export function restartLog(text: string): RestartLog {
  const lines = text.split(/\r\n|\n|\r/).map((line, index): LogLine => ({ line: index + 1, text: line.trim() }));
  const own = lines.slice(firstOfLastRun(lines));
  return {
    empty: lines.every(({ text }) => text === ''),
    parts: own.flatMap(({ line, text }, index) => {
      const part = startOf(text);
      return part ? [{ ...part, line, ended: endsAfter(own.slice(index + 1), part) }] : [];
    }),
    problems: own.filter(({ text }) => PROBLEM.test(text)).map(({ line, text }) => ({ line, text: text.slice(0, LONGEST) })),
  };
}

/** A run begins after the last word of the one before: errors of mysql stand before the first count. */
function firstOfLastRun(lines: readonly LogLine[]): number {
  const starts = lines.map(({ text }) => startOf(text)?.kind);
  const last = lastStart(starts);
  return lines.slice(0, last).findLastIndex(({ text }) => startOf(text) !== undefined || END.test(text)) + 1;
}

/** The last run begins with secondary storage, or with routers where it was told to restart these alone. */
const lastStart = (starts: readonly (Kind | undefined)[]): number =>
  Math.max(starts.lastIndexOf(starts.includes('secondary storage') ? 'secondary storage' : 'routing'), 0);

function startOf(text: string): { readonly kind: Kind; readonly count: number } | undefined {
  const [, count, system, routing] = START.exec(text) ?? [];
  return count === undefined ? undefined : { kind: (system ?? routing) as Kind, count: Number(count) };
}

/** Where there is no router the script says nothing more. */
function endsAfter(rest: readonly LogLine[], { kind, count }: { readonly kind: Kind; readonly count: number }): boolean {
  if (kind === 'routing' && count === 0) return true;
  return rest.some(({ text }) => {
    const [, done, router, none] = END.exec(text) ?? [];
    return (router === undefined ? (done ?? none) : 'routing') === kind;
  });
}

/** What cloud.log, the script's own log, says of the last run. */
export interface CloudLog {
  readonly errors: readonly LogLine[];
  /** Routers that were restarted. */
  readonly routers: number;
}

/** Newer releases of the script begin each line of cloud.log with the time; those of 4.0 to 4.3 do not. */
const TIME = /^\[[\d.-]+\] /;

/**
 * Some failures are told here alone.
 *
 *     INFO: Starting secondary storage vm with id 3
 *     ERROR: Failed to start secondary storage vm with id 3
 *     [2026.11.21-01.10.11] INFO: Successfully restarted domainRouter with id 7; jobId 41
 */
export function cloudLog(text: string): CloudLog {
  const lines = text.split(/\r\n|\n|\r/).map((line, index) => {
    const said = line.trim();
    return { line: index + 1, text: said.slice(0, LONGEST), bare: said.replace(TIME, '') };
  });
  const own = lines.slice(lastStart(lines.map(({ bare }) => startOf(bare)?.kind)));
  const errors = own.filter(({ bare }, index) => /^ERROR: /.test(bare) && own.findIndex(one => one.bare === bare) === index);
  return {
    errors: errors.map(({ line, text }) => ({ line, text })),
    routers: own.filter(({ bare }) => /^INFO: Successfully restarted domainRouter /.test(bare)).length,
  };
}
