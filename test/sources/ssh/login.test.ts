import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { fingerprint } from '../../../src/sources/ssh/known-hosts.ts';
import type { SshTarget } from '../../../src/sources/ssh/target.ts';
import { end, makeKey, type Sshd, startSshd, temporaryFolder } from '../../support/sshd.ts';
import { addUser, askOnce, HOSTNAME, ownSshd, said, type TestUser, targetOf, WHO, whyNot } from './hosts.ts';

let sshd: Sshd;
let folder: string;
let user: TestUser;
const agents: ChildProcess[] = [];
let configs = 0;
const at = (...names: string[]): string => join(folder, ...names);

const write = (name: string, text: string, mode = 0o600): string => {
  writeFileSync(at(name), text, { mode });
  chmodSync(at(name), mode);
  return at(name);
};

/** Lets this key in, beside the usual one. */
const allow = (...keys: readonly string[]): void => {
  const file = join(sshd.folder, 'authorized_keys');
  writeFileSync(file, [sshd.key, ...keys].map(key => readFileSync(`${key}.pub`, 'utf8')).join(''));
};

beforeAll(async () => {
  folder = temporaryFolder('login');
  user = addUser('a');
  sshd = await startSshd({
    addresses: ['127.0.0.1', '127.0.0.2'],
    hostKeys: ['ed25519', 'rsa', 'ecdsa'],
    config: [
      `Match User ${user.name} LocalAddress 127.0.0.2`,
      '  AuthenticationMethods publickey,password',
      '  PasswordAuthentication yes',
      `Match User ${user.name}`,
      '  PasswordAuthentication yes',
      'Match all',
    ],
  });
});
afterEach(() => allow());
afterAll(async () => {
  await Promise.all(agents.map(end));
  await sshd.stop();
  user.remove();
  rmSync(folder, { recursive: true });
});

const target = (changes: Partial<SshTarget> = {}): SshTarget => ({ ...targetOf(sshd), ...changes });
const as = (changes: Partial<SshTarget> = {}): SshTarget => target({ user: user.name, ...changes });

describe('host keys', () => {
  const hosts = (text: string): SshTarget => target({ knownHostsFile: write('known_hosts', text) });
  const keyOf = (type: string): string =>
    readFileSync(join(sshd.folder, `host_${type}.pub`), 'utf8')
      .split(' ')
      .slice(0, 2)
      .join(' ');
  const name = (): string => `[127.0.0.1]:${sshd.port}`;
  const otherKey = (): string => {
    if (!existsSync(at('other'))) makeKey(folder, 'other');
    return readFileSync(at('other.pub'), 'utf8').split(' ').slice(0, 2).join(' ');
  };
  const print = (key: string): string => fingerprint(Buffer.from(key.split(' ')[1]!, 'base64'));

  test('a known key is taken, and its line is told', async () => {
    const lines: string[] = [];
    expect(said(await askOnce(target(), { log: line => lines.push(line) }))).toBe('root');
    expect(lines[0]).toMatch(
      new RegExp(
        `^127\\.0\\.0\\.1:${sshd.port}: logged in as root in \\d+ ms, host key ssh-ed25519 ${print(keyOf('ed25519')).replace(/[+/]/g, '.')} \\(${sshd.knownHosts} line 1\\)$`,
      ),
    );
  });

  test('a changed key is an error of its own, with both fingerprints and the line', async () => {
    const answer = whyNot(await askOnce(hosts(`# first\n${name()} ${otherKey()}\n`)));
    expect(answer).toContain(
      `unreachable: 127.0.0.1:${sshd.port}: ITS HOST KEY HAS CHANGED: it offers ssh-ed25519 ${print(keyOf('ed25519'))}, but known is ssh-ed25519 ${print(otherKey())} (${at('known_hosts')} line 2)`,
    );
    expect(answer).toContain(`ssh-keygen -f ${at('known_hosts')} -R '${name()}'`);
  });

  test('a changed key is never added', async () => {
    const text = `${name()} ${otherKey()}\n`;
    expect(whyNot(await askOnce(hosts(text), { acceptNewHostKeys: true }))).toContain('ITS HOST KEY HAS CHANGED');
    expect(readFileSync(at('known_hosts'), 'utf8')).toBe(text);
  });

  test('an unknown host is refused, with what to do', async () => {
    const answer = whyNot(await askOnce(hosts('')));
    expect(answer).toContain(`its key is not in known_hosts (${at('known_hosts')}): it offers ssh-ed25519 ${print(keyOf('ed25519'))}`);
    expect(answer).toContain('--accept-new-host-keys');
    expect(readFileSync(at('known_hosts'), 'utf8')).toBe('');
  });

  test('an unknown host is added where that is asked for, and known from then on', async () => {
    const new_ = hosts('# no line break');
    expect(said(await askOnce(new_, { acceptNewHostKeys: true }))).toBe('root');
    expect(readFileSync(at('known_hosts'), 'utf8')).toBe(`# no line break\n${name()} ${keyOf('ed25519')}\n`);
    expect(said(await askOnce(new_))).toBe('root');
    const { status } = spawnSync('ssh-keygen', ['-f', at('known_hosts'), '-F', name()]);
    expect(status).toBe(0);
  });

  test('where HashKnownHosts says so, it is added hashed', async () => {
    const changes = { configFile: write('hashing', 'HashKnownHosts yes\n'), knownHostsFile: write('known_hosts', '') };
    expect(said(await askOnce(target(changes), { acceptNewHostKeys: true }))).toBe('root');
    expect(readFileSync(at('known_hosts'), 'utf8')).toMatch(/^\|1\|/);
    expect(said(await askOnce(target(changes)))).toBe('root');
  });

  test('a key that cannot be added is refused', async () => {
    const answer = whyNot(await askOnce(target({ knownHostsFile: '/proc/no/known_hosts' }), { acceptNewHostKeys: true }));
    expect(answer).toContain('its new key could not be added to /proc/no/known_hosts');
  });

  /** Each known_hosts, judged by us and by ssh itself. */
  test.each<[string, () => string, boolean]>([
    ['the key', () => `${name()} ${keyOf('ed25519')}`, true],
    ['only its RSA key', () => `${name()} ${keyOf('rsa')}`, true],
    ['only its ECDSA key', () => `${name()} ${keyOf('ecdsa')}`, true],
    ['the key without the port', () => `127.0.0.1 ${keyOf('ed25519')}`, true],
    ['a pattern', () => `[127.0.0.*]:* ${keyOf('ed25519')}`, true],
    ['a pattern with an exception', () => `[127.0.0.*]:*,!${name()} ${keyOf('ed25519')}`, false],
    ['another port', () => `[127.0.0.1]:1 ${keyOf('ed25519')}`, false],
    ['a wrong key and the right one', () => `${name()} ${otherKey()}\n${name()} ${keyOf('ed25519')}`, true],
    ['a wrong key', () => `${name()} ${otherKey()}`, false],
    ['a revoked key', () => `${name()} ${keyOf('ed25519')}\n@revoked * ${keyOf('ed25519')}`, false],
    ['an authority only', () => `@cert-authority * ${keyOf('rsa')}`, false],
    ['nothing', () => '', false],
  ])('%s: as ssh', async (_, text, good) => {
    const given = hosts(`${text()}\n`);
    const answers = await askOnce(given);
    const ssh = spawnSync(
      'ssh',
      [
        '-F',
        given.configFile!,
        '-i',
        given.identityFile!,
        '-o',
        `UserKnownHostsFile=${given.knownHostsFile}`,
        '-o',
        'GlobalKnownHostsFile=none',
        '-o',
        'BatchMode=yes',
        '-o',
        'StrictHostKeyChecking=yes',
        '-p',
        String(given.port),
        'root@127.0.0.1',
        'true',
      ],
      { encoding: 'utf8' },
    );
    expect(ssh.status === 0, ssh.stderr).toBe(good);
    expect(answers[0]!.status === 'ok', JSON.stringify(answers)).toBe(good);
  });

  test('an authority only says so', async () => {
    expect(whyNot(await askOnce(hosts(`@cert-authority * ${keyOf('rsa')}\n`)))).toContain('has only a @cert-authority for it');
  });

  test('RevokedHostKeys counts', async () => {
    const configFile = write('revoking', `RevokedHostKeys ${join(sshd.folder, 'host_ed25519.pub')}\n`);
    expect(whyNot(await askOnce(target({ configFile })))).toContain('is revoked by');
  });

  test('HostKeyAlias is the name that counts', async () => {
    const configFile = write('alias', 'HostKeyAlias the-cloud\n');
    expect(said(await askOnce(target({ configFile, knownHostsFile: write('known_hosts', `the-cloud ${keyOf('ed25519')}\n`) })))).toBe('root');
  });
});

describe('keys', () => {
  test.each<[string, string[]]>([
    ['an RSA key', ['-t', 'rsa']],
    ['an ECDSA key', ['-t', 'ecdsa', '-b', '384']],
    ['an RSA key as PEM', ['-t', 'rsa', '-m', 'PEM']],
    ['an ECDSA key as PEM', ['-t', 'ecdsa', '-m', 'PEM']],
    ['an RSA key as PKCS#8', ['-t', 'rsa', '-m', 'PKCS8']],
    ['an ECDSA key as PKCS#8', ['-t', 'ecdsa', '-m', 'PKCS8']],
  ])('%s', async (name, options) => {
    const key = makeKey(folder, name.replaceAll(' ', '-').replace('#', ''), ...options);
    allow(key);
    expect(said(await askOnce(target({ identityFile: key })))).toBe('root');
  });

  test('an Ed25519 key as PKCS#8', async () => {
    const key = at('pkcs8-ed25519');
    execFileSync('openssl', ['genpkey', '-algorithm', 'ed25519', '-out', key], { stdio: 'ignore' });
    chmodSync(key, 0o600);
    const { createPublicKey } = await import('node:crypto');
    const raw = Buffer.from(createPublicKey(readFileSync(key)).export({ format: 'jwk' }).x!, 'base64url');
    const blob = Buffer.concat([Buffer.from([0, 0, 0, 11]), Buffer.from('ssh-ed25519'), Buffer.from([0, 0, 0, 32]), raw]);
    writeFileSync(`${key}.pub`, `ssh-ed25519 ${blob.toString('base64')}\n`);
    allow(key);
    expect(said(await askOnce(target({ identityFile: key })))).toBe('root');
  });

  describe.each<[string, string[]]>([
    ['OpenSSH', ['-a', '4']],
    ['PEM', ['-t', 'rsa', '-m', 'PEM']],
    ['PKCS#8', ['-t', 'ecdsa', '-m', 'PKCS8']],
  ])('encrypted as %s', (form, options) => {
    let key: string;
    beforeAll(() => {
      key = makeKey(folder, `locked-${form.replace('#', '')}`, '-N', 'open sesame', ...options);
    });

    test('asks for its passphrase once, also after a wrong one, for all hosts', async () => {
      allow(key);
      const asked: string[] = [];
      const prompt = async (question: string) => {
        asked.push(question);
        return asked.length === 1 ? 'wrong' : 'open sesame';
      };
      const options_ = { prompt };
      const answers = await Promise.all(['127.0.0.1', '127.0.0.2', '127.0.0.1'].map(host => askOnce(target({ host, identityFile: key }), options_)));
      expect(answers.map(said)).toEqual(['root', 'root', 'root']);
      expect(asked).toEqual([`Passphrase for ${key}: `, `Passphrase for ${key}: `]);
    });

    test('without anybody to ask, the reason says so', async () => {
      allow(key);
      expect(whyNot(await askOnce(target({ identityFile: key })))).toContain(
        `denied: 127.0.0.1:${sshd.port}: permission denied for root: nothing to offer; the host takes publickey; ${key} is encrypted, and nobody can be asked for its passphrase; ssh-add it`,
      );
    });

    test('a wrong passphrase is denied, and never told', async () => {
      allow(key);
      const lines: string[] = [];
      const answer = whyNot(await askOnce(target({ identityFile: key }), { prompt: async () => 'wr0ng-s3cret', log: line => lines.push(line) }));
      expect(answer).toContain('no right passphrase was given');
      expect(answer + lines.join()).not.toContain('wr0ng-s3cret');
    });
  });

  test('the time for the login stands still while somebody types', async () => {
    const key = makeKey(folder, 'slow-typing', '-N', 'x', '-a', '1');
    allow(key);
    const prompt = () => new Promise<string>(resolve => setTimeout(resolve, 1500, 'x'));
    expect(said(await askOnce(target({ identityFile: key }), { prompt, limits: { connectSeconds: 1 } }))).toBe('root');
  });

  test('a host that would not take the key asks for no passphrase', async () => {
    const key = makeKey(folder, 'not-allowed', '-N', 'x', '-a', '1');
    const asked: string[] = [];
    const answer = whyNot(await askOnce(target({ identityFile: key }), { prompt: async question => String(asked.push(question)) }));
    expect(answer).toContain(`tried ${key}; the host takes publickey`);
    expect(asked).toEqual([]);
  });

  test('a wrong key', async () => {
    const key = makeKey(folder, 'wrong');
    expect(whyNot(await askOnce(target({ identityFile: key })))).toBe(
      `denied: 127.0.0.1:${sshd.port}: permission denied for root: tried ${key}; the host takes publickey`,
    );
  });

  test('a key that others may read is not used', async () => {
    copyFileSync(sshd.key, at('shared'));
    chmodSync(at('shared'), 0o644);
    expect(whyNot(await askOnce(target({ identityFile: at('shared') })))).toContain(
      `${at('shared')} may be read by others, so ssh does not use it; chmod 600`,
    );
  });

  test.each([
    ['not a key', 'hello', 'is not a key that can be used'],
    ['a damaged key', '-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----\n', 'is damaged'],
    ['a damaged PKCS#8 key', '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n', 'is damaged'],
  ])('%s', async (name, text, why) => {
    const key = write(name.replace('#', ''), text);
    expect(whyNot(await askOnce(target({ identityFile: key })))).toContain(`${key} ${why}`);
  });
});

describe('agents', () => {
  async function agentWith(...keys: readonly string[]): Promise<string> {
    const socket = at(`agent-${agents.length}`);
    agents.push(spawn('ssh-agent', ['-D', '-a', socket], { stdio: 'ignore' }));
    const env = { ...process.env, SSH_AUTH_SOCK: socket };
    for (let tries = 0; spawnSync('ssh-add', ['-l'], { env }).status === 2 && tries < 200; tries++)
      await new Promise(resolve => setTimeout(resolve, 10));
    for (const key of keys) execFileSync('ssh-add', ['-q', key], { env, stdio: 'ignore' });
    return socket;
  }
  const { identityFile: _, ...keyless } = { identityFile: '' };
  const through = (socket: string, ...lines: readonly string[]): SshTarget => {
    const { identityFile: _file, ...rest } = target({
      configFile: write(`config-${configs++}`, [`IdentityAgent ${socket}`, ...lines, ''].join('\n')),
    });
    return { ...rest, ...keyless };
  };

  test.each(['ed25519', 'rsa', 'ecdsa'])('a key of type %s', async type => {
    const key = makeKey(folder, `agent-key-${type}`, '-t', type);
    allow(key);
    expect(said(await askOnce(through(await agentWith(key), 'IdentityFile none')))).toBe('root');
  });

  test('an encrypted key that the agent has needs no passphrase', async () => {
    const key = makeKey(folder, 'in-agent');
    allow(key);
    const socket = await agentWith(key);
    execFileSync('ssh-keygen', ['-q', '-p', '-P', '', '-N', 'x', '-f', key]);
    expect(said(await askOnce(through(socket, `IdentityFile ${key}`, 'IdentitiesOnly yes')))).toBe('root');
  });

  test('with IdentitiesOnly other keys of the agent are not offered', async () => {
    const socket = await agentWith(sshd.key);
    const key = makeKey(folder, 'only-this');
    expect(whyNot(await askOnce(through(socket, `IdentityFile ${key}`, 'IdentitiesOnly yes')))).toContain(`tried ${key}; the host takes`);
    expect(said(await askOnce(through(socket, `IdentityFile ${key}`)))).toBe('root');
  });

  test('too many keys: says what to do', async () => {
    const keys = Array.from({ length: 8 }, (_, index) => makeKey(folder, `many-${index}`));
    const answer = whyNot(await askOnce(through(await agentWith(...keys), 'IdentityFile none')));
    expect(answer).toContain('denied: ');
    expect(answer).toContain('set IdentityFile and IdentitiesOnly for this host');
  });

  test('an agent that is gone is a note', async () => {
    const key = makeKey(folder, 'no-agent');
    expect(whyNot(await askOnce(through(at('nowhere'), `IdentityFile ${key}`)))).toContain(`no agent answers at ${at('nowhere')}`);
  });
});

describe('passwords', () => {
  const withoutKey = (changes: Partial<SshTarget> = {}): SshTarget => as({ identityFile: '/nonexistent', ...changes });

  test('from a file', async () => {
    expect(said(await askOnce(withoutKey({ passwordFile: write('password', `${user.password}\nsecond line\n`) })))).toBe(user.name);
  });

  test('by reference, not asked for until it is needed', async () => {
    let asked = 0;
    const password = async () => {
      asked++;
      return user.password;
    };
    expect(said(await askOnce(as(), { password }))).toBe(user.name);
    expect(asked).toBe(0);
    expect(said(await askOnce(withoutKey(), { password }))).toBe(user.name);
  });

  test('a wrong one is denied and never told', async () => {
    const answer = whyNot(await askOnce(withoutKey({ passwordFile: write('password', 'wr0ng-s3cret') })));
    expect(answer).toContain('tried password; the host takes publickey, password');
    expect(answer).not.toContain('wr0ng');
  });

  test('a file that others may read is not used', async () => {
    expect(whyNot(await askOnce(withoutKey({ passwordFile: write('password', user.password, 0o644) })))).toContain(
      `password file ${at('password')} may be read by others, so it is not used; chmod 600`,
    );
  });

  test('a file that is not there', async () => {
    expect(whyNot(await askOnce(withoutKey({ passwordFile: at('none') })))).toContain(`password file ${at('none')} cannot be read: ENOENT`);
  });

  test('a person is asked, again after a mistake', async () => {
    const asked: string[] = [];
    const prompt = async (question: string) => {
      asked.push(question);
      return asked.length === 1 ? 'wrong' : user.password;
    };
    expect(said(await askOnce(withoutKey(), { prompt }))).toBe(user.name);
    expect(asked).toEqual(Array(2).fill(`Password for ${user.name}@127.0.0.1:${sshd.port}: `));
  });

  test('a key and then a password, where the host wants both', async () => {
    expect(said(await askOnce(as({ host: '127.0.0.2', passwordFile: write('password', user.password) })))).toBe(user.name);
    expect(whyNot(await askOnce(as({ host: '127.0.0.2' })))).toContain('the host takes password');
  });
});

describe('sudo', () => {
  const secret = { kind: 'file', path: '/etc/shadow' } as const;

  test('without it, what only root may read is denied', async () => {
    const [file, who, other] = await askOnce(as(), {}, [secret, WHO, HOSTNAME]);
    expect(file).toMatchObject({ status: 'denied', reason: '/etc/shadow: permission denied; log in as a user who may read it, or allow sudo' });
    expect([who!.status, other!.status]).toEqual(['ok', 'ok']);
  });

  test('allowed', async () => {
    user.sudoers('ALL=(root) NOPASSWD: ALL');
    const [who, file] = await askOnce(as({ sudo: true }), {}, [WHO, secret]);
    expect(said([who!])).toBe('root');
    expect(file!.status).toBe('ok');
  });

  test('allowed for nothing but this shell', async () => {
    user.sudoers('ALL=(root) NOPASSWD: /bin/sh -s');
    expect(said(await askOnce(as({ sudo: true })))).toBe('root');
  });

  test('asking for a password', async () => {
    user.sudoers('ALL=(root) ALL');
    const answers = await askOnce(as({ sudo: true }), {}, [WHO, secret]);
    expect(whyNot(answers)).toContain(
      `denied: 127.0.0.1:${sshd.port}: sudo -n refuses ${user.name}: sudo: a password is required; allow it without a password in sudoers (${user.name} ALL=(root) NOPASSWD: /bin/sh -s)`,
    );
    expect(answers[1]).toEqual(answers[0]);
  });

  test('denied', async () => {
    user.sudoers('ALL=(root) NOPASSWD: /bin/true');
    expect(whyNot(await askOnce(as({ sudo: true })))).toMatch(/^denied: .*sudo -n refuses/);
    user.sudoers();
    expect(whyNot(await askOnce(as({ sudo: true })))).toMatch(/^denied: .*sudo -n refuses/);
  });

  test('root needs none', async () => {
    expect(said(await askOnce(target({ sudo: true })))).toBe('root');
  });
});

test('sudo that is not installed', async () => {
  const bare = await ownSshd({ config: ['SetEnv PATH=/nonexistent'] });
  expect(whyNot(await askOnce({ ...targetOf(bare), user: user.name, sudo: true }))).toMatch(/^denied: .*: sudo is not installed there: .*not found/);
});

test('an old system is reached only where the target says that it is one', async () => {
  const old = await ownSshd({ hostKeys: ['rsa'], config: ['KexAlgorithms diffie-hellman-group14-sha1', 'HostKeyAlgorithms ssh-rsa'] });
  expect(whyNot(await askOnce(targetOf(old)))).toBe(
    `unreachable: 127.0.0.1:${old.port}: no common key exchange algorithm; for an old system set legacy: true`,
  );
  expect(said(await askOnce({ ...targetOf(old), legacy: true }))).toBe('root');
});

describe('accounts', () => {
  test('that get no shell', async () => {
    execFileSync('usermod', ['--shell', '/usr/sbin/nologin', user.name]);
    try {
      expect(whyNot(await askOnce(as()))).toContain(
        `denied: 127.0.0.1:${sshd.port}: ${user.name} gets no shell there: This account is currently not available.`,
      );
    } finally {
      execFileSync('usermod', ['--shell', '/bin/sh', user.name]);
    }
  });

  test('whose login shell talks and sets variables', async () => {
    writeFileSync(at('.bashrc'), 'echo welcome; echo beware >&2; export pf_n=mine IFS=/ GLOBIGNORE="*"\n');
    chmodSync(folder, 0o755);
    execFileSync('usermod', ['--shell', '/bin/bash', '--home', folder, user.name]);
    try {
      expect(said(await askOnce(as({}), {}, [WHO, HOSTNAME]))).toBe(user.name);
    } finally {
      execFileSync('usermod', ['--shell', '/bin/sh', '--home', '/', user.name]);
    }
  });

  test('that do not exist', async () => {
    expect(whyNot(await askOnce(target({ user: 'nobody-at-all' })))).toContain('denied: ');
  });
});
