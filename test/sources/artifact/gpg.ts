import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A real gpg in a folder of its own, whose path is short because the socket of its agent must fit into 108 bytes. */
export interface Gpg {
  /** Runs gpg and gives its standard output; throws what it wrote to standard error where it fails. */
  run(args: readonly string[], options?: { readonly input?: string | Buffer; readonly at?: string }): Buffer;
  /** A key without a passphrase; gives its fingerprint. `at` is when it is made, such as `20200101T000000`. */
  key(
    name: string,
    algorithm: string,
    options?: { readonly usage?: string; readonly expires?: string; readonly at?: string; readonly args?: readonly string[] },
  ): string;
  subkey(fingerprint: string, algorithm: string, options?: { readonly usage?: string; readonly expires?: string; readonly at?: string }): string;
  /** The detached signature of these bytes. */
  sign(data: Buffer, keys: readonly string[], options?: { readonly args?: readonly string[]; readonly at?: string }): Buffer;
  /** The public keys, armored. */
  export(...keys: readonly string[]): string;
  /** Revokes a key for a reason (0 none, 1 compromised, 2 superseded, 3 retired) and gives the certificate of it. */
  revoke(fingerprint: string, reason: number, at: string): Buffer;
  close(): void;
}

export function startGpg(): Gpg {
  const home = mkdtempSync(join(tmpdir(), 'pfg-'));
  const base = ['--homedir', home, '--batch', '--yes', '--no-tty', '--pinentry-mode', 'loopback', '--passphrase', '', '--trust-model', 'always'];
  const run: Gpg['run'] = (args, { input, at } = {}) => {
    const result = spawnSync('gpg', [...base, ...(at ? ['--faked-system-time', `${at}!`] : []), ...args], { input, maxBuffer: 1 << 28 });
    if (result.status !== 0) throw new Error(`gpg ${args.join(' ')}: ${result.stderr}${result.error ?? ''}`);
    return result.stdout;
  };
  const fingerprints = (key: string): readonly string[] =>
    [
      ...run(['--with-colons', '--list-keys', key])
        .toString()
        .matchAll(/^fpr:{9}([0-9A-F]+):/gm),
    ].map(match => match[1]!);
  return {
    run,
    key(name, algorithm, { usage = 'sign,cert', expires = 'never', at, args = [] } = {}) {
      run([...args, '--quick-generate-key', name, algorithm, usage, expires], { ...(at && { at }) });
      return fingerprints(`=${name}`)[0]!;
    },
    subkey(fingerprint, algorithm, { usage = 'sign', expires = 'never', at } = {}) {
      run(['--quick-add-key', fingerprint, algorithm, usage, expires], { ...(at && { at }) });
      return fingerprints(fingerprint).at(-1)!;
    },
    sign(data, keys, { args = [], at } = {}) {
      return run([...args, ...keys.flatMap(key => ['--local-user', `${key}!`]), '--detach-sign', '--output', '-'], {
        input: data,
        ...(at && { at }),
      });
    },
    export: (...keys) => run(['--armor', '--export', ...keys]).toString(),
    revoke(fingerprint, reason, at) {
      const commands = ['y', String(reason), '', 'y', ''].join('\n');
      const certificate = run(['--no-batch', '--command-fd', '0', '--armor', '--output', '-', '--gen-revoke', fingerprint], { input: commands, at });
      run(['--import'], { input: certificate });
      return certificate;
    },
    close() {
      spawnSync('gpgconf', ['--homedir', home, '--kill', 'all']);
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/**
 * What gpg itself says of each signature, with no other keys than these: `good` where it is mathematically right, whatever
 * gpg thinks of its age and of its key.
 */
export function gpgVerdicts(keys: string | Buffer, signature: Buffer, data: Buffer, args: readonly string[] = []): readonly string[] {
  const home = mkdtempSync(join(tmpdir(), 'pfv-'));
  try {
    mkdirSync(join(home, 'd'));
    writeFileSync(join(home, 'd/sig'), signature);
    writeFileSync(join(home, 'd/data'), data);
    const base = ['--homedir', home, '--batch', '--no-tty', '--no-autostart', '--allow-weak-digest-algos', ...args];
    spawnSync('gpg', [...base, '--import'], { input: keys });
    const { stdout } = spawnSync('gpg', [...base, '--status-fd', '1', '--verify', join(home, 'd/sig'), join(home, 'd/data')]);
    return verdictsIn(stdout.toString());
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

function verdictsIn(status: string): readonly string[] {
  const verdicts = [...status.matchAll(/^\[GNUPG:\] (GOODSIG|EXPKEYSIG|REVKEYSIG|EXPSIG|BADSIG|ERRSIG|NODATA)\b(.*)$/gm)].map(([, word, rest]) => {
    if (word === 'BADSIG') return 'bad';
    if (word === 'ERRSIG') return rest!.trim().split(' ')[5] === '9' ? 'unknown-key' : 'unreadable';
    return word === 'NODATA' ? 'unreadable' : 'good';
  });
  return verdicts.length > 0 ? verdicts : ['unreadable'];
}
