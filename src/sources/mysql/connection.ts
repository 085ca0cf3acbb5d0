import type { Failure } from '../../model/answer.ts';
import type { TableConnection } from '../sql/body.ts';
import { DEFAULT_LIMITS, type TableLimits } from '../sql/limits.ts';
import { askAll, type Server } from './ask.ts';
import { failureOf } from './errors.ts';
import { namesOf } from './names.ts';
import { type MysqlOptions, placeOf } from './options.ts';
import { login, type Session } from './session.ts';
import { type Prepared, prepare } from './set-up.ts';

export interface MysqlConnection extends TableConnection {
  /** What the server could not do for safety, such as read-only transactions; known after the first answer. */
  notes(): readonly string[];
}

/** MySQL or MariaDB: a connection that is opened at the first question, and that answers one table after the other. */
export function mysqlConnection(options: MysqlOptions): MysqlConnection {
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const place = placeOf(options);
  let opened: Prepared | undefined;
  let isClosed = false;
  let last: Promise<unknown> = Promise.resolve();
  const open: Server['open'] = async () => {
    if (isClosed) return { status: 'unreachable', reason: `${place} was not asked: the connection is closed` };
    if (opened?.session.isAlive()) return opened;
    const next = await openSession(options, limits, place);
    if ('session' in next) opened = next;
    return next;
  };
  const names = namesOf(options.schemas);
  const server: Server = { place, maxRows: limits.maxRows, open, nameOf: names.tableOf };
  return {
    ask(queries) {
      const answers = last.then(async () => {
        const said = await askAll(queries.map(names.real), server);
        return said.map((answer, index) => names.said(queries[index]!, answer));
      });
      last = answers.catch(() => undefined);
      return answers;
    },
    notes: () => opened?.notes ?? [],
    async close() {
      isClosed = true;
      await last;
      await opened?.session.close();
    },
  };
}

async function openSession(options: MysqlOptions, limits: TableLimits, place: string): Promise<Prepared | Failure> {
  let password: string | undefined;
  try {
    password = await options.password?.();
  } catch (error) {
    return { status: 'failed', reason: `the password of ${options.user} for ${place} is not known: ${(error as Error).message}` };
  }
  let session: Session | undefined;
  try {
    session = await login(options, limits, password);
    return await prepare(session, limits);
  } catch (error) {
    await session?.close();
    return failureOf(error, place, `logging in as ${options.user}`, password);
  }
}
