import { chmod, mkdir, open, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { Database } from 'better-sqlite3';
import { Foreseen } from '../model/foreseen.ts';
import type { Report } from '../model/report.ts';

/** One recorded run, without its report. */
export interface RunLine {
  readonly id: number;
  /** When it ran, ISO 8601; `time` is when its evidence was taken. */
  readonly at: string;
  readonly time: string;
  readonly target: string;
  readonly platform: string;
  readonly phase: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly verdict: Report['verdict'];
  /** Findings that are no notes. */
  readonly findings: number;
  readonly unknown: number;
}

export interface History {
  record(report: Report, at: string): void;
  /** The newest first. */
  list(options: { readonly target?: string; readonly most: number }): RunLine[];
  /** Undefined where there is no such run. */
  report(id: number): Report | undefined;
  /** How many were there. */
  forget(ids: readonly number[] | 'all'): number;
  close(): void;
}

/** Older runs are dropped when a new one is recorded. */
const MOST_RUNS = 500;
const FORMAT = 1;
const WAIT_MILLISECONDS = 1000;
/** A report of ten thousand findings is about 10 MB; a damaged database shall not fill the memory. */
const LARGEST_REPORT = 256 * 1024 * 1024;

const TABLE = `create table if not exists run (
  id integer primary key autoincrement, at text not null, time text not null, target text not null, platform text not null,
  phase text not null, from_version text, to_version text, verdict text not null, findings integer not null, unknown integer not null,
  report blob not null)`;

/**
 * The history of runs, an SQLite file that only its owner can read: reports name hosts. Throws a sentence where it cannot be opened:
 * that must never cost a scan.
 */
export async function openHistory(path: string): Promise<History> {
  try {
    await createFile(path);
    const database = await openDatabase(path);
    return historyIn(database, path);
  } catch (error) {
    throw new Foreseen(`The history ${path} cannot be used: ${(error as Error).message}.`);
  }
}

/** Nothing is opened that is there and no file: a pipe would wait for ever, and a device is no place for a mode of ours. */
async function createFile(path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const there = await stat(path).catch(() => undefined);
  if (there === undefined) return (await open(path, 'a', 0o600)).close();
  if (!there.isFile()) throw new Error('it is not a regular file');
}

async function openDatabase(path: string): Promise<Database> {
  const { default: Driver } = await import('better-sqlite3');
  const database = new Driver(path, { timeout: WAIT_MILLISECONDS });
  try {
    assertOurs(database);
    await chmod(path, 0o600);
    database.exec(TABLE);
    database.pragma(`user_version = ${FORMAT}`);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** The operator may have named a database of another program, which stays as it is. */
function assertOurs(database: Database): void {
  const format = database.pragma('user_version', { simple: true }) as number;
  if (format > FORMAT) throw new Error(`it was written by a newer preflight (format ${format}), or by another program`);
  const tables = database.prepare("select name from sqlite_master where type = 'table' and name not like 'sqlite~_%' escape '~'").pluck().all();
  if (tables.some(name => name !== 'run')) throw new Error('it is a database of another program');
}

const COLUMNS = 'id, at, time, target, platform, phase, from_version as "from", to_version as "to", verdict, findings, unknown';

function historyIn(database: Database, path: string): History {
  const told = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      throw new Foreseen(`The history ${path} cannot be used: ${(error as Error).message}.`);
    }
  };
  return {
    record: (report, at) => told(() => database.transaction(() => insert(database, report, at)).immediate()),
    list: ({ target, most }) =>
      told(() =>
        database
          .prepare(`select ${COLUMNS} from run where ? is null or target = ? order by id desc limit ?`)
          .all(target ?? null, target ?? null, most),
      ) as RunLine[],
    report: id => told(() => unpack(database.prepare('select report from run where id = ?').pluck().get(id))),
    forget: ids => told(() => (ids === 'all' ? database.prepare('delete from run').run().changes : forgetEach(database, ids))),
    close: () => database.close(),
  };
}

function insert(database: Database, report: Report, at: string): void {
  const { time, evidence, platform, phase, from = null, to = null, verdict, coverage } = report;
  const findings = report.results.flatMap(result => result.findings).filter(({ severity }) => severity !== 'note').length;
  const blob = gzipSync(JSON.stringify(report));
  database
    .prepare(
      'insert into run (at, time, target, platform, phase, from_version, to_version, verdict, findings, unknown, report) values (?,?,?,?,?,?,?,?,?,?,?)',
    )
    .run(at, time, evidence.name, platform.id, phase, from, to, verdict, findings, coverage.unknown, blob);
  database.prepare('delete from run where id not in (select id from run order by id desc limit ?)').run(MOST_RUNS);
}

const unpack = (blob: unknown): Report | undefined =>
  blob === undefined ? undefined : (JSON.parse(gunzipSync(blob as Buffer, { maxOutputLength: LARGEST_REPORT }).toString()) as Report);

const forgetEach = (database: Database, ids: readonly number[]): number => {
  const statement = database.prepare('delete from run where id = ?');
  return ids.reduce((sum, id) => sum + statement.run(id).changes, 0);
};
