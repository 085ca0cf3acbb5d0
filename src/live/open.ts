import type { Answer, Failure, Source } from '../model/answer.ts';
import type { DatabaseAccess } from '../model/platform.ts';
import type { Query } from '../model/query.ts';
import type { HostConnection } from '../sources/ssh/source.ts';
import type { Keeping } from '../target/secret.ts';
import type { Target, TargetHost } from '../target/target.ts';
import { type Configured, configuredDatabase } from './database.ts';
import { httpAsker } from './http.ts';
import { mysqlAsker } from './mysql.ts';
import { postgresAsker } from './postgres.ts';
import { sqliteAsker } from './sqlite.ts';
import { sshConnections } from './ssh.ts';

/** What holds for all hosts of a run. */
export interface LiveOptions {
  readonly keeping: Keeping;
  readonly acceptNewHostKeys?: boolean;
  /** Instead of `~/.ssh/config`, as `ssh -F`. */
  readonly sshConfig?: string;
  /** What is asked of whom, and how long it took. Never a secret. */
  readonly log?: (line: string) => void;
}

/** Answers the queries of one host, in their order, whatever happens there. */
export interface Asker {
  ask(queries: readonly Query[]): Promise<readonly Answer[]>;
  close?(): Promise<void>;
}

/** What askers share: the SSH connections that tunnels go through. */
export interface Shared extends LiveOptions {
  readonly limits: Target['limits'];
  ssh(name: string): HostConnection | undefined;
  /** Asks another host of the target. */
  ask(host: string, queries: readonly Query[]): Promise<readonly Answer[]>;
  /** Whether, and how, the platform's own configuration opens its database. */
  readonly access: DatabaseAccess | undefined;
  configured(): Promise<Configured | Failure>;
}

/** A live installation as a source. Nothing is opened before the first question; `close` ends everything. */
export function openTarget(target: Target, options: LiveOptions): Source & { close(): Promise<void> } {
  const ssh = sshConnections(target, options);
  const byName = new Map(target.hosts.map(host => [host.name, host]));
  const opened = new Map<string, Promise<Asker>>();
  const askerFor = (name: string): Promise<Asker> => {
    const asker = opened.get(name) ?? askerOf(byName.get(name)!, shared);
    opened.set(name, asker);
    return asker;
  };
  const ask: Source['ask'] = async (host, queries) => (await askerFor(host)).ask(queries);
  const shared: Shared = {
    ...options,
    limits: target.limits,
    ssh: name => ssh.get(name),
    ask,
    access: target.database,
    configured: configuredDatabase(target, { ask, ...(options.log && { log: options.log }) }),
  };
  return {
    ask,
    close: async () => {
      await Promise.allSettled([...opened.values()].map(async asker => (await asker).close?.()));
      await Promise.allSettled([...ssh.values()].map(connection => connection.close()));
    },
  };
}

async function askerOf({ name, reach }: TargetHost, shared: Shared): Promise<Asker> {
  switch (reach.via) {
    case 'ssh':
      return { ask: queries => shared.ssh(name)!.ask(queries) };
    case 'local':
      return localAsker(shared);
    case 'mysql':
      return mysqlAsker(reach, shared);
    case 'postgres':
      return postgresAsker(reach, shared);
    case 'sqlite':
      return sqliteAsker(reach, shared);
    case 'http':
      return httpAsker(reach, shared);
  }
}

async function localAsker({ limits }: Shared): Promise<Asker> {
  const { localSource } = await import('../sources/local.ts');
  const source = localSource(limits);
  return { ask: queries => source.ask('', queries) };
}
