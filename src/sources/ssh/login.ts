import { readFile, stat } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Failure } from '../../model/answer.ts';
import { authenticator } from './auth.ts';
import { type Connection, GIVEN_UP, handshake, pausable } from './connect.ts';
import { type HostKeyCheck, hostKeyCheck } from './host-key.ts';
import type { Identities } from './identities.ts';
import type { Jump } from './jumps.ts';
import type { SshOptions } from './options.ts';
import type { Refusal } from './refusal.ts';
import { addressOf, openForward, openTcp, sayHost } from './route.ts';
import { handshakes, type Shared } from './shared.ts';
import type { ResolvedHost, SshTarget } from './target.ts';

/** What only the last host of a route gets: a password is for nobody else. */
export type Secrets = Pick<SshTarget, 'passwordFile' | 'legacy'> & Pick<SshOptions, 'password'>;

export interface LoginOptions {
  readonly shared: Shared;
  readonly seconds: number;
  readonly options: SshOptions;
  readonly secrets: Secrets;
  /** Gives up at once, whatever is being waited for. */
  readonly signal: AbortSignal;
}

/**
 * A busy sshd is asked again, later and later, with some chance in it so that not all come back at once: so often at most, and
 * not beyond the time that one login may take.
 */
const RETRIES = 6;
const pauseBefore = (retry: number): number => Math.min(100 * 2 ** retry, 1000) * (0.5 + Math.random());

/** Logs in to the last host of a route, through the others. Never throws. */
export async function login(route: readonly ResolvedHost[], given: LoginOptions): Promise<Connection | Failure> {
  const host = route.at(-1)!;
  const before = route.slice(0, -1);
  const where = `${sayHost(host)}${before.length > 0 ? ` (through ${before.map(addressOf).join(', ')})` : ''}`;
  const jump = before.length > 0 ? await throughJump(before, given) : undefined;
  if (jump && 'status' in jump) return { status: jump.status, reason: `${where}: its jump host failed: ${jump.reason}` };
  const connection = await attempts(host, where, jump, given).catch(
    (error: Error): Failure => ({ status: 'unreachable', reason: `${where}: ${error.message}` }),
  );
  if (!jump) return connection;
  if ('status' in connection) jump.leave();
  else connection.client.once('close', jump.leave);
  return connection;
}

const throughJump = (route: readonly ResolvedHost[], given: LoginOptions): Promise<Jump | Failure> =>
  given.shared.jumps.use(JSON.stringify(route.map(({ user, hostname, port, alias }) => [user, hostname, port, alias])), () =>
    login(route, { ...given, secrets: {} }),
  );

async function attempts(host: ResolvedHost, where: string, jump: Jump | undefined, given: LoginOptions): Promise<Connection | Failure> {
  const { knownHosts, keys } = given.shared;
  const { acceptNewHostKeys = false, log } = given.options;
  const identities = await keys.identitiesFor(host);
  const line = jump ? `through ${jump.name}` : addressOf(host);
  let spent = 0;
  for (let retry = 0; ; retry++) {
    const began = performance.now();
    const hostKey = await hostKeyCheck(host, { files: knownHosts, acceptNew: acceptNewHostKeys, legacy: given.secrets.legacy ?? false });
    const outcome = await handshakes.run(line, async () => {
      const started = performance.now();
      const end = await attempt({ host, where, jump, given, identities, hostKey });
      spent += performance.now() - started;
      return end;
    });
    const took = `${Math.round(performance.now() - began)} ms`;
    if ('client' in outcome) {
      log?.(`${where}: logged in as ${host.user} in ${took}, host key ${hostKey.accepted()}`);
      return outcome;
    }
    log?.(`${outcome.failure.reason} (after ${took})`);
    const pause = pauseBefore(retry);
    spent += pause;
    if (!outcome.retry || retry >= RETRIES || spent > given.seconds * 1000 || given.signal.aborted) return outcome.failure;
    await sleep(pause, undefined, { signal: given.signal }).catch(() => undefined);
  }
}

interface Attempt {
  readonly host: ResolvedHost;
  readonly where: string;
  readonly jump: Jump | undefined;
  readonly given: LoginOptions;
  readonly identities: Identities;
  readonly hostKey: HostKeyCheck;
}

async function attempt({ host, where, jump, given, identities, hostKey }: Attempt): Promise<Connection | Refusal> {
  if (given.signal.aborted) return { failure: { status: 'unreachable', reason: `${where}: ${GIVEN_UP}` }, retry: false };
  const { shared, seconds, secrets, signal } = given;
  const { timer, without } = pausable(seconds);
  const giveUp = new AbortController();
  const { prompt } = shared;
  const password = passwordOf(secrets);
  const auth = authenticator({
    ssh2: shared.ssh2,
    user: host.user,
    where: `${host.user}@${where}`,
    identities: { ...identities, keys: identities.keys.map(key => ({ ...key, sign: (data, digest) => without(() => key.sign(data, digest)) })) },
    ...(password && { password }),
    ...(prompt && { prompt: question => without(() => prompt(question)) }),
  });
  const open = () => (jump ? openForward(jump.connection.client, host.hostname, host.port) : openTcp(host, giveUp.signal));
  try {
    const { legacy = false } = secrets;
    return await handshake({ ssh2: shared.ssh2, user: host.user, where, seconds, legacy, hostKey, auth, open, timer, signal });
  } finally {
    giveUp.abort();
  }
}

function passwordOf({ passwordFile, password }: Secrets): (() => Promise<string | undefined>) | undefined {
  return passwordFile === undefined ? password : () => readPassword(passwordFile);
}

/** The first line of a file that only its owner may read. Rejects with half a sentence, never with what is in it. */
async function readPassword(path: string): Promise<string> {
  try {
    const { mode, size } = await stat(path);
    if ((mode & 0o077) !== 0) throw new Error(`file ${path} may be read by others, so it is not used; chmod 600 ${path}`);
    if (size > 4096) throw new Error(`file ${path} is too large for a password`);
    return (await readFile(path, 'utf8')).split(/\r?\n/)[0]!;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new Error(code ? `file ${path} cannot be read: ${code}` : message);
  }
}
