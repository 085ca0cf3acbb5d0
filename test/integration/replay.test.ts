import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import type { Report } from '../../src/model/report.ts';
import { validateReport } from '../../src/schemas/validate.ts';
import { openSnapshot } from '../../src/snapshot/open.ts';
import { addUser, type TestUser } from '../sources/ssh/hosts.ts';
import { type Mariadb, startMariadb } from '../support/mariadb.ts';
import { temporaryFolder } from '../support/snapshots.ts';
import { freePort, type Sshd, startSshd } from '../support/sshd.ts';
import { memoryStreams } from '../support/streams.ts';

/** Secrets of the site: in the database plain, and as a password that is used to ask it. */
const CANARY = 'Canary-7f3a-of-the-vcenter';
const DATABASE_CANARY = 'Canary-91bb-of-the-database';

let sshd: Sshd;
let mariadb: Mariadb;
let user: TestUser;
let folder: string;

const GRANTED = ['version', 'storage_pool', 'cluster', 'cluster_details', 'data_center', 'configuration', 'legacy_zones'];

/** One table is not there, and some are not for this account, which cannot tell whether they are. */
const TABLES = `
CREATE DATABASE cloud; USE cloud;
CREATE TABLE version (id bigint unsigned PRIMARY KEY, version char(40), updated datetime, step char(32));
INSERT INTO version VALUES (1,'4.1.1','2013-07-02 04:11:09','Complete'),(2,'4.2.1','2014-01-11 23:02:17','Complete');
CREATE TABLE storage_pool (id bigint unsigned PRIMARY KEY, name varchar(255), pool_type varchar(32), path varchar(255), removed datetime);
INSERT INTO storage_pool VALUES (7,'kvm1-löcal','Filesystem','/data/',NULL),(8,'esc\\0\u001b[2J','Filesystem','/x/',NULL);
CREATE TABLE cluster (id bigint unsigned PRIMARY KEY, name varchar(255), hypervisor_type varchar(32), data_center_id bigint unsigned, removed datetime);
INSERT INTO cluster VALUES (2,'vmware','VMware',1,NULL),(3,'vmware2','VMware',1,NULL);
CREATE TABLE cluster_details (id bigint unsigned PRIMARY KEY, cluster_id bigint unsigned, name varchar(255), value varchar(255));
INSERT INTO cluster_details VALUES (1,2,'password','${CANARY}'),(2,2,'url','http://vc/dc/c'),(3,3,'password','${CANARY}');
CREATE TABLE data_center (id bigint unsigned PRIMARY KEY, name varchar(255), removed datetime);
INSERT INTO data_center VALUES (1,'zone1',NULL);
CREATE TABLE vmware_data_center (id bigint unsigned PRIMARY KEY, uuid varchar(255), name varchar(255), guid varchar(255), vcenter_host varchar(255), username varchar(255), password varchar(255));
INSERT INTO vmware_data_center VALUES (1,'u','dc','g','vc','admin','${CANARY}');
CREATE TABLE configuration (name varchar(255) PRIMARY KEY, value varchar(4095), category varchar(255));
INSERT INTO configuration VALUES ('init','true','Hidden');
CREATE TABLE legacy_zones (zone_id bigint unsigned);
CREATE USER preflight@'127.0.0.1' IDENTIFIED BY '${DATABASE_CANARY}';
${GRANTED.map(table => `GRANT SELECT ON cloud.${table} TO preflight@'127.0.0.1';`).join('\n')}
DROP TABLE legacy_zones;
`;

beforeAll(async () => {
  folder = temporaryFolder();
  user = addUser('r');
  [sshd, mariadb] = await Promise.all([startSshd({ addresses: ['127.0.0.1', '127.0.0.2', '127.0.0.3'] }), startMariadb()]);
  await mariadb.admin(TABLES);
  writeFileSync(join(folder, 'password'), `${DATABASE_CANARY}\n`, { mode: 0o600 });
  writeFileSync(
    join(folder, 'ssh_config'),
    `Host *\n  Port ${sshd.port}\n  User root\n  IdentityFile ${sshd.key}\n  UserKnownHostsFile ${sshd.knownHosts}\n`,
  );
});
afterAll(async () => {
  user?.remove();
  await Promise.allSettled([sshd?.stop(), mariadb?.stop()]);
});

/** mgmt2 is asked by somebody who may not read everything, kvm2 is not there, and kvm3 is not let in. */
async function target(name?: string): Promise<string> {
  const path = join(folder, 'preflight.yaml');
  writeFileSync(
    path,
    `platform: cloudstack
${name === undefined ? '' : `name: ${name}\n`}to: 4.3.2
limits: { connectSeconds: 60, answerSeconds: 60 }
hosts:
  management:
    - { name: mgmt1, address: 127.0.0.1 }
    - { name: mgmt2, address: 127.0.0.2, user: ${user.name} }
  kvm:
    - { name: kvm1, address: 127.0.0.3 }
    - { name: kvm2, address: 127.0.0.1, port: ${await freePort()} }
    - { name: kvm3, address: 127.0.0.1, user: nobody-here }
  database:
    name: db1
    via: mysql
    address: 127.0.0.1
    port: ${mariadb.port}
    user: preflight
    password: { file: password }
    through: mgmt1
`,
  );
  return path;
}

const preflight = async (...args: string[]) => {
  const streams = memoryStreams(process.env);
  const exit = await main(args, streams);
  return { exit, out: streams.out() };
};

/** When something was asked or answered. The times that the database holds are of 2013 and 2014, and have to be equal. */
const NOW = /20[2-9]\d-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}(?:\.\d+)?(?: UTC|Z)/g;
const withoutTimes = (text: string): string => text.replace(NOW, '(time)').replace(/"sha256:[0-9a-f]{64}"/g, '"(digest)"');

/** Of what stands still between two looks: processes, sockets and the age of caches do not, and the digest is of them too. */
const STILL = ['storage-pool-*', 'vcenter-*', 'plaintext-*', 'agent-paths-*', 'default-*', 'guest-os-*'].flatMap(name => [
  '--check',
  `cloudstack/${name}`,
]);

async function both(path: string, snapshot: string) {
  const live = ['--target', path, '--ssh-config', join(folder, 'ssh_config')];
  const captured = await preflight('capture', ...live, '-o', snapshot);
  expect(captured.exit).toBe(2);
  const run = async (report: string, ...where: string[]) => preflight('scan', ...where, '--all', '--report', report);
  const reports = async (...where: string[]) => ({
    json: await run('json', ...where),
    table: await run('table', ...where),
    junit: await run('junit', ...where),
  });
  const digest = async (...where: string[]): Promise<string> =>
    (JSON.parse((await preflight('scan', ...where, ...STILL, '--report', 'json')).out) as Report).evidence.digest!;
  return {
    scanned: await reports(...live),
    replayed: await reports('--snapshot', snapshot),
    digests: [await digest(...live), await digest('--snapshot', snapshot)],
  };
}

describe.each(['site.tar.gz', 'site'])('a live scan and a scan of %s', name => {
  test('are byte for byte one report, but for the times', async () => {
    const { scanned, replayed, digests } = await both(await target(name === 'site' ? 'prod-zürich' : undefined), join(folder, name));
    for (const format of ['json', 'table', 'junit'] as const) {
      expect(replayed[format].exit).toBe(scanned[format].exit);
      expect(withoutTimes(replayed[format].out)).toBe(withoutTimes(scanned[format].out));
      expect(scanned[format].out + replayed[format].out).not.toContain('Canary');
    }
    expect(digests[0]).toBe(digests[1]);
    const report = JSON.parse(scanned.json.out) as Report;
    expect(validateReport(report)).toBeUndefined();
    expect(report.evidence).toEqual({
      kind: 'installation',
      name: name === 'site' ? 'prod-zürich' : 'mgmt1 and 5 more hosts',
      digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
    });

    const statuses = new Set(report.results.flatMap(({ looked }) => looked.map(({ status }) => status)));
    expect([...statuses].sort()).toEqual(expect.arrayContaining(['absent', 'denied', 'ok', 'unreachable']));
    const stored = (await openSnapshot(join(folder, name))).manifest.answers;
    const of = (host: string, status: string): string[] =>
      stored.filter(one => one.host === host && one.status === status).map(({ query }) => query.kind);
    expect(of('kvm2', 'unreachable').length).toBeGreaterThan(0);
    expect(of('kvm3', 'denied').length).toBeGreaterThan(0);
    expect(of('db1', 'absent')).toContain('table');
    expect(of('db1', 'denied')).toContain('table');
    expect(of('mgmt1', 'absent')).toEqual(expect.arrayContaining(['file', 'command']));
  }, 180_000);
});

test('what has changed since the capture shows, in the digest too', async () => {
  const path = await target();
  const site = join(folder, 'site.tar.gz');
  const live = ['--target', path, '--ssh-config', join(folder, 'ssh_config')];
  const digest = async (...where: string[]): Promise<string | undefined> =>
    (JSON.parse((await preflight('scan', ...where, '--check', 'cloudstack/storage-pool-trailing-slash', '--report', 'json')).out) as Report).evidence
      .digest;
  const before = await digest(...live);
  expect(await digest('--snapshot', site)).toBe(before);
  await mariadb.admin("UPDATE cloud.storage_pool SET path = '/other' WHERE id = 7");
  expect(await digest(...live)).not.toBe(before);
});
