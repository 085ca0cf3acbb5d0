import type { Answer, CommandBody, Failure } from '../../model/answer.ts';
import { command } from '../../model/query.ts';
import type { FedCommand } from '../shell/script.ts';
import { quoteRemote } from '../shell/text.ts';
import { assertReadOnly } from '../sql/read-only.ts';
import { PRAGMAS } from './read.ts';
import type { RemoteHost } from './remote-file.ts';

/** What the program sqlite3 printed, and when by the clock of its host. */
export interface Printed {
  readonly lines: readonly string[];
  readonly at: string;
}

/** How much each list may print, and how long it may take. */
export interface Patience {
  readonly bytes: number;
  readonly seconds: number;
}

/** A list of statements for one process. `what` is what is being read. */
export interface Errand {
  readonly statements: readonly string[];
  readonly what: string;
}

/**
 * Runs statements of the allow-list with the program sqlite3 of a host, one process for each list: read-only, without ~/.sqliterc,
 * up to the first error. The statements go through a pipe, so they may be as long as they like.
 */
export async function runSqlite(
  path: string,
  errands: readonly Errand[],
  { name, ask }: RemoteHost,
  patience: Patience,
): Promise<(Printed | Failure)[]> {
  if (errands.length === 0) return [];
  const limits = { answerBytes: patience.bytes, hostBytes: 2 * patience.bytes, answerSeconds: patience.seconds };
  const answers = await ask(
    errands.map(({ statements }) => fed(path, statements, patience)),
    limits,
  );
  return errands.map(({ what }, index) => printedOf(answers[index], what, name));
}

function printedOf(answer: Answer | undefined, what: string, name: string): Printed | Failure {
  if (!answer) return { status: 'failed', reason: `${what}: there was no answer` };
  if (answer.status === 'absent')
    return {
      status: 'failed',
      reason: `${what}: ${name} has no program sqlite3 to read it with: install it there (its package is sqlite3 or sqlite), or run preflight on ${name} itself`,
    };
  if (answer.status !== 'ok') return { ...answer, reason: `${what}: ${answer.reason}` };
  const { exit, stdout, stderr } = answer.body as CommandBody;
  if (exit !== 0) return problemOf(stderr || `exit code ${exit}`, what);
  return { lines: stdout.split('\n').slice(0, -1), at: answer.at };
}

function fed(path: string, statements: readonly string[], { seconds }: Patience): FedCommand {
  for (const statement of [...PRAGMAS, ...statements]) assertReadOnly(statement, 'sqlite');
  const lines = [
    `.timeout ${Math.max(500, Math.round((seconds - 2) * 1000))}`,
    '.headers off',
    '.mode list',
    '.separator ,',
    ...[...PRAGMAS, ...statements].map(sql => `${sql};`),
  ];
  return { ...command('sqlite3', '-init', '/dev/null', '-readonly', '-batch', '-bail', path), stdin: `${lines.join('\n')}\n` };
}

const PROBLEMS: readonly (readonly [RegExp, Failure['status'], string])[] = [
  [/database (?:table |schema )?is locked|locking protocol/, 'timeout', 'the database was locked by a writer all the time'],
  [/unknown option/, 'failed', 'the program sqlite3 of that host is too old to open a database read-only (3.22 of 2018 is enough)'],
  [/not a database|malformed|disk I\/O/, 'failed', 'the database is damaged or cut off'],
  [
    /readonly database/,
    'failed',
    'cannot be read without writing: a writer may have died in the middle of a change and left a -journal beside it, which the service that owns the database rolls back when it starts',
  ],
  [/unable to open/, 'failed', 'cannot be opened without writing beside it'],
];

function problemOf(stderr: string, what: string): Failure {
  const [, status = 'failed', words = 'cannot be read'] = PROBLEMS.find(([pattern]) => pattern.test(stderr)) ?? [];
  return { status, reason: `${what}: ${words} (${quoteRemote(stderr)})` };
}
