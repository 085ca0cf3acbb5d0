import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { Duplex } from 'node:stream';
import { Client } from 'ssh2';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { table } from '../../../src/model/query.ts';
import { mysqlConnection } from '../../../src/sources/mysql/connection.ts';
import { freePort, type Mariadb, startMariadb } from '../../support/mariadb.ts';
import { type Sshd, startSshd } from '../../support/sshd.ts';

let db: Mariadb;
let sshd: Sshd;
let ssh: Client;

beforeAll(async () => {
  [db, sshd] = await Promise.all([startMariadb(), startSshd()]);
  await db.admin(`CREATE DATABASE cloud; USE cloud; CREATE TABLE large (id INT, body VARCHAR(1000)); INSERT INTO large SELECT seq, REPEAT('ü', 500) FROM seq_1_to_5000;
    CREATE USER reader@'%' IDENTIFIED BY 'Pa55word'; GRANT SELECT ON cloud.* TO reader@'%';`);
  ssh = new Client();
  ssh.connect({ host: sshd.addresses[0]!, port: sshd.port, username: 'root', privateKey: readFileSync(sshd.key), hostVerifier: () => true });
  await once(ssh, 'ready');
});
afterAll(async () => {
  ssh?.end();
  await sshd?.stop();
  await db?.stop();
});

const toPort = (port: number) => (): Promise<Duplex> =>
  new Promise(
    (resolve, reject) => void ssh.forwardOut('127.0.0.1', 0, '127.0.0.1', port, (error, channel) => (error ? reject(error) : resolve(channel))),
  );
const toSocket = (path: string) => (): Promise<Duplex> =>
  new Promise((resolve, reject) => void ssh.openssh_forwardOutStreamLocal(path, (error, channel) => (error ? reject(error) : resolve(channel))));

test.each(['port', 'socket'])('through an SSH connection to the %s of the server', async way => {
  const stream = way === 'port' ? toPort(db.port) : toSocket(db.socketPath);
  const connection = mysqlConnection({ host: 'db1', stream, user: 'reader', password: async () => 'Pa55word' });
  const [answer] = await connection.ask([table('cloud.large', { columns: ['id', 'body'] })]);
  await connection.close();
  if (answer?.status !== 'ok') throw new Error(JSON.stringify(answer));
  expect(answer.body.rows).toHaveLength(5000);
  expect(answer.body.rows.every(({ body }) => body === 'ü'.repeat(500))).toBe(true);
});

test('to a port where nobody listens', async () => {
  const connection = mysqlConnection({ host: 'db1', stream: toPort(await freePort()), user: 'reader' });
  expect(await connection.ask([table('cloud.large', { columns: ['id'] })])).toEqual([
    {
      status: 'unreachable',
      reason: expect.stringMatching(/^logging in as reader: MySQL at db1:3306 \(inside SSH\) cannot be reached through SSH.*Connection refused/),
    },
  ]);
});

test('and the SSH connection that ends in the middle costs the answers, not the run', async () => {
  const stream = toPort(db.port);
  const connection = mysqlConnection({ host: 'db1', stream, user: 'reader', password: async () => 'Pa55word' });
  expect(await connection.ask([table('cloud.large', { columns: ['id'] })])).toMatchObject([{ status: 'ok' }]);
  ssh.end();
  await once(ssh, 'close');
  expect(await connection.ask([table('cloud.large', { columns: ['id'] })])).toMatchObject([{ status: expect.stringMatching(/^unreachable$/) }]);
  await connection.close();
});
