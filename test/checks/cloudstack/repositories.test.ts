import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aptSources } from '../../../checks/cloudstack/apt-sources.ts';
import { managementRepositories } from '../../../checks/cloudstack/facts/repositories.ts';
import { lineOf, linesIn, rewrite } from '../../../checks/cloudstack/repositories.ts';
import { yumRepositories } from '../../../checks/cloudstack/yum-repositories.ts';
import { grepLines } from '../../../checks/common/grep-lines.ts';

const numbered = (path: string, text: string) => text.split('\n').map((text, index) => ({ path, line: index + 1, text }));
const LIST = '/etc/apt/sources.list.d/x.list';
const SOURCES = '/etc/apt/sources.list.d/x.sources';
const REPO = '/etc/yum.repos.d/x.repo';

describe('sources of apt', () => {
  test('one-line style', () => {
    const text = '# deb http://a x y\ndeb-src http://a x y\n deb [a=b c=d] http://a/ x/ \ndeb http://b noble main 4.22 # old\ndebx http://c x y\ndeb';
    expect(aptSources(numbered(LIST, text))).toEqual([
      { path: LIST, line: 3, uri: 'http://a/', suite: 'x/', components: [] },
      { path: LIST, line: 4, uri: 'http://b', suite: 'noble', components: ['main', '4.22'] },
    ]);
  });
  test('deb822 style: every address with every suite, names in any case, values on the next lines', () => {
    const text =
      'TYPES: deb-src deb\nuris: http://a\n http://b\n# x\nSuites: s t\nComponents:\n\t4.22\n\n\nTypes: deb-src\nURIs: http://c\nSuites: s\n\nTypes: deb\nURIs: http://d';
    expect(aptSources(numbered(SOURCES, text)).map(({ uri, suite, line, components }) => [uri, suite, line, ...components])).toEqual([
      ['http://a', 's', 6, '4.22'],
      ['http://a', 't', 6, '4.22'],
      ['http://b', 's', 6, '4.22'],
      ['http://b', 't', 6, '4.22'],
      ['http://d', '', 15],
    ]);
  });
  test('a stanza that is disabled, in every word for no', () => {
    for (const no of ['no', 'FALSE', '0', 'without', 'off', 'disable'])
      expect(aptSources(numbered(SOURCES, `Types: deb\nURIs: http://a\nSuites: s\nEnabled: ${no}`))).toEqual([]);
    expect(aptSources(numbered(SOURCES, 'Types: deb\nURIs: http://a\nSuites: s\nEnabled: yes'))).toHaveLength(1);
  });
  test('whatever is written as one line is read again', () => {
    const word = fc.stringMatching(/^[a-z0-9.:/-]{1,20}$/);
    fc.assert(
      fc.property(
        word,
        word,
        fc.array(word, { maxLength: 4 }),
        fc.stringMatching(/^[ \t]{1,3}$/),
        fc.boolean(),
        (uri, suite, components, gap, options) => {
          const text = ['deb', ...(options ? ['[arch=amd64 trusted=yes]'] : []), uri, suite, ...components].join(gap);
          expect(aptSources([{ path: LIST, line: 7, text }])).toEqual([{ path: LIST, line: 7, uri, suite, components }]);
        },
      ),
    );
  });
  test('any text is read, names of the prototype too', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.array(fc.constantFrom('Types: deb', 'URIs: a', '__proto__: x', 'constructor:', ' b', '', '#', 'Suites: s')).map(all => all.join('\n')),
    );
    fc.assert(
      fc.property(text, fc.constantFrom(LIST, SOURCES), (text, path) => {
        for (const { uri, suite, components } of aptSources(numbered(path, text)))
          expect([uri, suite, ...components].every(word => typeof word === 'string')).toBe(true);
      }),
    );
  });
});

describe('repositories of yum', () => {
  test('sections with dots and blanks, values with # and ;, continued lines', () => {
    const text =
      '[cloudstack-4.20]\nname=A # b ; c\nbaseurl=http://a/#x,\n  http://b\nenabled=0\n[x y]\nmirrorlist=http://c/?a=b#c\n enabled=0\nGPGCheck : 1';
    expect(yumRepositories(numbered(REPO, text))).toEqual([
      {
        path: REPO,
        section: 'cloudstack-4.20',
        line: 3,
        name: 'A # b ; c',
        urls: ['http://a/#x', 'http://b'],
        mirrors: [],
        enabled: false,
        gpgcheck: undefined,
      },
      { path: REPO, section: 'x y', line: 6, name: '', urls: [], mirrors: ['http://c/?a=b#c', 'enabled=0'], enabled: true, gpgcheck: true },
    ]);
  });
  test('a continued line that does not follow at once is of a key that is not here', () => {
    const lines = [
      { path: REPO, line: 1, text: '[x]' },
      { path: REPO, line: 2, text: 'baseurl=http://a' },
      { path: REPO, line: 4, text: '  http://proxy' },
    ];
    expect(yumRepositories(lines)[0]?.urls).toEqual(['http://a']);
  });
  test('a section ends with its file', () => {
    const two = [...numbered(REPO, '[x]\nbaseurl=http://a'), { path: '/etc/yum.repos.d/y.repo', line: 1, text: 'enabled=0' }];
    expect(yumRepositories(two)).toMatchObject([{ section: 'x', enabled: true }]);
  });
  test('whatever is written as a section is read again', () => {
    const word = fc.stringMatching(/^[A-Za-z0-9.:/$#-]{1,20}$/);
    fc.assert(
      fc.property(
        fc.stringMatching(/^[^[\]\r\n]{1,20}$/),
        fc.array(word, { minLength: 1, maxLength: 4 }),
        fc.constantFrom('=', ' = ', ':', ' : '),
        (section, urls, sign) => {
          const text = `[${section}]\nbaseurl${sign}${urls.join('\n  ')}\nenabled${sign}1`;
          expect(yumRepositories(numbered(REPO, text))).toMatchObject([{ section, urls, line: 2, enabled: true }]);
        },
      ),
    );
  });
  test('any text is read', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), text => void yumRepositories(numbered(REPO, `[x]\n${text}`))));
  });
});

test('release lines in words and addresses', () => {
  expect(linesIn(['main', '4.22.0.0', '4.22', '4', '7.9', '__proto__'])).toEqual(['4.22']);
  expect(lineOf('http://cloudstack.apt-get.eu/rhel/4.3/')).toEqual(['4.3']);
  expect(lineOf('http://x/cloudstack/4.1/centos/7.9/4.2/x86_64?a=4.4')).toEqual(['4.2']);
  expect(lineOf('http://4.3/rhel/')).toEqual([]);
});

test('the remedy writes the release of the target in its line, and can be undone', () => {
  const folder = mkdtempSync(join(tmpdir(), "repository's "));
  try {
    const path = join(folder, 'x.list');
    const old = 'deb http://a precise 4.2\ndeb http://14.2/4.25 precise 4.2.1 4.2\nComponents:4.2\nbaseurl=http://a/4.2/\n';
    for (const [line, expected] of [
      [1, 'deb http://a precise 4.22'],
      [2, 'deb http://14.2/4.25 precise 4.22 4.2'],
      [3, 'Components:4.22'],
      [4, 'baseurl=http://a/4.22/'],
    ] as const) {
      writeFileSync(path, old);
      const { commands = [], undo = '' } = rewrite(path, line, '4.2', '4.22', { language: 'sh', text: 'true' });
      const run = (text: string) => spawnSync('sh', ['-c', text], { timeout: 20_000 }).status;
      expect(run(commands[0]!.text)).toBe(0);
      const lines = old.split('\n');
      expect(readFileSync(path, 'utf8').split('\n')).toEqual(lines.map((text, index) => (index === line - 1 ? expected : text)));
      expect(run(undo)).toBe(0);
      expect(readFileSync(path, 'utf8')).toBe(old);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

describe('grep prints what the parsers read', () => {
  const [apt] = managementRepositories.apt.queries({});
  const [yum] = managementRepositories.yum.queries({});
  const within = (argv: readonly string[], folder: string) => argv.map(word => (word.startsWith('/etc/') ? join(folder, word) : word));
  const grep = (argv: readonly string[], folder: string) => {
    const { stdout, stderr, status } = spawnSync('grep', within(argv, folder).slice(1), {
      encoding: 'utf8',
      env: { PATH: process.env.PATH, LC_ALL: 'C' },
      timeout: 20_000,
    });
    return { stdout: stdout.replaceAll(folder, ''), stderr: stderr.replaceAll(folder, ''), exit: status ?? 1 } as never;
  };
  const inFolder = (run: (folder: string) => void): void => {
    const folder = mkdtempSync(join(tmpdir(), 'repositories-'));
    try {
      run(folder);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  };
  const write = (folder: string, path: string, text: string): void => {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), text);
  };

  test('of apt: every file, linked ones too, and no other kind', () => {
    inFolder(folder => {
      write(folder, '/etc/apt/sources.list', 'deb http://a precise main\r\n# deb http://b precise main\r\n');
      write(folder, '/etc/apt/sources.list.d/cloudstack.list.save', 'deb http://cloudstack precise 4.2\n');
      write(folder, '/srv/linked', 'deb http://cloudstack precise 4.3');
      symlinkSync(join(folder, '/srv/linked'), join(folder, '/etc/apt/sources.list.d/cloudstack.list'));
      write(
        folder,
        '/etc/apt/sources.list.d/c.sources',
        'Types: deb\nURIs: http://c\nSuites: s\n\nTypes: deb\nURIs: http://d\nSuites: s\nEnabled: no\n',
      );
      const found = managementRepositories.apt.parse(grep(apt!.argv, folder), { host: 'h', at: '', query: apt! });
      expect(found?.map(({ uri, line }) => [uri, line]).sort()).toEqual([
        ['http://a', 1],
        ['http://c', 2],
        ['http://cloudstack', 1],
      ]);
    });
  });
  test('of yum: no line that could hold a password', () => {
    inFolder(folder => {
      write(
        folder,
        '/etc/yum.repos.d/x.repo',
        '[x]\nname=CloudStack\nbaseurl = http://a\n  http://b\nusername=u\npassword = s3cr3t\n  s3cr3t\nEnabled=1\n',
      );
      const output = grep(yum!.argv, folder);
      expect(JSON.stringify(output)).not.toContain('s3cr3t');
      expect(managementRepositories.yum.parse(output, { host: 'h', at: '', query: yum! })).toMatchObject([
        { section: 'x', urls: ['http://a', 'http://b'], enabled: true },
      ]);
    });
  });
  test('neither folder is there', () => {
    inFolder(folder => {
      expect(grepLines(grep(apt!.argv, folder), ['/etc/apt/sources.list', '/etc/apt/sources.list.d'])).toBeUndefined();
      expect(grepLines(grep(yum!.argv, folder), ['/etc/yum.repos.d', '/etc/zypp/repos.d'])).toBeUndefined();
    });
  });
  test.skipIf(process.getuid?.() === 0)('a file that must not be read is no file without repositories', () => {
    inFolder(folder => {
      write(folder, '/etc/apt/sources.list', 'deb http://a precise main\n');
      chmodSync(join(folder, '/etc/apt/sources.list'), 0);
      expect(() => grepLines(grep(apt!.argv, folder), ['/etc/apt/sources.list'])).toThrow('Permission denied');
    });
  });
});
