import { connect } from 'node:net';
import type { Duplex } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { table } from '../../../src/model/query.ts';
import { mysqlConnection } from '../../../src/sources/mysql/connection.ts';
import type { MysqlOptions } from '../../../src/sources/mysql/options.ts';
import { type Authority, makeAuthority } from '../../support/certificates.ts';
import { freePort, type Mariadb, startMariadb } from '../../support/mariadb.ts';

let db: Mariadb;
let authority: Authority;
let stranger: Authority;

beforeAll(async () => {
  [authority, stranger] = await Promise.all([makeAuthority(), makeAuthority()]);
  const server = await authority.sign('db', 'DNS:localhost,DNS:db.test');
  db = await startMariadb([
    `--ssl-ca=${authority.caFile}`,
    `--ssl-cert=${server.certFile}`,
    `--ssl-key=${server.keyFile}`,
    '--plugin-load-add=auth_ed25519',
  ]);
  await db.admin(`CREATE DATABASE cloud; CREATE TABLE cloud.version (id INT); INSERT INTO cloud.version VALUES (1);
    CREATE USER reader@'%' IDENTIFIED BY 'Pa55word'; CREATE USER secure@'%' IDENTIFIED BY 'Pa55word' REQUIRE SSL; CREATE USER nobody@'%'; CREATE USER elsewhere@'10.9.8.7' IDENTIFIED BY 'Pa55word';
    CREATE USER certified@'%' IDENTIFIED BY 'Pa55word' REQUIRE SUBJECT '/CN=preflight-client'; CREATE USER locked@'%' IDENTIFIED BY 'Pa55word' ACCOUNT LOCK; CREATE USER modern@'%' IDENTIFIED VIA ed25519 USING PASSWORD('Pa55word');
    GRANT SELECT ON cloud.* TO reader@'%', secure@'%', certified@'%', nobody@'%';`);
});
afterAll(async () => {
  await db?.stop();
  await authority?.remove();
  await stranger?.remove();
});

async function ask(options: Partial<MysqlOptions>) {
  const connection = mysqlConnection({ host: db.host, port: db.port, user: 'reader', password: async () => 'Pa55word', ...options });
  const answers = await connection.ask([table('cloud.version', { columns: ['id'] }), table('cloud.gone', { columns: ['id'] })]);
  await connection.close();
  const [answer] = answers;
  expect(JSON.stringify(answers)).not.toMatch(/Pa55word|wrong-secret/);
  return answer?.status === 'ok' ? 'ok' : answer!;
}

const channel = async (): Promise<Duplex> => connect(db.port, db.host);

describe('who', () => {
  test('by TCP, by the socket, through a channel, without a password', async () => {
    expect(await ask({})).toBe('ok');
    expect(await ask({ socketPath: db.socketPath })).toBe('ok');
    expect(await ask({ stream: channel })).toBe('ok');
    expect(await ask({ user: 'nobody', password: async () => undefined })).toBe('ok');
    const { password: _none, ...options } = { user: 'nobody', password: undefined };
    expect(await ask(options)).toMatchObject({ status: 'denied' });
  });

  test('a wrong password is denied, with the account as the server sees it and never the password', async () => {
    expect(await ask({ password: async () => 'wrong-secret' })).toEqual({
      status: 'denied',
      reason: expect.stringMatching(
        /^logging in as reader: MySQL at 127\.0\.0\.1:\d+ denies access \(1045: Access denied for user 'reader'@'127\.0\.0\.1' \(using password: YES\)\)$/,
      ),
    });
    expect(await ask({ user: 'elsewhere' })).toMatchObject({ status: 'denied' });
    expect(await ask({ user: 'locked' })).toMatchObject({ status: 'denied', reason: expect.stringContaining('locked') });
  });

  test('a password that cannot be had is a failure that says why', async () => {
    const password = async (): Promise<string> => {
      throw new Error('the key file is not there');
    };
    expect(await ask({ password })).toEqual({
      status: 'failed',
      reason: `the password of reader for MySQL at 127.0.0.1:${db.port} is not known: the key file is not there`,
    });
  });

  test('a way to log in that the driver does not know is named', async () => {
    expect(await ask({ user: 'modern' })).toEqual({
      status: 'failed',
      reason: expect.stringContaining('wants the authentication plugin client_ed25519'),
    });
  });
});

describe('where', () => {
  test('nobody listens, no socket, no such name, a channel that fails or never comes', async () => {
    expect(await ask({ port: await freePort() })).toMatchObject({ status: 'unreachable', reason: expect.stringContaining('refuses the connection') });
    expect(await ask({ socketPath: `${db.socketPath}-gone` })).toMatchObject({
      status: 'unreachable',
      reason: expect.stringContaining('no such socket'),
    });
    expect(await ask({ host: 'no-such-host.invalid' })).toMatchObject({ status: 'unreachable', reason: expect.stringContaining('cannot be found') });
    const failing = async (): Promise<Duplex> => {
      throw new Error('(SSH) Channel open failure: Connection refused');
    };
    expect(await ask({ stream: failing })).toMatchObject({ status: 'unreachable', reason: expect.stringContaining('Channel open failure') });
    expect(await ask({ stream: () => new Promise<Duplex>(() => {}), limits: { connectSeconds: 0.2 } })).toMatchObject({
      status: 'timeout',
      reason: expect.stringContaining('within 0.2 s'),
    });
  });

  test('a channel that comes too late is closed', async () => {
    let late: Duplex | undefined;
    const stream = async (): Promise<Duplex> => {
      await new Promise(resolve => setTimeout(resolve, 400));
      late = await channel();
      return late;
    };
    expect(await ask({ stream, limits: { connectSeconds: 0.1 } })).toMatchObject({ status: 'timeout' });
    for (let attempt = 0; attempt < 100 && !late?.destroyed; attempt++) await new Promise(resolve => setTimeout(resolve, 50));
    expect(late?.destroyed).toBe(true);
  });
});

describe('TLS', () => {
  test('the authority and the name are verified', async () => {
    const { ca } = authority;
    expect(await ask({ host: 'localhost', tls: { ca } })).toBe('ok');
    expect(await ask({ user: 'secure', host: 'localhost', tls: { ca } })).toBe('ok');
    expect(await ask({ user: 'secure', host: 'db.test', stream: channel, tls: { ca } })).toBe('ok');
    expect(await ask({ host: 'localhost', tls: { ca }, password: async () => 'wrong-secret' })).toMatchObject({
      status: 'denied',
      reason: expect.stringContaining('1045'),
    });
    const refused = { status: 'failed', reason: expect.stringContaining('has a certificate or TLS that cannot be verified') };
    expect(await ask({ host: 'localhost', tls: {} })).toMatchObject(refused);
    expect(await ask({ host: 'localhost', tls: { ca: stranger.ca } })).toMatchObject(refused);
    expect(await ask({ host: 'localhost', tls: { ca: stranger.ca, verifyIdentity: false } })).toMatchObject(refused);
    expect(await ask({ host: 'other.test', stream: channel, tls: { ca } })).toMatchObject(refused);
    expect(await ask({ host: 'other.test', stream: channel, tls: { ca, verifyIdentity: false } })).toBe('ok');
  });

  test('an address instead of a name cannot be verified, and is not taken for verified', async () => {
    expect(await ask({ tls: { ca: authority.ca } })).toEqual({
      status: 'failed',
      reason: expect.stringContaining('give the name in the certificate as host'),
    });
    expect(await ask({ tls: { ca: authority.ca, verifyIdentity: false } })).toBe('ok');
  });

  test('an authority that is none is a failure', async () => {
    expect(await ask({ host: 'localhost', tls: { ca: 'no certificate' } })).toEqual({
      status: 'failed',
      reason: expect.stringContaining('no certificate in PEM'),
    });
    const broken = authority.ca.replaceAll(/[a-z]/g, 'q');
    expect(await ask({ host: 'localhost', tls: { ca: broken } })).toMatchObject({ status: 'failed' });
  });

  test('a client certificate is shown; without it, or with a key of another, there is no answer', async () => {
    const { ca } = authority;
    const [own, other] = await Promise.all([authority.sign('preflight-client', 'DNS:x'), authority.sign('other-client', 'DNS:x')]);
    const certified = { user: 'certified', host: 'localhost' };
    expect(await ask({ ...certified, tls: { ca, cert: own.cert, key: own.key } })).toBe('ok');
    expect(await ask({ ...certified, tls: { ca } })).toMatchObject({ status: 'denied' });
    expect(await ask({ ...certified, tls: { ca, cert: other.cert, key: other.key } })).toMatchObject({ status: 'denied' });
    expect(await ask({ ...certified, tls: { ca, cert: own.cert, key: other.key } })).toMatchObject({
      status: 'failed',
      reason: expect.stringContaining('the client certificate and its key are not a pair'),
    });
  });

  test('any certificate is taken where the target says so', async () => {
    expect(await ask({ user: 'secure', tls: { verifyChain: false, verifyIdentity: false } })).toBe('ok');
    expect(await ask({ user: 'secure', tls: { ca: stranger.ca, verifyChain: false } })).toBe('ok');
  });

  test('an account that needs TLS is denied without', async () => {
    expect(await ask({ user: 'secure' })).toMatchObject({ status: 'denied' });
  });
});
