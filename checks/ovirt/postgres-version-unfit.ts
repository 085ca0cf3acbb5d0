import { any, check, line, type Outcome, skip, undecided, type Version, version } from '../../src/index.ts';
import { atLeast, isLineOnly, UNKNOWN_TARGET } from './engine-releases.ts';
import { databaseLogin } from './facts/database-owners.ts';
import type { Packages } from './facts/packages.ts';
import { postgresSettings } from './facts/postgres.ts';
import { postgresClients } from './facts/postgres-client.ts';

/** The client that engine-setup takes: that of the software collection, where the engine has one. */
const clientOf = (packages: Packages): Version | undefined => {
  const collection = packages.all.find(({ name }) => name.startsWith('rh-postgresql10'));
  return version((collection ?? packages.get('postgresql') ?? packages.all[0])?.version ?? '');
};

/** `12.9 (Ubuntu 12.9-1)` → 12.9 */
const serverOf = (settings: ReadonlyMap<string, string>): Version | undefined =>
  version(/^[\d.]+/.exec(settings.get('server_version') ?? '')?.[0] ?? '');

const major = ({ parts }: Version): number => parts[0] ?? 0;

export default check({
  id: 'ovirt/postgres-version-unfit',
  title: 'The server of PostgreSQL is new enough for the target, and its client on the engine is of the same release',
  severity: 'blocker',
  applies: { platform: 'ovirt', phases: ['pre', 'stopped'] },
  why: 'engine-setup stops where client and server differ: up to 4.5.6 in the first two parts of the version, which from PostgreSQL 10 on is the patch release too.',
  fix: {
    differ: ({ client, server }) =>
      `Update the older of the two: the packages of PostgreSQL on the engine (${client}), or those on the database server (${server}).`,
    mayDiffer: 'Update both to the same release, or go to 4.5.7 or newer, which needs only a client that is not older than the server.',
    clientOld: ({ server }) => `Install the client of PostgreSQL ${server} or newer on the engine.`,
    serverOld: 'Migrate the database to a server with PostgreSQL 12: dump it with engine-backup, and restore it there.',
  },
  refs: [
    'https://github.com/oVirt/ovirt-engine/blob/master/packaging/setup/ovirt_engine_setup/engine_common/database.py',
    'https://github.com/oVirt/ovirt-engine/issues/965',
  ],
  covers: ['A.3.17'],
  needs: { login: any(databaseLogin), settings: postgresSettings, clients: any(postgresClients) },
  messages: {
    differ: 'The client of PostgreSQL on the engine is {client}, and the server {server}; oVirt {target} wants them equal.',
    mayDiffer: {
      text: 'The client of PostgreSQL on the engine is {client}, and the server {server}; oVirt up to 4.5.6 wants them equal.',
      severity: 'warning',
    },
    clientOld: 'The client of PostgreSQL on the engine is {client}, older than the server {server}.',
    serverOld: 'The server of PostgreSQL is {server}; oVirt {target} needs 12 or newer.',
  },
  judge({ login, settings, clients }, found, { from, to }) {
    if (!to) return [undecided(UNKNOWN_TARGET)];
    const server = serverOf(settings);
    if (!server) return [undecided('PostgreSQL does not say its version')];
    const [at, words] = [
      { host: clients.host, object: 'PostgreSQL' },
      { server: server.text, target: to.text },
    ];
    const isMove = from?.parts[1] === 3 && atLeast(to, '4.4');
    if (isMove && login.value.isLocal) return skip('4.4 is installed on a new machine, with a server of its own');
    const old = atLeast(to, '4.4') && major(server) < 12 ? [found.serverOld(words, at)] : [];
    if (isMove || old.length > 0) return old;
    const client = clientOf(clients.value);
    if (!client) return [undecided('no package with the client of PostgreSQL is installed', clients.host)];
    return compareWith(client, { ...words, client: client.text });

    function compareWith(own: Version, data: { readonly server: string; readonly target: string; readonly client: string }): Outcome[] {
      if (major(own) < major(server!)) return [found.clientOld(data, at)];
      if (line(own) === line(server!) || atLeast(to!, '4.5.7')) return [];
      return [isLineOnly(to!) && atLeast(to!, '4.5') ? found.mayDiffer(data, at) : found.differ(data, at)];
    }
  },
});
