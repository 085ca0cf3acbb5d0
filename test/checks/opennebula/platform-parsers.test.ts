import fc from 'fast-check';
import { expect, test } from 'vitest';
import { deployment, fireedgeKeyDigest } from '../../../checks/opennebula/facts/deployment.ts';
import { frontendPackages, nodejsPackages } from '../../../checks/opennebula/facts/packages.ts';
import { libvirtDaemons, operatingSystem } from '../../../checks/opennebula/facts/platforms.ts';
import { frontendRepositories } from '../../../checks/opennebula/facts/repositories.ts';
import { repositories } from '../../../checks/opennebula/repositories.ts';
import { describe as say } from '../../../src/model/query.ts';

test('the commands are exact, so that they can be approved', () => {
  const facts = [frontendPackages.deb, frontendPackages.rpm, nodejsPackages, libvirtDaemons, fireedgeKeyDigest];
  expect(facts.flatMap(fact => fact.queries({}).map(say))).toEqual([
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the format is one of dpkg-query
    'command dpkg-query -W -f ${Package} ${db:Status-Abbrev} ${Version}\\n opennebula opennebula-* python3-pyone',
    'command rpm -qa --qf %{NAME} %{VERSION} %{INSTALLTIME}\\n opennebula opennebula-* python3-pyone',
    'command rpm -q --qf %{NAME} %{VERSION}-%{RELEASE}\\n nodejs nodejs-docs nodejs-full-i18n nodejs-libs npm',
    'command ps -C libvirtd,virtqemud -o pid,lstart,comm',
    'command sha256sum /var/lib/one/.one/fireedge_key',
  ]);
});

const FILES = ['/etc/apt/sources.list.d/opennebula.list', '/etc/apt/sources.list.d/a.sources', '/etc/yum.repos.d/opennebula.repo'];
const WORDS = fc.constantFrom(
  'deb ',
  'URIs: ',
  'Enabled: no',
  '[opennebula]',
  'enabled=0',
  '',
  '#',
  'baseurl=',
  'https://x/repo/7.0/',
  '__proto__',
  ' ',
  '\u001b',
);
const LINE = fc.record({ path: fc.constantFrom(...FILES), text: fc.array(WORDS, { maxLength: 4 }).map(words => words.join('')) });

test('any lines are read, and what is found stands where it is said to be', () => {
  fc.assert(
    fc.property(fc.array(LINE, { maxLength: 20 }), lines => {
      const all = lines.map((one, index) => ({ ...one, line: index + 1 }));
      for (const { path, line, release } of repositories(all)) {
        const there = all[line - 1]!;
        expect([there.path, there.text.includes('://')]).toEqual([path, true]);
        expect(release === undefined || there.text.includes(`/repo/${release}`)).toBe(true);
      }
    }),
    { numRuns: 300 },
  );
});

test('a repository with a login is one, and its password is not in the answer that is kept', () => {
  const [repository] = repositories([
    { path: FILES[0]!, line: 3, text: 'deb https://ada:‹secret:hidden:1›@enterprise.opennebula.io/repo/7.0.1/Ubuntu/24.04 stable opennebula' },
  ]);
  expect(repository).toEqual({ path: FILES[0], line: 3, release: '7.0.1' });
});

test('grep that did not run well is no empty list', () => {
  const read = (body: object) => frontendRepositories.apt.parse({ stdout: '', stderr: '', exit: 0, ...body } as never, {} as never);
  expect(read({ exit: 1 })).toEqual([]);
  expect(() => read({ exit: 2 })).toThrow('grep ended with 2');
  expect(() => read({ exit: 2, stderr: 'grep: /etc/apt/sources.list: Permission denied\n' })).toThrow('Permission denied');
});

test('what an operating system says is read back, with or without quotes', () => {
  const id = fc.stringMatching(/^[a-z][a-z0-9-]{0,12}$/);
  const version = fc.stringMatching(/^\d{1,2}(\.\d{1,2})?$/);
  fc.assert(
    fc.property(id, version, fc.constantFrom('', '"', "'"), (id, version, quote) => {
      expect(operatingSystem(`NAME=x\nID=${quote}${id}${quote}\nVERSION_ID=${quote}${version}${quote}\n`)).toEqual({
        id,
        version,
        name: `${id} ${version}`,
      });
    }),
  );
});

test('any text is a deployment or a sentence, and never another error', () => {
  const part = fc.constantFrom(
    'FEDERATION',
    ' = ',
    '[',
    ']',
    ',',
    'MODE',
    '"SLAVE"',
    'SERVER_ID',
    '7',
    '\n',
    '"',
    '#',
    'RAFT_LEADER_HOOK',
    'ARGUMENTS',
    '"leader a b c"',
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 30 }), parts => {
      try {
        const read = deployment.parse({ text: parts.join('') } as never, {} as never);
        expect(Number.isInteger(read.server)).toBe(true);
      } catch (error) {
        expect((error as Error).message).toMatch(/^oned refuses line \d+: /);
      }
    }),
    { numRuns: 300 },
  );
});
