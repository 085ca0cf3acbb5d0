import type { Database } from 'better-sqlite3';
import type { Failure } from '../../model/answer.ts';
import type { TableQuery } from '../../model/query.ts';
import { isFailure, type TableAnswer, type TableConnection } from '../sql/body.ts';
import { DEFAULT_LIMITS, type TableLimits } from '../sql/limits.ts';
import { assertReadOnly } from '../sql/read-only.ts';
import { type Copy, type CopyLimits, copyOf } from './copy.ts';
import { type Driver, driverOf, type Loader } from './driver.ts';
import { failureOf, isBusy, type SqliteError } from './errors.ts';
import { inspect } from './file.ts';
import { answerTable, PRAGMAS } from './read.ts';

export type SqliteLimits = TableLimits & CopyLimits;

const LIMITS: SqliteLimits = { ...DEFAULT_LIMITS, maxCopyBytes: 4 * 1024 ** 3 };

/** Short, because the driver waits in the only thread there is; waited for longer between two attempts. */
const BUSY_MILLISECONDS = 50;

/**
 * An SQLite file of this machine, such as OpenNebula's one.db. It is opened for each `ask` and closed after it, so that no lock
 * outlives the reading; nothing is ever written beside it. Of `opennebula.vm_pool` the part after the dot is the table.
 */
export function sqliteConnection(path: string, limits: Partial<SqliteLimits> = {}, loader?: Loader): TableConnection {
  const all = { ...LIMITS, ...limits };
  let last: Promise<unknown> = Promise.resolve();
  return {
    ask(queries) {
      const answers = last.then(() => askAll(path, queries, all, loader));
      last = answers.catch(() => undefined);
      return answers;
    },
    close: async () => void (await last),
  };
}

async function askAll(path: string, queries: readonly TableQuery[], limits: SqliteLimits, loader: Loader | undefined): Promise<TableAnswer[]> {
  const opened = await openFile(path, limits, loader);
  if (isFailure(opened)) return queries.map(() => opened);
  const answers: TableAnswer[] = [];
  try {
    for (const query of queries) answers.push(await patiently(opened.open, query, path, limits));
    return answers;
  } finally {
    await opened.copy?.remove();
  }
}

interface Opened {
  /** A new handle, which is closed after one table: a lock of its own for each. */
  open(): Database;
  readonly copy?: Copy;
}

async function openFile(path: string, limits: SqliteLimits, loader: Loader | undefined): Promise<Opened | Failure> {
  const driver = await driverOf(loader);
  if (isFailure(driver)) return driver;
  const file = await inspect(path);
  if (isFailure(file)) return file;
  if (!file.isWal) return { open: () => openHandle(driver, file.path) };
  const copy = await copyOf(file, limits);
  return isFailure(copy) ? copy : { open: () => openHandle(driver, copy.path), copy };
}

function openHandle(driver: Driver, path: string): Database {
  const database = new driver(path, { readonly: true, fileMustExist: true, timeout: BUSY_MILLISECONDS });
  for (const pragma of PRAGMAS) {
    assertReadOnly(pragma, 'sqlite');
    database.exec(pragma);
  }
  return database;
}

/** Asks again while a writer holds the lock, as long as there is time. */
async function patiently(open: () => Database, query: TableQuery, path: string, limits: TableLimits): Promise<TableAnswer> {
  const deadline = Date.now() + limits.answerSeconds * 1000;
  for (;;) {
    try {
      return once(open, query, path, limits);
    } catch (error) {
      if (!isBusy(error as SqliteError) || Date.now() > deadline) return failureOf(error, path, `table ${query.name}`);
      // At odds with the rhythm of a writer that commits at regular times.
      await new Promise(resolve => setTimeout(resolve, 20 + Math.random() * 180));
    }
  }
}

function once(open: () => Database, query: TableQuery, path: string, limits: TableLimits): TableAnswer {
  const database = open();
  try {
    return answerTable(database, query, path, limits);
  } finally {
    database.close();
  }
}
