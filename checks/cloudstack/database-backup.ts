import { type Attempt, type Found, inRange, type OnHost, type Outcome, undecided } from '../../src/index.ts';
import { answered, unanswered } from './attempts.ts';
import { type BackupQuestion, judgeContent, type Place, WHY } from './database-backup-content.ts';
import type { backupMessages } from './database-backup-words.ts';
import type { Dump, DumpFile, Schema } from './facts/backups.ts';
import type { DumpLines } from './facts/dump-lines.ts';
import type { ManagementServer } from './facts/mshosts.ts';
import { millisOf, sayAge } from './facts/times.ts';

/** How a dump is judged, for both databases. */

type Hosts<T> = readonly OnHost<Attempt<T>>[];

export interface BackupEvidence {
  readonly dumpOnDatabase: Hosts<Dump>;
  readonly dumpOnManagement: Hosts<Dump>;
  readonly filesOnDatabase: Hosts<readonly DumpFile[]>;
  readonly filesOnManagement: Hosts<readonly DumpFile[]>;
  readonly linesOnDatabase: Hosts<ReadonlyMap<string, DumpLines>>;
  readonly linesOnManagement: Hosts<ReadonlyMap<string, DumpLines>>;
  readonly servers: Attempt<readonly ManagementServer[]>;
  readonly names: Hosts<Readonly<Record<Schema, string>>>;
}

const DAY = 86_400;
/** Clocks of hosts differ a little. */
const SKEW = 120;
/** Targets whose upgrade calls stored procedures. */
const WITH_ROUTINES = '>=4.9.2';
/** The tables of cloud alone, without a row, take several hundred kilobytes. */
const SMALLEST: Readonly<Record<Schema, number>> = { cloud: 100 * 1024, cloud_usage: 1024 };

/** One good dump is enough: then nothing is said of the others. */
export function judgeBackup(evidence: BackupEvidence, found: Found<typeof backupMessages>, question: BackupQuestion): Outcome[] {
  const { schema } = question;
  const database = answered(evidence.names)[0]?.value[schema] ?? schema;
  const asked = [...evidence.dumpOnDatabase, ...evidence.dumpOnManagement];
  const files = [...answered(evidence.filesOnDatabase), ...answered(evidence.filesOnManagement)].flatMap(({ host, value }) =>
    value.map(one => ({ ...one, host })),
  );
  const dumps = answered(asked).map(({ host, value }) => {
    const own = files.find(one => one.host === host && one.path === value.path);
    const place = { host, object: `dump ${value.path}`, path: value.path };
    const lines = linesOf(host, value.path);
    return {
      bad: judgeContent(value, place, lines, { found, question, database }),
      more: own ? judgeFile(own, value, place, lines) : [undecided(`size and age of ${value.path} are not known`, host)],
    };
  });
  const good = dumps.find(({ bad, more }) => bad.length === 0 && more.every(isMild));
  if (good) return good.more;
  return [...dumps.flatMap(({ bad, more }) => (bad.length > 0 ? bad : more)), ...elsewhere(), ...(dumps.length === 0 ? nowhere() : [])];

  /** Undefined where no more than the two ends of the file could be read. */
  function linesOf(host: string, path: string): DumpLines | undefined {
    const own = [...answered(evidence.linesOnDatabase), ...answered(evidence.linesOnManagement)].filter(one => one.host === host);
    return own.map(({ value }) => value.get(path)).find(lines => lines !== undefined);
  }

  function judgeFile(own: DumpFile, dump: Dump, at: Place, lines: DumpLines | undefined): Outcome[] {
    const { path, size, mode, mtime } = own;
    const hidden = (dump.is === 'compressed' && !lines) || dump.is === 'compact';
    return [
      ...judgeAge(own, at),
      ...(dump.is === 'uncommented' ? [found.uncommented({ path }, at)] : []),
      ...(isOpen(own) ? [found.worldReadable({ path, mode }, at)] : []),
      ...(size < SMALLEST[schema] && dump.is !== 'compressed' ? [found.small({ path, size, database }, at)] : []),
      ...judgeRoutines(lines, at),
      hidden ? found.tested({ path, why: WHY[dump.is](dump) }, at) : found.complete({ path, size, mtime, routines: sayRoutines(lines) }, at),
    ];
  }

  function judgeRoutines(lines: DumpLines | undefined, at: Place): Outcome[] {
    const { to } = question;
    if (!lines || lines.hasRoutines || !to || !inRange(to, WITH_ROUTINES)) return [];
    return [found.withoutRoutines({ path: at.path, database, version: to.text }, at)];
  }

  function judgeAge({ path, age, mtime }: DumpFile, at: { readonly host: string; readonly object: string }): Outcome[] {
    const stop = lastHeartbeat();
    const before = stop !== undefined && (millisOf(mtime) ?? 0) < (millisOf(stop) ?? 0) - SKEW * 1000;
    if (age > DAY && (before || stop === undefined)) return [found.old({ path, age: sayAge(age) }, at)];
    // With the new packages a heartbeat may be that of the first start.
    return before && question.phase === 'stopped' ? [found.beforeStop({ path, mtime, stop: `${stop} UTC` }, at)] : [];
  }

  function lastHeartbeat(): string | undefined {
    const servers = 'value' in evidence.servers ? evidence.servers.value : [];
    return servers
      .flatMap(({ lastUpdate }) => (millisOf(lastUpdate) === undefined ? [] : [lastUpdate!]))
      .sort()
      .at(-1);
  }

  /** Files that look like dumps by their name and were not read: the first name that is there decides. */
  function elsewhere(): Outcome[] {
    const read = answered(asked).map(({ host, value }) => `${host} ${value.path}`);
    const others = files.filter(({ host, path }) => !read.includes(`${host} ${path}`));
    return others.map(({ host, path }) =>
      undecided(`${path} looks like a dump by its name and was not read: name it with --input ${question.input}=${path}`, host),
    );
  }

  function nowhere(): Outcome[] {
    const lost = unanswered(asked.filter(({ value }) => !('value' in value) && value.status !== 'absent'));
    if (lost.length > 0) return lost;
    const hosts = [...new Set(asked.map(({ host }) => host))].join(', ');
    const named = files.length > 0 && !question.given;
    return named ? [] : [found.missing({ database, paths: question.paths.join(', '), hosts }, { object: `dump of ${database}` })];
  }
}

const sayRoutines = (lines: DumpLines | undefined): string =>
  lines ? `It has ${lines.hasRoutines ? 'the' : 'no'} stored procedures` : 'Its ends do not show whether it has the stored procedures';

/** The home of root is closed, whatever the mode of a file in it. */
const isOpen = ({ path, mode }: DumpFile): boolean => (Number.parseInt(mode, 8) & 0o004) !== 0 && !path.startsWith('/root/');

/** Whether a good dump may have it: no failure above a warning, and nothing undecided. */
const isMild = (outcome: Outcome): boolean => 'message' in outcome && outcome.message !== 'old';
