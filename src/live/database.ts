import type { Answer, Failure } from '../model/answer.ts';
import type { DatabaseAccess, DatabaseLogins } from '../model/platform.ts';
import type { Target, TargetHost } from '../target/target.ts';
import type { Shared } from './open.ts';

/** How the platform opens its own database, and the host that said so. The passwords are held here and nowhere else. */
export interface Configured extends Pick<DatabaseLogins, 'schemas'> {
  readonly host: TargetHost;
}

/** Reads the platform's own configuration on the first host that can answer; once in a run, at the first question. */
export function configuredDatabase({ database, hosts }: Target, shared: Pick<Shared, 'ask' | 'log'>): () => Promise<Configured | Failure> {
  let read: Promise<Configured | Failure> | undefined;
  return () => (read ??= database ? firstOf(database, hosts, shared) : Promise.resolve(NOBODY_SAYS));
}

const NOBODY_SAYS: Failure = { status: 'failed', reason: 'the target names no user for the database; write user: and password: there' };

async function firstOf(access: DatabaseAccess, hosts: readonly TargetHost[], shared: Pick<Shared, 'ask' | 'log'>): Promise<Configured | Failure> {
  const refusals: Failure[] = [];
  for (const host of hosts.filter(({ roles, reach }) => roles.includes(access.configuredOn) && ['ssh', 'local'].includes(reach.via))) {
    const read = readLogins(access, await shared.ask(host.name, access.files), host.name);
    if ('status' in read) refusals.push(read);
    else {
      const users = [...new Set(Object.values(read.schemas).flatMap(login => ('user' in login ? [login.user] : [])))];
      shared.log?.(`${access.role}: user ${users.join(' and ')} from ${read.from} of ${host.name}`);
      return { schemas: read.schemas, host };
    }
  }
  return refusal(access, refusals);
}

function readLogins({ files, logins }: DatabaseAccess, answers: readonly Answer[], host: string): DatabaseLogins | Failure {
  const texts = files.flatMap(({ path }, index) => {
    const answer = answers[index];
    return answer?.status === 'ok' && 'text' in answer.body ? [[path, answer.body.text] as const] : [];
  });
  const read = logins(new Map(texts));
  if (!('why' in read)) return read;
  // That one of two possible files is not there says nothing.
  const reasons = answers.flatMap(answer => (answer.status === 'ok' || answer.status === 'absent' ? [] : [answer]));
  const [first] = reasons;
  const all = [...new Set(reasons.map(({ reason }) => reason))].join('; ');
  if (first && texts.length === 0) return { status: first.status, reason: `${host}: ${all}` };
  return { status: first?.status ?? 'failed', reason: `${host}: ${read.why}${all && ` (${all})`}` };
}

/** Never absent: that would say that the tables are not there. */
function refusal({ role, configuredOn }: DatabaseAccess, refusals: readonly Failure[]): Failure {
  const [first] = refusals;
  const status = first && refusals.every(one => one.status === first.status) ? first.status : 'failed';
  const reasons = first ? refusals.map(({ reason }) => reason).join('; ') : `there is no ${configuredOn} host to ask`;
  return { status, reason: `the ${role} was not asked, because nobody says with which account: ${reasons}; ${ADVICE}` };
}

/** What an operator can do. */
export const ADVICE = 'name a user and where its password is kept for the database in the target file';
