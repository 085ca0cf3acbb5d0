import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import type { Report } from '../../src/model/report.ts';
import { encryptV1, encryptV2 } from '../ciphers/encrypt.ts';
import { type Mariadb, startMariadb } from '../support/mariadb.ts';
import { relocated, writeDeep } from '../support/relocated.ts';
import { type Sshd, startSshd, temporaryFolder } from '../support/sshd.ts';
import { memoryStreams } from '../support/streams.ts';

const CANARY = 'Canary-1e77-of-the-account';
const KEY = 'Canary-key-9';

let sshd: Sshd;
let mariadb: Mariadb;
let folder: string;

const TABLES = `
CREATE DATABASE cloud_site; USE cloud_site;
CREATE TABLE version (id bigint unsigned PRIMARY KEY, version char(40), updated datetime, step char(32));
INSERT INTO version VALUES (1,'4.2.1','2014-01-11 23:02:17','Complete');
CREATE TABLE storage_pool (id bigint unsigned PRIMARY KEY, name varchar(255), pool_type varchar(32), path varchar(255), removed datetime);
INSERT INTO storage_pool VALUES (7,'kvm1','Filesystem','/data/',NULL);
CREATE TABLE cluster (id bigint unsigned PRIMARY KEY, name varchar(255), hypervisor_type varchar(32), data_center_id bigint unsigned, removed datetime);
INSERT INTO cluster VALUES (3,'kvm','KVM',1,NULL);
CREATE USER cloud@'127.0.0.1' IDENTIFIED BY '${CANARY}'; GRANT SELECT ON cloud_site.* TO cloud@'127.0.0.1';
`;

beforeAll(async () => {
  folder = temporaryFolder('canary');
  [sshd, mariadb] = await Promise.all([
    startSshd({ config: [relocated(folder, '/etc/cloudstack/management', `${folder}/management`)] }),
    startMariadb(),
  ]);
  await mariadb.admin(TABLES);
  writeFileSync(
    join(folder, 'ssh_config'),
    `Host *\n  Port ${sshd.port}\n  User root\n  IdentityFile ${sshd.key}\n  UserKnownHostsFile ${sshd.knownHosts}\n`,
  );
  writeFileSync(join(folder, 'preflight.yaml'), 'platform: cloudstack\nto: 4.3.2\nhosts:\n  management: { name: mgmt1, address: 127.0.0.1 }\n');
});
afterAll(async () => {
  await Promise.allSettled([sshd?.stop(), mariadb?.stop()]);
  rmSync(folder, { recursive: true, force: true });
});

function configure(password: string, more = 'db.cloud.encryption.type=file\n', key = KEY): void {
  const account = ['cloud', 'usage'].map(
    word =>
      `db.${word}.username=cloud\ndb.${word}.password=${password}\ndb.${word}.host=localhost\ndb.${word}.port=${mariadb.port}\ndb.${word}.name=${word}_site\n`,
  );
  writeDeep(join(folder, 'management/db.properties'), `${account.join('')}${more}`);
  writeDeep(join(folder, 'management/key'), key);
}

const preflight = async (...args: string[]) => {
  const streams = memoryStreams(process.env);
  const exit = await main([...args, '--target', join(folder, 'preflight.yaml'), '--ssh-config', join(folder, 'ssh_config'), '--verbose'], streams);
  return { exit, out: streams.out(), err: streams.err() };
};

/** Everything that preflight says and writes about this installation. */
async function everything(): Promise<{ report: Report; text: string; err: string }> {
  const site = join(folder, 'site');
  rmSync(site, { recursive: true, force: true });
  const captured = await preflight('capture', '-o', site);
  const [json, ...others] = [
    await preflight('scan', '--all', '--report', 'json'),
    await preflight('scan', '--all'),
    await preflight('scan', '--all', '--report', 'junit'),
  ];
  const stored = readdirSync(site, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile());
  const files = stored.map(entry => readFileSync(join(entry.parentPath, entry.name), 'latin1'));
  const said = [captured, json!, ...others].map(({ out, err }) => out + err);
  return { report: JSON.parse(json!.out) as Report, text: [...said, ...files].join('\n'), err: json!.err };
}
const CANARIES = new RegExp(
  [CANARY, KEY].flatMap(secret => [secret, Buffer.from(secret).toString('base64').replace(/=+$/, ''), Buffer.from(secret).toString('hex')]).join('|'),
  'i',
);

const found = ({ results }: Report) => results.find(({ check }) => check === 'cloudstack/storage-pool-trailing-slash');

describe('a target that names a management server and no database', () => {
  test.each([
    ['V1', () => configure(`ENC(${encryptV1(KEY, CANARY)})`)],
    ['V2', () => configure(`ENC(${encryptV2(KEY, CANARY)})`)],
    ['in plain text', () => configure(CANARY, '')],
  ])('is judged with the account of the platform, password %s, which is nowhere to be seen', async (_, change) => {
    change();
    const { report, text, err } = await everything();
    expect(report.hosts).toMatchObject({ management: ['mgmt1'], database: ['database'] });
    expect(report.from).toBe('4.2.1');
    expect(found(report)).toMatchObject({ verdict: 'fail', findings: [{ host: 'database' }] });
    expect(err).toContain('database: user cloud from /etc/cloudstack/management/db.properties of mgmt1\n');
    expect(text).toContain('cloud.storage_pool');
    expect(text).not.toMatch(CANARIES);
  });

  test.each([
    ['the server denies it', () => configure(`ENC(${encryptV1(KEY, `${CANARY}-old`)})`), /denies access \(1045: Access denied for user 'cloud'@/],
    [
      'the key is another',
      () => configure(`ENC(${encryptV1('another', CANARY)})`),
      /mgmt1: .*db\.cloud\.password is encrypted, and the key in the file beside it does not open it; name a user/,
    ],
    [
      'it is in the environment',
      () => configure(`ENC(${encryptV1(KEY, CANARY)})`, 'db.cloud.encryption.type=env\n'),
      /db\.cloud\.encryption\.type is env/,
    ],
    ['there is none', () => configure(''), /db\.cloud\.password is empty or not there/],
  ])('is undecided, with the reason and without the password: %s', async (_, change, reason) => {
    change();
    const { report, text } = await everything();
    const unknowns = found(report)?.unknowns ?? report.results.flatMap(({ unknowns }) => unknowns);
    expect(unknowns.map(unknown => unknown.reason).join('\n')).toMatch(reason);
    expect(found(report)?.verdict ?? 'unknown').toBe('unknown');
    expect(text).not.toMatch(CANARIES);
  });
});
