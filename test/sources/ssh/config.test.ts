import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { resolveHost, resolveWithSsh } from '../../../src/sources/ssh/config.ts';
import { routeTo } from '../../../src/sources/ssh/route.ts';
import { parseJump, type ResolvedHost, type SshTarget, self } from '../../../src/sources/ssh/target.ts';
import { temporaryFolder } from '../../support/sshd.ts';

let folder: string;
beforeAll(() => {
  folder = temporaryFolder('config');
});
afterAll(() => rmSync(folder, { recursive: true }));

let count = 0;
/** Writes a configuration, with the files that it includes. */
function configure(text: string, files: Readonly<Record<string, string>> = {}): string {
  const place = join(folder, String(count++));
  for (const [name, content] of Object.entries({ config: text, ...files })) {
    mkdirSync(dirname(join(place, name)), { recursive: true });
    writeFileSync(join(place, name), content.replaceAll('HERE', place));
  }
  return join(place, 'config');
}

const both = async (target: SshTarget) => (await Promise.all([resolveHost(target), resolveWithSsh(target)])).map(withoutRareDefaults);

/** Which of these ssh tries without being told depends on its version. */
const withoutRareDefaults = (resolved: ResolvedHost): ResolvedHost => ({
  ...resolved,
  identityFiles: resolved.identityFiles.filter(path => !/\/\.ssh\/id_(?:dsa|xmss|\w+_sk)$/.test(path)),
});

const host = fc.constantFrom('m1', 'M1', 'web.example.org', 'db.example.org', 'old.example.org', '192.0.2.7');
const patterns = fc.array(fc.constantFrom('m1', 'm?', '*', '*.example.org', '!old.example.org', '!m1', 'db*', '192.0.2.*'), {
  minLength: 1,
  maxLength: 3,
});
const setting = fc.constantFrom(
  'HostName real.example.org',
  'hostname %h.internal',
  'HostName=100%%.x',
  'Port 2222',
  'Port=2200',
  'User ops',
  'User "some one"',
  'user = eq # comment',
  'IdentityFile ~/.ssh/special',
  'IdentityFile "/keys/with blank"',
  'IdentityFile /keys/%h-%r-%p-%n-%u-%%',
  'IdentityFile none',
  'IdentitiesOnly yes',
  'ProxyJump bastion',
  'ProxyJump a@b:33,c',
  'ProxyJump none',
  'UserKnownHostsFile /kh/%h ~/kh2',
  'GlobalKnownHostsFile /kh/global',
  'HostKeyAlias Alias',
  'HashKnownHosts yes',
  'AddressFamily inet',
  'ServerAliveInterval 5',
  '# nothing',
  '',
  "User 'single'",
  'User back\\\\slash',
);
const block = fc
  .tuple(
    fc.oneof(
      patterns.map(list => `Host ${list.join(' ')}`),
      fc.constant('Match all'),
      fc.constant('Host=m1'),
    ),
    fc.array(setting, { maxLength: 4 }),
  )
  .map(([head, lines]) => [head, ...lines.map(line => `\t${line}`)].join('\n'));
const config = fc
  .tuple(fc.array(setting, { maxLength: 2 }), fc.array(block, { maxLength: 4 }))
  .map(([lines, blocks]) => [...lines, ...blocks].join('\n'));

test('reads a configuration as ssh -G does', async () => {
  await fc.assert(
    fc.asyncProperty(config, host, fc.option(fc.constantFrom('me', 'you'), { nil: undefined }), async (text, name, user) => {
      const [ours, theirs] = await both({ host: name, configFile: configure(text), ...(user !== undefined && { user }) });
      expect(ours).toEqual(theirs);
    }),
    { numRuns: 150 },
  );
});

test('reads included files as ssh -G does', async () => {
  const files = {
    'conf.d/10.conf': 'User ten\nHost m1\n  Port 10\nHost *\n  IdentityFile /ten\n',
    'conf.d/20.conf': 'User twenty\nIdentityFile /twenty\nInclude HERE/deep/*\n',
    'conf.d/.hidden.conf': 'User hidden\n',
    'deep/a': 'Port 77\nIdentityFile /deep\n',
  };
  for (const text of [
    'Include HERE/conf.d/*.conf\nUser main\n',
    'Host m1\n  Include HERE/conf.d/20.conf\nHost *\n  User star\n',
    'Host other\n  Include HERE/conf.d/*\nUser last\n',
    'Include HERE/none HERE/conf.d/1?.conf\n',
  ]) {
    for (const name of ['m1', 'm2']) {
      const [ours, theirs] = await both({ host: name, configFile: configure(text, files) });
      expect(ours).toEqual(theirs);
    }
  }
});

test("reads this machine's own configuration as ssh -G does", async () => {
  const [ours, theirs] = await both({ host: 'somewhere.example.org' });
  expect(ours).toEqual(theirs);
});

test('what the target says comes first', async () => {
  const configFile = configure('Host m1\n  HostName 192.0.2.9\n  Port 1\n  User a\n  IdentityFile /config\n  ProxyJump b\n  UserKnownHostsFile /x\n');
  expect(
    await resolveHost({ host: 'm1', port: 2, user: 'c', jump: 'none', identityFile: '/target', knownHostsFile: '/y', configFile }),
  ).toMatchObject({
    hostname: '192.0.2.9',
    port: 2,
    user: 'c',
    jumps: [],
    identityFiles: ['/target', '/config'],
    newHostsFile: '/y',
  });
});

test('Match is left to ssh, which has the last word', async () => {
  const configFile = configure('Match host m1 exec "test -d /"\n  Port 4242\nHost *\n  Port 1\n');
  expect((await resolveHost({ host: 'm1', configFile })).port).toBe(4242);
});

test('Match without an ssh is refused with file and line', async () => {
  const configFile = configure('Host a\n\nMatch exec "rm -rf /"\n');
  const { PATH } = process.env;
  try {
    process.env.PATH = '/nowhere';
    await expect(resolveHost({ host: 'm1', configFile })).rejects.toThrow(`${configFile} line 3: Match exec rm -rf /: only ssh itself can tell`);
  } finally {
    process.env.PATH = PATH;
  }
});

test('the agent', async () => {
  const who = { ...self(), home: '/home/me', env: { SSH_AUTH_SOCK: '/agent', OTHER: '/other' } };
  const agent = async (line: string) => (await resolveHost({ host: 'm1', configFile: configure(line) }, who)).agent;
  expect([
    await agent(''),
    await agent('IdentityAgent none'),
    await agent('IdentityAgent SSH_AUTH_SOCK'),
    await agent('IdentityAgent $OTHER'),
    await agent('IdentityAgent ~/a-%r'),
  ]).toEqual(['/agent', undefined, '/agent', '/other', `/home/me/a-${who.user}`]);
});

describe('refuses', () => {
  test.each<[string, string, RegExp]>([
    ['a bad port', 'Port abc', /port "abc"/],
    ['an open quote', 'User "x', /line 1: a quote that is not closed/],
    ['a keyword without a value', 'Port', /line 1: port without a value/],
    ['a ProxyCommand', 'ProxyCommand nc %h %p', /ProxyCommand, which preflight does not run; use ProxyJump/],
    ['an unknown token', 'IdentityFile /%Z', /%Z in \/%Z, which preflight does not know/],
    ['what is no configuration', '\x01\x02', /line 1: not a line of ssh_config/],
  ])('%s', async (_, text, message) => {
    await expect(resolveHost({ host: 'm1', configFile: configure(text) })).rejects.toThrow(message);
  });

  test('a file that includes itself', async () => {
    await expect(resolveHost({ host: 'm1', configFile: configure('Include HERE/config') })).rejects.toThrow('Include is nested more than 16 deep');
  });

  test('a file that is not there', async () => {
    await expect(resolveHost({ host: 'm1', configFile: '/no/such/config' })).rejects.toThrow(
      'the ssh configuration /no/such/config (configFile) does not exist',
    );
  });

  test.each(['-oProxyCommand=id', 'a b', 'a;b', '$(id)', "a'b", '', 'a\nb'])('the host %j', async bad => {
    await expect(resolveHost({ host: bad })).rejects.toThrow('not a host name');
  });

  test('options and shell syntax in other places', async () => {
    await expect(resolveHost({ host: 'm1', user: '-lroot' })).rejects.toThrow('not a user name');
    await expect(resolveHost({ host: 'm1', port: 0 })).rejects.toThrow('not a port');
    await expect(resolveHost({ host: 'm1', jump: 'a;b/c d' })).rejects.toThrow('not a jump host');
  });
});

test('jump hosts', () => {
  expect(
    ['b', 'a@b', 'a@b:33', '[2001:db8::1]:22', 'ssh://u@h:44/', 'a@x@b'].map(spec => {
      try {
        return parseJump(spec);
      } catch {
        return 'refused';
      }
    }),
  ).toEqual([
    { host: 'b' },
    { host: 'b', user: 'a' },
    { host: 'b', user: 'a', port: 33 },
    { host: '2001:db8::1', port: 22 },
    { host: 'h', user: 'u', port: 44 },
    'refused',
  ]);
});

test('a chain of jumps: only the first one has jumps of its own', async () => {
  const configFile = configure(
    'Host far\n  ProxyJump middle,near@192.0.2.3:33\nHost middle\n  ProxyJump door\n  Port 10\nHost door\n  HostName 192.0.2.1\nHost 192.0.2.3\n  ProxyJump never\n',
  );
  const route = await routeTo({ host: 'far', configFile });
  expect(route.map(({ hostname, port, user }) => `${user === self().user ? '' : `${user}@`}${hostname}:${port}`)).toEqual([
    '192.0.2.1:22',
    'middle:10',
    'near@192.0.2.3:33',
    'far:22',
  ]);
});

test('jumps in a circle end', async () => {
  const configFile = configure('Host a\n  ProxyJump b\nHost b\n  ProxyJump a\n');
  await expect(routeTo({ host: 'a', configFile })).rejects.toThrow('or they lead in a circle');
});
