import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rowFixes } from '../../../checks/cloudstack/vcenter-password-remedy.ts';

/**
 * The remedy as an operator pastes it, in a real bash. The tools of the platform are stood in for: `java` seals a text as
 * base64 of `key:text` and opens it only with that key, `mysql` writes down what it is given.
 */
const SEAL = `#!/bin/sh
for word; do
  case "$word" in
    *Decryption*|--decrypt) opens=yes ;;
    password=*|--password=*) key=\${word#*password=} ;;
    input=*|--input=*) text=\${word#*input=} ;;
    --encryptorversion=*) echo "\${word#*=}" >> "$STAND_IN/versions" ;;
  esac
done
[ -n "$key" ] && [ -n "$text" ] || { echo 'ERROR: Bad argument'; exit 0; }
[ "$opens" ] || { printf '%s' "$key:$text" | base64 -w 0; exit; }
plain=$(printf '%s' "$text" | base64 -d 2>/dev/null)
case "$plain" in "$key:"*) printf '%s\\n' "\${plain#*:}" ;; *) echo 'ERROR: Operation not possible' ;; esac
`;
const MYSQL = `#!/bin/sh
case "$*" in
  *"name = 'init'"*) cat "$STAND_IN/init" ;;
  *-e*) for word; do last=$word; done; printf '%s\\n' "$last" >> "$STAND_IN/statements" ;;
  *) cat >> "$STAND_IN/restored" ;;
esac
`;

const sealed = (key: string, text: string): string => Buffer.from(`${key}:${text}`).toString('base64');
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'preflight-remedy-'));
  for (const name of ['bin', 'etc', 'lib']) mkdirSync(join(folder, name));
  const program = (name: string, text: string): void => {
    writeFileSync(join(folder, 'bin', name), text);
    chmodSync(join(folder, 'bin', name), 0o755);
  };
  program('java', SEAL);
  program('mysql', MYSQL);
  program('mysqldump', '#!/bin/sh\necho "REPLACE INTO backup of $*"\n');
  writeFileSync(join(folder, 'lib', 'jasypt-1.9.0.jar'), '');
  writeFileSync(join(folder, 'etc', 'key'), 'master key');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Run {
  readonly plain?: string;
  readonly encryptor?: string;
  readonly secret?: string;
  readonly init?: string;
}

/** Runs the lines of the remedy; returns the statements that reached MySQL. */
function run({
  plain = 'S3cret-vc!',
  encryptor = 'V1 by jasypt',
  secret = `ENC(${sealed('master key', 'db-key')})`,
  init = sealed('db-key', 'true'),
}: Run = {}): string[] {
  for (const name of ['statements', 'versions']) rmSync(join(folder, name), { force: true });
  writeFileSync(join(folder, 'init'), init);
  writeFileSync(
    join(folder, 'etc', 'db.properties'),
    `# db.cloud.encrypt.secret=ENC(old)\r\ndb.cloud.host=x\r\n  db.cloud.encrypt.secret : ${secret}\r\ndb.cloud.port=1\r\n`,
  );
  const { commands = [] } = rowFixes.plaintext({ of: 'VMware cluster vc1 (id 3)', id: 12, table: 'cloud.cluster_details', encryptor });
  const script = commands
    .map(({ text }) => text)
    .join('\n')
    .replaceAll('/etc/cloudstack/management', join(folder, 'etc'))
    .replaceAll('/usr/share/cloudstack-common/lib', join(folder, 'lib'));
  writeFileSync(join(folder, 'script'), `${script}\n:\n`);
  // An interactive shell goes on after ${NAME:?}, so each line is its own command there; here a failed one ends the script.
  try {
    execFileSync('bash', [join(folder, 'script')], {
      cwd: folder,
      input: `${plain}\n`,
      env: { PATH: `${join(folder, 'bin')}:${process.env.PATH}`, STAND_IN: folder, LC_ALL: 'C.UTF-8' },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
  } catch {}
  return existsSync(join(folder, 'statements')) ? readFileSync(join(folder, 'statements'), 'utf8').trim().split('\n') : [];
}

describe.each(['V1 by jasypt', 'V1', 'V2'])('the remedy with %s', encryptor => {
  test('writes the password, encrypted with the database key, to the one row', () => {
    expect(run({ encryptor })).toEqual([`UPDATE cloud.cluster_details SET value = '${sealed('db-key', 'S3cret-vc!')}' WHERE id = 12;`]);
    expect(existsSync(join(folder, 'versions'))).toBe(encryptor !== 'V1 by jasypt');
  });

  test('takes any password as it is', () => {
    const plain = ' a"b\'c$(reboot)`x`\\n;|*é ';
    expect(run({ encryptor, plain })).toEqual([`UPDATE cloud.cluster_details SET value = '${sealed('db-key', plain)}' WHERE id = 12;`]);
  });

  test('writes nothing where the key is not proved', () => {
    expect(run({ encryptor, init: sealed('other-key', 'true') })).toEqual([]);
    expect(run({ encryptor, init: sealed('db-key', 'false') })).toEqual([]);
    expect(run({ encryptor, init: 'true' })).toEqual([]);
    expect(run({ encryptor, init: '' })).toEqual([]);
  });

  test('writes nothing where the management key does not fit, or there is no password', () => {
    expect(run({ encryptor, secret: `ENC(${sealed('other', 'db-key')})` })).toEqual([]);
    expect(run({ encryptor, secret: '' })).toEqual([]);
    expect(run({ encryptor, plain: '' })).toEqual([]);
  });
});

test('the row is saved before, for its owner alone, and the undo puts it back', () => {
  run();
  const backup = join(folder, 'cluster_details-12.sql');
  expect(statSync(backup).mode & 0o777).toBe(0o600);
  expect(readFileSync(backup, 'utf8')).toContain('--replace --where=id = 12 cloud cluster_details');
  const { undo = '' } = rowFixes.plaintext({ of: 'x', id: 12, table: 'cloud.cluster_details', encryptor: 'V2' });
  execFileSync('bash', ['-c', undo], { cwd: folder, env: { PATH: `${join(folder, 'bin')}:${process.env.PATH}`, STAND_IN: folder }, stdio: 'pipe' });
  expect(readFileSync(join(folder, 'restored'), 'utf8')).toBe(readFileSync(backup, 'utf8'));
});
