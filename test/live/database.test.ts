import { chmodSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import cloudstack from '../../checks/cloudstack/platform.ts';
import { openTarget } from '../../src/live/open.ts';
import { table } from '../../src/model/query.ts';
import { oneOffTarget } from '../../src/target/one-off.ts';
import { parseTarget } from '../../src/target/parse.ts';
import type { Target } from '../../src/target/target.ts';
import { encryptV1, encryptV2 } from '../ciphers/encrypt.ts';
import { addUser } from '../sources/ssh/hosts.ts';
import { type Mariadb, startMariadb } from '../support/mariadb.ts';
import { relocated, writeDeep } from '../support/relocated.ts';
import { freePort, type Sshd, startSshd, temporaryFolder } from '../support/sshd.ts';

const CANARY = 'Canary-5c1d-of-the-platform';
const USAGE_CANARY = 'Canary-77aa-of-the-usage';
const KEY = 'mgmtKey-9';

let db: Mariadb;
let sshd: Sshd;
let folder: string;
let lines: string[];

beforeAll(async () => {
  folder = temporaryFolder('access');
  [db, sshd] = await Promise.all([
    startMariadb(),
    startSshd({ addresses: ['127.0.0.1', '127.0.0.2'], config: [relocated(folder, '/etc/cloud', `${folder}/etc/cloud`)] }),
  ]);
  await db.admin(`CREATE DATABASE cloud_prod; CREATE DATABASE usage_prod;
    CREATE TABLE cloud_prod.version (id INT, version VARCHAR(40)); INSERT INTO cloud_prod.version VALUES (1, '4.19.0.0');
    CREATE TABLE usage_prod.usage_job (id INT, host VARCHAR(40)); INSERT INTO usage_prod.usage_job VALUES (7, 'u1');
    CREATE USER cloud@'127.0.0.1' IDENTIFIED BY '${CANARY}'; GRANT SELECT ON cloud_prod.* TO cloud@'127.0.0.1';
    CREATE USER billing@'127.0.0.1' IDENTIFIED BY '${USAGE_CANARY}'; GRANT SELECT ON usage_prod.* TO billing@'127.0.0.1';
    CREATE USER named@'127.0.0.1' IDENTIFIED BY 'other'; GRANT SELECT ON cloud_prod.* TO named@'127.0.0.1';`);
  writeFileSync(
    join(folder, 'ssh_config'),
    `Host *\n  Port ${sshd.port}\n  User root\n  IdentityFile ${sshd.key}\n  UserKnownHostsFile ${sshd.knownHosts}\n`,
  );
  writeFileSync(join(folder, 'other'), 'other\n', { mode: 0o600 });
});
afterAll(async () => {
  await Promise.allSettled([sshd?.stop(), db?.stop()]);
  rmSync(folder, { recursive: true, force: true });
});

const settings = (more: Readonly<Record<string, string>> = {}): Record<string, string> => ({
  'db.cloud.username': 'cloud',
  'db.cloud.password': `ENC(${encryptV1(KEY, CANARY)})`,
  'db.cloud.host': '127.0.0.1',
  'db.cloud.port': String(db.port),
  'db.cloud.name': 'cloud_prod',
  'db.cloud.encryption.type': 'file',
  'db.usage.username': 'billing',
  'db.usage.password': `ENC(${encryptV2(KEY, USAGE_CANARY)})`,
  'db.usage.host': '127.0.0.1',
  'db.usage.port': String(db.port),
  'db.usage.name': 'usage_prod',
  ...more,
});
const write = (entries: Readonly<Record<string, string>>, where = 'etc/cloudstack/management'): void =>
  writeDeep(
    join(folder, where, 'db.properties'),
    Object.entries(entries)
      .map(([key, value]) => `${key}=${value}\n`)
      .join(''),
  );

beforeEach(() => {
  lines = [];
  rmSync(join(folder, 'etc'), { recursive: true, force: true });
  writeDeep(join(folder, 'etc/cloudstack/management/key'), KEY);
  write(settings());
});

const version = table('cloud.version', { columns: ['version'] });
const jobs = table('cloud_usage.usage_job', { columns: ['host'] });
const schemata = table('information_schema.TABLES', {
  columns: ['TABLE_SCHEMA', 'TABLE_NAME'],
  where: { column: 'TABLE_SCHEMA', in: ['cloud', 'cloud_usage'] },
});

async function ask(target: Target, host: string, queries = [version, jobs]) {
  const source = openTarget(target, {
    keeping: { env: {}, readFile: async () => ({ text: 'other', mode: 0o600, own: true }) },
    sshConfig: join(folder, 'ssh_config'),
    log: line => lines.push(line),
  });
  const answers = await source.ask(host, queries);
  await source.close();
  expect(JSON.stringify([answers, lines])).not.toMatch(/Canary-|mgmtKey/);
  return answers;
}
const target = (...hosts: string[]): Target => oneOffTarget({ platform: 'cloudstack', hosts }, [cloudstack]);
const written = (hosts: string): Target => parseTarget(`platform: cloudstack\nhosts:\n${hosts}`, join(folder, 'preflight.yaml'), [cloudstack]);
const rows = (...rows: Record<string, string>[]) => ({ status: 'ok', body: { rows } });

describe('a target without a database', () => {
  test('gets the one of the platform, by the accounts and the names of db.properties', async () => {
    const made = target('management=127.0.0.1');
    expect(made.hosts.at(-1)).toEqual({ name: 'database', roles: ['database'], reach: { via: 'mysql' }, line: 0 });
    expect(await ask(made, 'database', [version, jobs, schemata])).toMatchObject([
      rows({ version: '4.19.0.0' }),
      rows({ host: 'u1' }),
      rows({ TABLE_NAME: 'version', TABLE_SCHEMA: 'cloud' }),
    ]);
    expect(lines).toContain('database: user cloud and billing from /etc/cloudstack/management/db.properties of 127.0.0.1');
  });

  test('from the next management server, where the first is not there', async () => {
    expect(await ask(target('management=127.0.0.3', 'management=127.0.0.2'), 'database')).toMatchObject([
      rows({ version: '4.19.0.0' }),
      { status: 'ok' },
    ]);
  });

  test('from the folder of old releases', async () => {
    rmSync(join(folder, 'etc/cloudstack'), { recursive: true });
    write(settings(), 'etc/cloud/management');
    writeDeep(join(folder, 'etc/cloud/management/key'), `${KEY}\n`);
    expect(await ask(target('management=127.0.0.1'), 'database')).toMatchObject([rows({ version: '4.19.0.0' }), { status: 'ok' }]);
    expect(lines.join()).toContain('from /etc/cloud/management/db.properties');
  });

  test('keeps the host that is called database, and adds none where no host can say', () => {
    expect(written('  management: [127.0.0.1]\n  kvm: [{ name: database, address: 10.0.0.1 }]').hosts.map(({ name }) => name)).toEqual([
      '127.0.0.1',
      'database',
      'platform-database',
    ]);
    expect(target('kvm=127.0.0.1').hosts).toHaveLength(1);
    expect(target('management=127.0.0.1', 'database=mysql://root@db1/cloud').hosts).toHaveLength(2);
  });
});

describe('a database', () => {
  test('without user is asked with the account of the platform, at the address of the target', async () => {
    write(settings({ 'db.cloud.host': 'db.invalid', 'db.usage.host': 'db.invalid' }));
    const hosts = `  management: 127.0.0.1\n  database: { name: db1, via: mysql, address: 127.0.0.1, port: ${db.port}, through: 127.0.0.1 }`;
    expect(await ask(written(hosts), 'db1')).toMatchObject([rows({ version: '4.19.0.0' }), rows({ host: 'u1' })]);
    expect(
      await ask(target('management=127.0.0.1', `database=mysql://127.0.0.1:${db.port}/cloud_prod`), '127.0.0.1-database', [version]),
    ).toMatchObject([rows({ version: '4.19.0.0' })]);
  });

  test('whose usage has a server of its own is asked there', async () => {
    const port = await freePort();
    write(settings({ 'db.usage.port': String(port) }));
    expect(await ask(target('management=127.0.0.1'), 'database')).toMatchObject([
      rows({ version: '4.19.0.0' }),
      {
        status: 'unreachable',
        reason: expect.stringMatching(new RegExp(`127.0.0.1:${sshd.port}: no way from there to 127.0.0.1:${port}: Connection refused$`)),
      },
    ]);
  });

  test('with a user is asked with that user, and nothing is read', async () => {
    const hosts = `  management: 127.0.0.1\n  database: { name: db1, via: mysql, address: 127.0.0.1, port: ${db.port}, user: named, password: { file: other }, database: cloud_prod }`;
    expect(await ask(written(hosts), 'db1', [version])).toMatchObject([rows({ version: '4.19.0.0' })]);
    expect(lines).toEqual([]);
  });

  test('that denies the account says so without the password', async () => {
    write(settings({ 'db.cloud.password': `ENC(${encryptV1(KEY, `${CANARY}-old`)})` }));
    expect(await ask(target('management=127.0.0.1'), 'database', [version])).toMatchObject([
      { status: 'denied', reason: expect.stringContaining("Access denied for user 'cloud'") },
    ]);
  });
});

describe('nobody says with which account', () => {
  const cases: readonly [string, () => void, string, string][] = [
    ['no file', () => rmSync(join(folder, 'etc'), { recursive: true }), 'failed', '/etc/cloud/management/db.properties could not be read'],
    ['no password', () => write(settings({ 'db.cloud.password': '' })), 'failed', 'db.cloud.password is empty or not there'],
    ['no user', () => write(settings({ 'db.cloud.username': '' })), 'failed', 'db.cloud.username is empty or not there'],
    ['another key', () => writeDeep(join(folder, 'etc/cloudstack/management/key'), 'mgmtKey-8'), 'failed', 'does not open it'],
    ['no key', () => rmSync(join(folder, 'etc/cloudstack/management/key')), 'failed', 'the file key beside it is not there'],
    ['web', () => write(settings({ 'db.cloud.encryption.type': 'web' })), 'failed', 'db.cloud.encryption.type is web'],
    ['env', () => write(settings({ 'db.cloud.encryption.type': 'env' })), 'failed', 'db.cloud.encryption.type is env'],
    ['a broken file', () => write({ a: '\\u12' }), 'failed', 'is no properties file'],
  ];
  test.each(cases)('%s', async (_, change, status, reason) => {
    change();
    const answers = await ask(target('management=127.0.0.1'), 'database');
    const failure = { status, reason: expect.stringContaining(reason) };
    expect(answers).toEqual([failure, failure]);
    const [{ reason: said }] = answers as unknown as [{ reason: string }];
    expect(said).toMatch(
      /^the database was not asked, because nobody says with which account: 127\.0\.0\.1: .*; name a user and where its password is kept for the database in the target file$/,
    );
  });

  test('a user who may not read the files', async () => {
    const user = addUser('a');
    // The wrapper that relocates the files must be within reach.
    chmodSync(folder, 0o755);
    chmodSync(join(folder, 'etc'), 0o700);
    try {
      const failure = { status: 'denied', reason: expect.stringMatching(/db\.properties: permission denied.*; name a user/) };
      expect(await ask(target(`management=${user.name}@127.0.0.1`), 'database')).toEqual([failure, failure]);
    } finally {
      user.remove();
    }
  });

  test('all management servers are away', async () => {
    const failure = { status: 'unreachable', reason: expect.stringMatching(/127\.0\.0\.3.*127\.0\.0\.4.*; name a user/) };
    expect(await ask(target('management=127.0.0.3', 'management=127.0.0.4'), 'database')).toEqual([failure, failure]);
  });

  test('only the usage account is wrong: its tables alone are not asked', async () => {
    write(settings({ 'db.usage.password': 'ENC(AQIDBAUGBwgUoMDgWLIEUQ==)x' }));
    write(settings({ 'db.usage.password': `ENC(${encryptV1('another', USAGE_CANARY)})` }));
    expect(await ask(target('management=127.0.0.1'), 'database')).toMatchObject([
      rows({ version: '4.19.0.0' }),
      {
        status: 'failed',
        reason: expect.stringMatching(/^table cloud_usage\.usage_job was not asked: .*db\.usage\.password is encrypted, and the key/),
      },
    ]);
  });
});

test('a tunnel that cannot be opened says whole where, to what and why', async () => {
  const hosts = `  management: 127.0.0.1\n  database: { name: db1, via: mysql, address: 10.9.8.7, port: 3307, user: named, password: { file: other }, through: 127.0.0.1 }`;
  writeFileSync(
    join(folder, 'strange'),
    `Host *\n  Port ${sshd.port}\n  User root\n  IdentityFile ${sshd.key}\n  UserKnownHostsFile ${folder}/nobody\n`,
  );
  const source = openTarget(written(hosts), {
    keeping: { env: {}, readFile: async () => ({ text: 'other', mode: 0o600, own: true }) },
    sshConfig: join(folder, 'strange'),
  });
  expect(await source.ask('db1', [version])).toEqual([
    {
      status: 'unreachable',
      reason: expect.stringMatching(
        new RegExp(
          `^logging in as named: MySQL at 10\\.9\\.8\\.7:3307 \\(inside SSH\\) cannot be reached through SSH: 127\\.0\\.0\\.1:${sshd.port}: its key is not in known_hosts .*then log in once with ssh, or use --accept-new-host-keys$`,
        ),
      ),
    },
  ]);
  await source.close();
});
