import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTarget } from '../../src/live/open.ts';
import { file, table } from '../../src/model/query.ts';
import { parseTarget } from '../../src/target/parse.ts';
import { type Sshd, startSshd } from '../support/sshd.ts';
import { PLATFORMS } from '../target/platforms.ts';

let sshd: Sshd;
let folder: string;

beforeAll(async () => {
  sshd = await startSshd();
  folder = mkdtempSync(join(homedir(), '.preflight-test-'));
  const database = new Database(join(folder, 'one.db'));
  database.exec("CREATE TABLE db_versioning (oid INTEGER, version TEXT); INSERT INTO db_versioning VALUES (0, '6.8.0')");
  database.close();
  writeFileSync(
    join(folder, 'ssh_config'),
    `Host *\n  Port ${sshd.port}\n  User root\n  IdentityFile ${sshd.key}\n  UserKnownHostsFile ${sshd.knownHosts}\n`,
  );
});
afterAll(async () => {
  await sshd?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const versions = table('opennebula.db_versioning', { columns: ['version'] });
const target = (database: string) =>
  parseTarget(`platform: opennebula\nhosts:\n  frontend: { name: fe1, address: 127.0.0.1 }\n  database: ${database}\n`, 'preflight.yaml', PLATFORMS);

async function ask(database: string) {
  const source = openTarget(target(database), {
    keeping: { env: {}, readFile: async () => ({ problem: 'no' }) },
    sshConfig: join(folder, 'ssh_config'),
  });
  const answers = await source.ask('one', [versions, file('/etc/hostname')]);
  await source.close();
  return answers;
}
const read = [
  { status: 'ok', body: { rows: [{ version: '6.8.0' }] } },
  { status: 'failed', reason: expect.stringContaining('for tables only') },
];

test('a file in the home of the operator', async () => {
  const inHome = join(folder, 'one.db').slice(homedir().length);
  expect(await ask(`{ name: one, via: sqlite, path: "~${inHome}" }`)).toMatchObject(read);
});

test('a file of a host behind SSH; a path there that begins with ~/ is refused', async () => {
  expect(await ask(`{ name: one, via: sqlite, path: ${join(folder, 'one.db')}, through: fe1 }`)).toMatchObject(read);
  expect(() => target('{ name: one, via: sqlite, path: ~/one.db, through: fe1 }')).toThrow(
    'path must be the path of a file on the host, which begins with /',
  );
});
