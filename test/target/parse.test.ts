import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Foreseen } from '../../src/model/foreseen.ts';
import { parseTarget } from '../../src/target/parse.ts';
import { TargetError } from '../../src/target/problems.ts';
import type { Target } from '../../src/target/target.ts';
import { PLATFORMS } from './platforms.ts';

const parse = (text: string, file = 'site/preflight.yaml'): Target => parseTarget(text, file, PLATFORMS);
const hosts = (text: string) => parse(`platform: cloudstack\nhosts:\n${text}`).hosts;
const wrong = (text: string): string => {
  try {
    parse(text);
  } catch (error) {
    expect(error).toBeInstanceOf(TargetError);
    return (error as Error).message;
  }
  throw new Error('was taken');
};
const wrongHosts = (text: string): string => wrong(`platform: cloudstack\nhosts:\n${text}`);

describe('what is taken', () => {
  test('the short form', () => {
    expect(hosts('  { management: [root@mgmt1, mgmt2], database: mysql://preflight@db1/cloud, kvm: [kvm1, "ops@[fd00::7]:2222"] }')).toEqual([
      { name: 'mgmt1', roles: ['management'], reach: { via: 'ssh', address: 'mgmt1', user: 'root' }, line: 3 },
      { name: 'mgmt2', roles: ['management'], reach: { via: 'ssh', address: 'mgmt2' }, line: 3 },
      { name: 'db1', roles: ['database'], reach: { via: 'mysql', address: 'db1', user: 'preflight', database: 'cloud' }, line: 3 },
      { name: 'kvm1', roles: ['kvm'], reach: { via: 'ssh', address: 'kvm1' }, line: 3 },
      { name: 'fd00::7', roles: ['kvm'], reach: { via: 'ssh', address: 'fd00::7', user: 'ops', port: 2222 }, line: 3 },
    ]);
  });

  test('every key of the long form, with paths beside the file', () => {
    const text = `
  management:
    name: m1
    address: 10.0.0.1
    port: 2222
    user: ops
    jump: a@b:22,c
    identityFile: keys/id
    password: { file: m1.pass }
    sudo: true
  usage:
    - { via: local, name: here }
  database:
    - { via: mysql, name: d1, address: db, port: 3307, user: u, password: { optionFile: ~/.my.cnf, group: mysql }, database: cloud, tls: { ca: ca.pem, verify: false }, through: m1 }
    - { via: mysql, name: d2, socket: /run/s.sock, password: { prompt: "DB?" }, tls: {} }
    - { via: sqlite, name: d3, path: one.db }
    - { via: sqlite, name: d4, path: /var/one.db, through: m1 }
  kvm:
    - { via: http, url: https://e.example.org/api/, caFile: /ca.pem, auth: { user: admin@internal, password: { env: P } } }
    - { via: http, name: t, url: http://e:8080, auth: { token: { env: T } } }
    - { via: http, name: k, url: http://e:8080, auth: { apiKey: { env: A }, secretKey: { env: B } } }`;
    expect(hosts(text).map(({ name, reach }) => [name, reach])).toEqual([
      [
        'm1',
        {
          via: 'ssh',
          address: '10.0.0.1',
          port: 2222,
          user: 'ops',
          jump: 'a@b:22,c',
          identityFile: 'site/keys/id',
          password: { file: 'site/m1.pass' },
          sudo: true,
        },
      ],
      ['here', { via: 'local' }],
      [
        'd1',
        {
          via: 'mysql',
          address: 'db',
          port: 3307,
          user: 'u',
          password: { optionFile: '~/.my.cnf', group: 'mysql' },
          database: 'cloud',
          tls: { ca: 'site/ca.pem', verify: false },
          through: 'm1',
        },
      ],
      ['d2', { via: 'mysql', socket: '/run/s.sock', password: { prompt: 'DB?' }, tls: {} }],
      ['d3', { via: 'sqlite', path: 'site/one.db' }],
      ['d4', { via: 'sqlite', path: '/var/one.db', through: 'm1' }],
      [
        'e.example.org',
        { via: 'http', url: 'https://e.example.org/api', caFile: '/ca.pem', auth: { user: 'admin@internal', password: { env: 'P' } } },
      ],
      ['t', { via: 'http', url: 'http://e:8080', auth: { token: { env: 'T' } } }],
      ['k', { via: 'http', url: 'http://e:8080', auth: { apiKey: { env: 'A' }, secretKey: { env: 'B' } } }],
    ]);
  });

  test('one host in several roles: in the same words, or by its name', () => {
    const made = hosts('  usage: m1\n  kvm: [root@k1]\n  management: [{ name: m1, address: 10.0.0.1, sudo: true }, root@k1]');
    expect(made.map(({ name, roles }) => [name, roles])).toEqual([
      ['k1', ['kvm', 'management']],
      ['m1', ['management', 'usage']],
    ]);
  });

  test('a database on a host that has the name already is called after its role', () => {
    const made = hosts('  database: mysql://p@m1/cloud\n  management: root@m1');
    expect(made.map(({ name, reach }) => [name, reach.via])).toEqual([
      ['m1-database', 'mysql'],
      ['m1', 'ssh'],
    ]);
  });

  test('versions as they are written, not as numbers', () => {
    expect(parse('platform: cloudstack\nfrom: 4.10\nto: 4.20\nhosts: {}')).toMatchObject({ from: '4.10', to: '4.20' });
  });

  test('inputs, waivers, limits and lines', () => {
    const target = parse(`platform: cloudstack
phase: stopped
hosts: {}
inputs: { flag: true, text: yes, number: 1.10, list: [a, 2] }
waivers:
  - { check: a/b, host: h, object: 7, owner: Ada, reason: why, ticket: 12, until: 2026-03-31 }
limits: { hostSeconds: 60 }`);
    expect(target.inputs).toEqual({ flag: true, text: 'yes', number: '1.10', list: ['a', '2'] });
    expect(target.waivers).toEqual([
      { check: 'a/b', host: 'h', object: '7', owner: 'Ada', reason: 'why', ticket: '12', until: '2026-03-31', line: 6, column: 5 },
    ]);
    expect(target).toMatchObject({ phase: 'stopped', limits: { hostSeconds: 60 }, lines: { phase: 2, 'inputs.flag': 4, 'limits.hostSeconds': 7 } });
  });

  test('answers to manual checks, and waivers with patterns and bounds', () => {
    const target = parse(`platform: cloudstack
hosts: {}
answers:
  cloudstack/upgrade-rehearsed: { answer: yes, by: Anna Berg, on: 2026-11-20, until: 2026-12-01, note: in the lab }
  cloudstack/other: { answer: false, by: Bo, on: 2026-11-20 }
waivers:
  - { check: a/*, host: kvm*, most: { days: 30 }, least: { free: 1.5 }, owner: Ada, reason: why, until: 2026-03-31 }`);
    expect(target.answers).toEqual({
      'cloudstack/upgrade-rehearsed': { answer: 'yes', by: 'Anna Berg', on: '2026-11-20', until: '2026-12-01', note: 'in the lab' },
      'cloudstack/other': { answer: 'no', by: 'Bo', on: '2026-11-20' },
    });
    expect(target.waivers).toMatchObject([{ check: 'a/*', host: 'kvm*', most: { days: 30 }, least: { free: 1.5 } }]);
  });

  test('aliases', () => {
    const made = hosts('  management: [{ name: a, address: a, password: &p { env: P } }, { name: b, address: b, password: *p }]');
    expect(made.map(({ reach }) => reach)).toMatchObject([{ password: { env: 'P' } }, { password: { env: 'P' } }]);
  });
});

describe('what is refused, with the place and what is right', () => {
  test.each([
    ['platform: clodstack\nhosts: {}', '1:11: platform is clodstack, which is not known; did you mean cloudstack?'],
    ['hosts: {}', '1:1: The target file does not say its platform; write platform: with one of cloudstack, opennebula.'],
    ['platform: cloudstack', '1:1: The target file has no hosts; write hosts: with a host or a list of hosts for each role.'],
    ['platform: cloudstack\nhosts: {}\nphase: before', '3:8: phase is before, which is not known; there are pre, stopped, installed, post.'],
    ['platform: cloudstack\nhosts: {}\nhots: {}', '3:1: The target file has no key hots; did you mean hosts?'],
    ['platform: cloudstack\nhosts: {}\nhosts: {}', '3:1: This key stands here for the second time, first in line 2; remove one.'],
    ['platform: cloudstack\nhosts: {}\nto: [4]', '3:5: to must be a version such as 4.19.1.0, and a list stands here.'],
    [
      'platform: cloudstack\nhosts: {}\nanswers: {a: {answer: yes, by: A, on: 2026-01-01}}',
      '3:11: answers are by the id of a manual check, and a is none; see: preflight list',
    ],
    [
      'platform: cloudstack\nhosts: {}\nanswers: {a/b: yes}',
      '3:16: The answer to a/b must be a mapping of answer, by, on, until, note, and a text stands here.',
    ],
    [
      'platform: cloudstack\nhosts: {}\nanswers: {a/b: {answer: yes}}',
      '3:16: An answer needs answer, by and on: what, who and when; write all three.',
    ],
    [
      'platform: cloudstack\nhosts: {}\nanswers: {a/b: {answer: maybe, by: A, on: 2026-01-01}}',
      '3:25: answer must be yes or no, and a text stands here.',
    ],
    [
      'platform: cloudstack\nhosts: {}\nanswers: {a/b: {answer: no, by: A, on: 2026-02-30}}',
      '3:40: on is 2026-02-30, and that month has no such day.',
    ],
    [
      'platform: cloudstack\nhosts: {}\nwaivers: [{check: a/b, owner: A, reason: r, until: 2026-13-01}]',
      '3:52: until must be a day such as 2026-03-31, and another text stands here.',
    ],
    [
      'platform: cloudstack\nhosts: {}\nwaivers: [{check: a/b, owner: A, reason: r, until: 2026-12-01, most: {days: many}}]',
      '3:77: most: days must be a number, and a text stands here.',
    ],
    [
      'platform: cloudstack\nhosts: {}\nwaivers: [{check: a/b, owner: A, reason: r, until: 2026-12-01, most: {}}]',
      '3:70: most names no value of the finding; leave it out, or write one with its number.',
    ],
    [
      'platform: cloudstack\nhosts: {}\nwaivers: [{check: "*", owner: A, reason: r, until: 2026-12-01}]',
      '3:19: check must be the id of a check, such as cloudstack/storage-pool-trailing-slash, in which * may stand for any text, and another text stands here.',
    ],
    ['platform: cloudstack\nhosts: {}\nwaivers: [{check: a/b}]', '3:11: A waiver needs check, owner, reason and until; write all four.'],
    [
      'platform: cloudstack\nhosts: {}\nlimits: {parallelHosts: 0}',
      '3:25: parallelHosts must be a whole number from 1 to 256, and another number stands here.',
    ],
    [
      'platform: cloudstack\nhosts: {}\n---\na: b',
      '3:1: A second document begins here; a target file is one document, so write the other into a file of its own.',
    ],
    ['platform: cloudstack\nhosts: {}\nname: !vault x', '3:14: A tag (!…) stands here, which a target file cannot have; remove it.'],
    ['a: b: c', '1:4: This is not YAML: a second colon follows on one line; put a text with a colon and a space in quotes.'],
    [
      '- a',
      '1:1: The target file must be a mapping of platform, name, from, to, phase, hosts, inputs, answers, waivers, limits, and a list stands here.',
    ],
  ])('%j', (text, sentence) => {
    expect(wrong(text)).toBe(`site/preflight.yaml:${sentence}`);
  });

  test.each([
    ['  managment: m1', '3:3: cloudstack has no role managment; did you mean management?'],
    ['  kvm: 12', '3:8: A host of kvm must be a text such as'],
    ['  kvm:', '3:7: A host of kvm must be a text such as'],
    ['  kvm: [ftp://a]', '3:9: This kind of address is not known; write a host as root@mgmt1,'],
    ['  kvm: [a:99999]', '3:9: This is not user@host:port, with user and port'],
    ['  kvm: [-oProxyCommand=x]', '3:9: This is not user@host:port, with user and port'],
    ['  kvm: [{ address: a, user: -x }]', '3:29: user must be a user name and nothing else, and another text stands here.'],
    ['  kvm: [{ adress: a }]', 'has no key adress; did you mean address?'],
    ['  kvm: [{ name: "a b", address: a }]', '3:17: name must be a host name: letters, digits,'],
    ['  kvm: [{ via: msyql }]', '3:16: This way to reach a host is not known; did you mean mysql?'],
    ['  kvm: [{ via: mysql }]', '3:9: A host via mysql needs either an address or a socket;'],
    ['  kvm: [{ via: http, url: "https://e/?a=b" }]', '3:27: An address cannot have a ? or # here'],
    ['  kvm: [{ via: http, url: "https://e", auth: { user: a } }]', '3:46: auth has keys that do not belong together, or one too few;'],
    ['  kvm: [{ address: a, sudo: yes }]', '3:29: sudo must be true or false, and a text stands here.'],
    ['  kvm: [root@m1]\n  management: [ops@m1]', '4:16: Another host is called m1 too, in line 3, and is reached in another way;'],
    ['  kvm: [{ name: x, address: a }, { name: x, address: b }]', '3:34: Another host is called x too, in line 3,'],
    [
      '  kvm: [kvm1]\n  database: { via: mysql, address: d, through: kmv1 }',
      '4:13: d is reached through kmv1, which is no host of this target; did you mean kvm1?',
    ],
    [
      '  kvm: [local]\n  database: { via: mysql, address: d, through: localhost }',
      '4:13: d is reached through localhost, which is not reached over ssh; there are none.',
    ],
    ['  kvm: [{ address: a, password: { env: A, file: b } }]', '3:33: password must have exactly one of env, file, prompt and optionFile;'],
  ])('%j', (text, sentence) => {
    expect(wrongHosts(text)).toContain(`${sentence}`);
  });

  test('everything at once, in the order of the file, twenty at most', () => {
    const lines = wrong(`platform: x\n${Array.from({ length: 30 }, (_, index) => `k${index}: 1`).join('\n')}`).split('\n');
    expect(lines).toHaveLength(21);
    expect(lines[0]).toMatch(/:1:1: .* has no hosts/);
    expect(lines[1]).toMatch(/:1:11: platform is x/);
    expect(lines[20]).toBe('12 more are wrong in site/preflight.yaml.');
  });

  test.each([
    'password: hunter2',
    'password: [hunter2]',
    'password: { hunter2 }',
    'password: { value: hunter2 }',
    'password: { password: hunter2 }',
    'passwrod: hunter2',
  ])('a literal password: %s', written => {
    const message = wrongHosts(`  kvm:\n    address: a\n    ${written}`);
    expect(message).toMatch(/\{ env: PREFLIGHT_PASSWORD \}|did you mean password/);
    expect(message).not.toContain('hunter2');
  });
});

describe('hostile files', () => {
  const much = 1024 * 1024 - 64;
  test.each([
    ['brackets', '['.repeat(much)],
    ['closing brackets', ']'.repeat(much)],
    ['hyphens', '- '.repeat(much / 2)],
    ['questions', '? '.repeat(much / 2)],
    ['bad escapes', `"${'\\x'.repeat(much / 2)}`],
    ['directives', '%a\n'.repeat(much / 3)],
    ['keys', Array.from({ length: 100_000 }, (_, index) => `a${index}:`).join('\n')],
    ['more than 1 MiB', ' '.repeat(much + 65)],
    [
      'aliases that multiply',
      `a: &a [x]\n${[...'bcdefghi'].map((name, index) => `${name}: &${name} [${`*${'abcdefgh'[index]},`.repeat(10)}]`).join('\n')}`,
    ],
    ['an alias inside itself', '&a [*a]'],
    ['an alias without an anchor', 'a: *b'],
    ['a zero byte', '\0'],
    ['nothing', ''],
    ['keys that are not names', '? [a]\n: b\n__proto__: x\n'],
  ])('%s', (_, text) => {
    expect(wrong(text)).toMatch(/^site\/preflight\.yaml:\d+:\d+: .{20,}/);
  });

  test('anything at all is a target or a TargetError', () => {
    const words = fc.constantFrom(
      ...'platform: |cloudstack|hosts:|\n|  |- |{|}|[|]|, |: |"|\'|&a |*a|!!str |via|mysql|password|env|@|root@m|#|>|\t|\\|?|%|---\n|kvm: |1.0|<<'.split(
        '|',
      ),
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.array(words, { maxLength: 40 }).map(parts => parts.join('')),
    );
    fc.assert(
      fc.property(text, one => {
        try {
          parse(one);
        } catch (error) {
          expect(error).toBeInstanceOf(Foreseen);
        }
      }),
      { numRuns: 3000 },
    );
  });

  test('what is taken matches the published schema', () => {
    const word = fc.constantFrom(
      'a',
      'a:b',
      'u@a',
      '/s',
      './x',
      '~/x',
      'fd00::1',
      'https://e/x',
      'x y',
      '',
      'none',
      '$u',
      'mysql',
      'ssh',
      'a@b@c',
      'sqlite:./a@b',
      'ssh://a/',
      'a-',
      'é',
    );
    const value = fc.oneof(
      word,
      fc.constantFrom<unknown>(
        true,
        1,
        22,
        0,
        null,
        -1.5,
        {},
        [],
        { env: 'A' },
        { file: 'x' },
        { optionFile: 'y', group: 'g' },
        { token: { env: 'T' } },
      ),
    );
    const keys = [
      'name',
      'address',
      'port',
      'user',
      'jump',
      'identityFile',
      'password',
      'sudo',
      'socket',
      'database',
      'tls',
      'through',
      'path',
      'url',
      'auth',
      'caFile',
    ];
    const host = fc.tuple(
      fc.constantFrom({ address: 'a' }, { via: 'mysql', socket: '/s' }, { via: 'sqlite', path: 'p' }, { via: 'http', url: 'http://e' }),
      fc.constantFrom(...keys),
      value,
    );
    const whole = fc.record(
      { from: value, to: value, name: value, inputs: fc.dictionary(fc.constantFrom('a', 'b-c'), value, { maxKeys: 1 }) },
      { requiredKeys: [] },
    );
    let taken = 0;
    fc.assert(
      fc.property(
        fc.oneof(
          word,
          host.map(([object, key, one]) => ({ ...object, [key]: one })),
        ),
        whole,
        (kvm, more) => {
          try {
            parse(JSON.stringify({ platform: 'cloudstack', hosts: { kvm }, ...more }));
            taken++;
          } catch (error) {
            expect(error).toBeInstanceOf(TargetError);
            expect((error as Error).message).not.toContain('schema');
          }
        },
      ),
      { numRuns: 3000 },
    );
    expect(taken).toBeGreaterThan(50);
  });

  test('no message has a password that stands in the file', () => {
    const secret = fc
      .tuple(fc.constantFrom('', '@', ':', '/', '#', '?', '%', '"', "'", ' ', ': '), fc.constantFrom('', '!', '@'))
      .map(([a, b]) => `s3c${a}r3t${b}`);
    const spots: readonly ((secret: string) => string)[] = [
      s => `  kvm: [root:${s}@m1]`,
      s => `  kvm: [${JSON.stringify(`root:${s}@m1`)}]`,
      s => `  kvm: [${JSON.stringify(`ssh://root:${s}@m1:22`)}, ${JSON.stringify(`ssh://root:${s}`)}]`,
      s => `  database: ${JSON.stringify(`mysql://u:${s}@d/cloud`)}`,
      s => `  database: mysql://u:${s}@d/cloud`,
      s => `  database: mysql://u@d/cloud?password=${s}`,
      s => `  database: ${JSON.stringify(`mysql://u%3A${s}@d/cloud`)}`,
      s => `  database: { via: mysql, address: d, password: ${s} }`,
      s => `  database: { via: mysql, address: d, password: ${JSON.stringify(s)} }`,
      s => `  database: { via: mysql, address: d, password: { ${s} } }`,
      s => `  database: { via: mysql, address: d, password: { env: ${JSON.stringify(`$${s}`)} } }`,
      s => `  database:\n    via: mysql\n    password: ${s}\n    user: ${JSON.stringify(`u:${s}`)}\n    address: ${JSON.stringify(`u:${s}@d`)}`,
      s => `  kvm: { address: a, jump: ${JSON.stringify(`u:${s}@b`)} }`,
      s => `  kvm: { via: http, url: ${JSON.stringify(`https://u:${s}@b/c`)}, auth: ${JSON.stringify(s)} }`,
      s => `  kvm: { via: http, url: ${JSON.stringify(`https://b/c?key=${s}`)}, auth: { token: ${JSON.stringify(s)}, user: 1 } }`,
      s => `  ${JSON.stringify(`mysql://u:${s}@d/cloud`)}: x`,
    ];
    fc.assert(
      fc.property(secret, fc.constantFrom(...spots), (one, spot) => {
        const message = wrongHosts(spot(one));
        expect(message).not.toContain('r3t');
        expect(message).not.toContain('s3c');
      }),
      { numRuns: 1000 },
    );
  });
});
