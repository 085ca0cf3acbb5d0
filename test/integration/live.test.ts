import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import type { Report } from '../../src/model/report.ts';
import { type Mariadb, startMariadb } from '../support/mariadb.ts';
import { temporaryFolder } from '../support/snapshots.ts';
import { type Sshd, startSshd } from '../support/sshd.ts';
import { memoryStreams } from '../support/streams.ts';

const CANARY = 'Canary-7f3a-of-the-vcenter';
const DATABASE_CANARY = 'Canary-91bb-of-the-database';

let sshd: Sshd;
let mariadb: Mariadb;
let folder: string;
let target: string;

const TABLES = `
CREATE DATABASE cloud; USE cloud;
CREATE TABLE version (id bigint unsigned PRIMARY KEY, version char(40), updated datetime, step char(32));
INSERT INTO version VALUES (1,'4.1.1','2013-07-02 04:11:09','Complete'),(2,'4.2.1','2014-01-11 23:02:17','Complete');
CREATE TABLE storage_pool (id bigint unsigned PRIMARY KEY, name varchar(255), pool_type varchar(32), path varchar(255), removed datetime);
INSERT INTO storage_pool VALUES (7,'kvm1-löcal','Filesystem','/data/',NULL),(8,'nfs','NetworkFilesystem','/export/',NULL);
CREATE TABLE cluster (id bigint unsigned PRIMARY KEY, name varchar(255), hypervisor_type varchar(32), data_center_id bigint unsigned, removed datetime);
INSERT INTO cluster VALUES (2,'vmware','VMware',1,NULL),(3,'kvm','KVM',1,NULL);
CREATE TABLE cluster_details (id bigint unsigned PRIMARY KEY, cluster_id bigint unsigned, name varchar(255), value varchar(255));
INSERT INTO cluster_details VALUES (1,2,'password','${CANARY}'),(2,2,'url','http://vc/dc/c');
CREATE TABLE data_center (id bigint unsigned PRIMARY KEY, name varchar(255), removed datetime);
INSERT INTO data_center VALUES (1,'zone1',NULL);
CREATE TABLE configuration (name varchar(255) PRIMARY KEY, value varchar(4095), category varchar(255));
INSERT INTO configuration VALUES ('init','true','Hidden');
CREATE USER preflight@'127.0.0.1' IDENTIFIED BY '${DATABASE_CANARY}'; GRANT SELECT ON cloud.* TO preflight@'127.0.0.1';
`;

beforeAll(async () => {
  folder = temporaryFolder();
  [sshd, mariadb] = await Promise.all([startSshd({ addresses: ['127.0.0.1', '127.0.0.2'] }), startMariadb()]);
  await mariadb.admin(TABLES);
  writeFileSync(join(folder, 'password'), `${DATABASE_CANARY}\n`, { mode: 0o600 });
  writeFileSync(
    join(folder, 'ssh_config'),
    `Host *\n  Port ${sshd.port}\n  User root\n  IdentityFile ${sshd.key}\n  UserKnownHostsFile ${sshd.knownHosts}\n`,
  );
  target = join(folder, 'preflight.yaml');
  writeFileSync(
    target,
    `platform: cloudstack
to: 4.3.2
hosts:
  management:
    - { name: mgmt1, address: 127.0.0.1 }
  kvm:
    - { name: kvm1, address: 127.0.0.2 }
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
});
afterAll(async () => {
  await Promise.allSettled([sshd?.stop(), mariadb?.stop()]);
});

const preflight = async (...args: string[]) => {
  const streams = memoryStreams(process.env);
  const exit = await main(args, streams);
  return { exit, out: streams.out(), err: streams.err() };
};
const live = (): string[] => ['--target', target, '--ssh-config', join(folder, 'ssh_config')];
/** What must be equal between an installation and its snapshot: everything but where and when. */
const comparable = (out: string): unknown => {
  const { time: _, evidence: __, ...report } = JSON.parse(out) as Report;
  return JSON.parse(JSON.stringify(report, (key, value) => (key === 'at' ? undefined : value)));
};

describe('a live installation', () => {
  test('is judged, and its snapshot gives the same report', async () => {
    const site = join(folder, 'site.tar.gz');
    const scanned = await preflight('scan', ...live(), '--report', 'json');
    const report = JSON.parse(scanned.out) as Report;
    expect(report).toMatchObject({ verdict: 'NO-GO', from: '4.2.1', to: '4.3.2' });
    expect(report.results.find(({ check }) => check === 'cloudstack/storage-pool-trailing-slash')).toMatchObject({
      verdict: 'fail',
      findings: [{ host: 'db1', text: 'Storage pool kvm1-löcal (id 7) has the path "/data/", which ends in a slash.' }],
    });
    const captured = await preflight('capture', ...live(), '-o', site);
    expect(captured.err).toContain('site.tar.gz:');
    const replayed = await preflight('scan', '--snapshot', site, '--to', '4.3.2', '--report', 'json');
    expect(comparable(replayed.out)).toEqual(comparable(scanned.out));
    expect(replayed.exit).toBe(scanned.exit);
  });

  test('no secret is in the snapshot, the reports, the log or the messages', async () => {
    const site = join(folder, 'site');
    const captured = await preflight('capture', ...live(), '-o', site, '--verbose');
    const scanned = await Promise.all(
      ['table', 'json', 'junit'].map(report => preflight('scan', ...live(), '--verbose', '--all', '--report', report)),
    );
    const stored = readdirSync(site, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile());
    const everything = [captured, ...scanned]
      .map(({ out, err }) => out + err)
      .concat(stored.map(entry => readFileSync(join(entry.parentPath, entry.name), 'utf8')));
    expect(everything.join('\n')).not.toContain(CANARY);
    expect(everything.join('\n')).not.toContain(DATABASE_CANARY);
    expect(captured.err).toContain('127.0.0.1');
  });

  test('one dead host costs one line, and the others are judged', async () => {
    const dead = join(folder, 'dead.yaml');
    writeFileSync(dead, readFileSync(target, 'utf8').replace('{ name: kvm1, address: 127.0.0.2 }', '{ name: kvm1, address: 127.0.0.3 }'));
    const { out, err } = await preflight('scan', '--target', dead, '--ssh-config', join(folder, 'ssh_config'), '--report', 'json');
    const report = JSON.parse(out) as Report;
    expect(err).toBe('kvm1: unreachable\n');
    expect(report.verdict).toBe('NO-GO');
    expect(report.results.flatMap(({ unknowns }) => unknowns).some(({ host, status }) => host === 'kvm1' && status === 'unreachable')).toBe(true);
  });

  test('a host that nobody knows is refused, and how to go on is said', async () => {
    const config = join(folder, 'ssh_config_unknown');
    writeFileSync(config, readFileSync(join(folder, 'ssh_config'), 'utf8').replace(sshd.knownHosts, join(folder, 'no_known_hosts')));
    const { out } = await preflight('scan', '--target', target, '--ssh-config', config, '--report', 'json');
    const reasons = (JSON.parse(out) as Report).results.flatMap(({ unknowns }) => unknowns.map(({ reason }) => reason)).join('\n');
    expect(reasons).toContain('--accept-new-host-keys');
  });

  test('a dry run asks nothing', async () => {
    // What sshd has to say of a connection that is over may come late; a new one it tells at once.
    const connections = (): number => sshd.log().match(/^Connection from /gm)?.length ?? 0;
    const before = connections();
    const { exit, out } = await preflight('capture', ...live(), '--dry-run');
    expect({ exit, out }).toMatchObject({ exit: 0, out: expect.stringContaining('nothing was asked') });
    expect(out).toContain('table cloud.storage_pool');
    expect(connections()).toBe(before);
  });

  test('nothing on the host is changed', async () => {
    const changed = (): string =>
      execFileSync('find', ['/etc', '-newer', join(folder, 'mark')], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    writeFileSync(join(folder, 'mark'), '');
    await new Promise(resolve => setTimeout(resolve, 20));
    await preflight('scan', ...live(), '--report', 'json');
    expect(changed()).toBe('');
  });
});
