import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import check from '../../../checks/cloudstack/agent-paths-script-missing.ts';
import { remedyOf } from '../../../src/engine/words.ts';
import { foundFor } from '../../../src/model/messages.ts';
import { propertyEntries } from '../../../src/parsers/properties.ts';
import { cases } from '../../support/cases.ts';

const FILE = '/etc/cloudstack/agent/environment.properties';
const SCRIPTS = '/usr/share/cloudstack-common';
const directory = (path: string) => ({ path, type: 'directory', mode: '0755' });
const THERE = [directory(`${SCRIPTS}/scripts`)] as never;
const hosts = (...lines: string[]) => ({ hosts: `# agent paths\npaths.pid=/var/run\n${lines.join('\n')}`, directories: THERE });
const raw = (text: string, directories = THERE) => ({ hosts: text, directories });
const place = (line?: number, host = 'kvm') => ({ host, object: 'paths.script', path: FILE, ...(line !== undefined && { line }) });
const found = (message: string, value: string, at = '3', remedy?: string) =>
  ({ message, data: { value, at }, ...place(Number.parseInt(at, 10)), ...(remedy !== undefined && { remedy }) }) as never;
const note = { message: 'windowsLineEnds', data: {}, ...place() } as const;

cases(check, {
  on: { from: '4.3.1', to: '4.3.2', phase: 'post' },
  passes: {
    'the line of the guide': { given: hosts(`paths.script=${SCRIPTS}`) },
    'no line end after it': { given: raw(`paths.script=${SCRIPTS}`) },
    'blanks and a colon': { given: hosts(`  paths.script : ${SCRIPTS}`) },
    'a blank alone as separator': { given: hosts(`paths.script\t${SCRIPTS}`) },
    'a comment that sets another path before it': { given: hosts('#paths.script=/usr/lib64/cloud/common', `paths.script=${SCRIPTS}`) },
    'a comment after it': { given: hosts(`paths.script=${SCRIPTS}`, '! paths.script=/usr/lib64/cloud/common') },
    'escapes that Java drops': { given: hosts('paths\\.script=\\/usr\\u002fshare/cloudstack-common') },
    'a continued line': { given: hosts('paths.script=/usr/share\\', '    /cloudstack-common') },
    'twice the same': { given: hosts(`paths.script=${SCRIPTS}`, 'x=y', `paths.script: ${SCRIPTS}`) },
    'scripts behind a link': {
      given: raw(`paths.script=${SCRIPTS}`, [{ ...directory(`${SCRIPTS}/scripts`), type: 'link', target: '/opt/scripts' }] as never),
    },
    'other keys that look like it': { given: hosts('paths.scripts=/x', 'my.paths.script=/x', 'PATHS.SCRIPT=/x', `paths.script=${SCRIPTS}`) },
    'before the upgrade from 4.1': { given: hosts(`paths.script=${SCRIPTS}`), from: '4.1.1', to: '4.3.2', phase: 'pre' },
    'installed, from 3.0': { given: hosts(`paths.script=${SCRIPTS}`), from: '3.0.2', to: '4.3.2', phase: 'installed' },
  },
  notes: {
    'Windows line ends': { given: raw(`paths.pid=/var/run\r\npaths.script=${SCRIPTS}\r\n`), finds: [note] },
  },
  fails: {
    'no line': {
      given: hosts('x=y'),
      finds: [{ message: 'missing', data: {}, ...place(), remedy: `printf '\\n\\n%s\\n' paths.script=${SCRIPTS} >> ${FILE}` }],
    },
    'an empty file': { given: raw(''), finds: [{ message: 'missing', data: {}, ...place() }] },
    'the key in another case': { given: hosts(`Paths.Script=${SCRIPTS}`), finds: [{ message: 'missing', data: {}, ...place() }] },
    'swallowed by the line before': {
      given: raw(`paths.pid=/var/run\\\npaths.script=${SCRIPTS}\n`),
      finds: [{ message: 'missing', data: {}, ...place() }],
    },
    'no file': {
      given: { directories: THERE, hosts: { status: 'absent', reason: 'No such file' } },
      finds: [{ message: 'fileMissing', data: {}, ...place(), remedy: `>> ${FILE}` }],
    },
    'commented out': {
      given: hosts(`#paths.script=${SCRIPTS}`),
      finds: [{ message: 'commentedOut', data: {}, ...place(3), remedy: "printf '\\n\\n%s\\n'" }],
    },
    'commented out with a ! and blanks': {
      given: hosts('x=y', ` !  paths.script: ${SCRIPTS}`),
      finds: [{ message: 'commentedOut', data: {}, ...place(4) }],
    },
    'commented out, with Windows line ends': {
      given: raw(`# paths.script=${SCRIPTS}\r\n`),
      finds: [note, { message: 'commentedOut', data: {}, ...place(1) }],
    },
    'a trailing blank': {
      given: hosts(`paths.script=${SCRIPTS} `),
      finds: [found('trailingBlank', `${SCRIPTS} `, '3', `sed -i '3{/paths[.]script/{s|.*|paths.script=${SCRIPTS}|}}' ${FILE}`)],
    },
    'a trailing tab': { given: hosts(`paths.script=${SCRIPTS}\t`), finds: [found('trailingBlank', `${SCRIPTS}\t`)] },
    'a blank after the slash': { given: hosts(`paths.script = ${SCRIPTS}/ `), finds: [found('trailingBlank', `${SCRIPTS}/ `)] },
    'a comment behind the value, which is part of it': {
      given: hosts(`paths.script=${SCRIPTS} # default`),
      finds: [found('noScripts', `${SCRIPTS} # default`)],
    },
    'a trailing slash': {
      given: hosts(`paths.script = ${SCRIPTS}/`),
      finds: [found('trailingSlash', `${SCRIPTS}/`, '3', `paths.script=${SCRIPTS}`)],
    },
    'two slashes': {
      given: hosts(`paths.script=/usr//share/./cloudstack-common//`),
      finds: [found('trailingSlash', '/usr//share/./cloudstack-common//')],
    },
    'the old directory': {
      given: hosts('paths.script=/usr/lib64/cloud/common'),
      finds: [found('old', '/usr/lib64/cloud/common', '3', `|paths.script=${SCRIPTS}|`)],
    },
    'the old directory of 32 bits, which still has scripts': {
      given: raw('paths.script=/usr/lib/cloud/common/', [directory('/usr/lib/cloud/common/scripts'), directory(`${SCRIPTS}/scripts`)] as never),
      finds: [found('old', '/usr/lib/cloud/common/', '1')],
    },
    'another directory without scripts': {
      given: hosts('paths.script=/usr/share/cloudstack-agent'),
      finds: [found('noScripts', '/usr/share/cloudstack-agent', '3', `paths.script=${SCRIPTS}`)],
    },
    'another directory with scripts': {
      given: raw('paths.script=/opt/cloudstack', [directory('/opt/cloudstack/scripts'), directory(`${SCRIPTS}/scripts`)] as never),
      finds: [found('other', '/opt/cloudstack', '1', `paths.script=${SCRIPTS}`)],
    },
    'the case of the path counts': {
      given: hosts('paths.script=/usr/share/CloudStack-common'),
      finds: [found('noScripts', '/usr/share/CloudStack-common')],
    },
    'quotes, which are part of it': { given: hosts(`paths.script="${SCRIPTS}"`), finds: [found('noScripts', `"${SCRIPTS}"`)] },
    'no value': { given: hosts('paths.script='), finds: [found('noScripts', '')] },
    'a relative path': { given: hosts('paths.script=scripts'), finds: [found('noScripts', 'scripts')] },
    'a continued value that is wrong': {
      given: hosts('paths.script=/usr/lib64\\', '  /cloud/common'),
      finds: [found('old', '/usr/lib64/cloud/common', '3-4', `sed -i '3{/paths[.]script/{N;s|.*|`)],
    },
    'the last of two counts, and it is right': {
      given: hosts('paths.script=/usr/lib64/cloud/common', `paths.script=${SCRIPTS}`),
      finds: [{ message: 'duplicatesDiffer', data: { at: '4', others: '3' }, ...place(4), remedy: `sed -i '3{/paths[.]script/{d}}' ${FILE}` }],
    },
    'the last of two counts, and it is wrong': {
      given: hosts(`paths.script=${SCRIPTS}`, 'paths.script=/usr/lib64/cloud/common'),
      finds: [found('old', '/usr/lib64/cloud/common', '4'), { message: 'duplicatesDiffer', data: { at: '4', others: '3' }, ...place(4) }],
    },
    'no scripts there': {
      given: raw(`paths.script=${SCRIPTS}`, [] as never),
      finds: [{ message: 'scriptsMissing', data: { at: '1' }, ...place(1), remedy: 'yum reinstall cloudstack-common' }],
    },
    'a file called scripts': {
      given: raw(`paths.script=${SCRIPTS}`, [{ ...directory(`${SCRIPTS}/scripts`), type: 'file' }] as never),
      finds: [{ message: 'scriptsMissing', data: { at: '1' }, ...place(1) }],
    },
    'one host of two': {
      given: { hosts: { on: { kvm1: `paths.script=${SCRIPTS}`, kvm2: 'x=y' } }, directories: { on: { kvm1: THERE, kvm2: THERE } } },
      finds: [{ message: 'missing', data: {}, ...place(undefined, 'kvm2') }],
    },
    'one that fails and one that is down': {
      given: {
        hosts: { on: { kvm1: 'x=y', kvm2: { status: 'unreachable', reason: 'timed out' } } },
        directories: { on: { kvm1: THERE, kvm2: { status: 'unreachable', reason: 'timed out' } } },
      },
      finds: [{ message: 'missing', data: {}, ...place(undefined, 'kvm1') }],
    },
    'a hostile value': {
      given: hosts("paths.script=/usr/share/\u001b[31m';reboot;'__proto__"),
      finds: [found('noScripts', "/usr/share/\u001b[31m';reboot;'__proto__", '3', `s|.*|paths.script=${SCRIPTS}|`)],
    },
  },
  skips: {
    'no KVM host': { given: { hosts: { on: {} }, directories: { on: {} } }, because: 'the target names no KVM host' },
  },
  unknown: {
    'a host that is down': {
      given: { hosts: { status: 'unreachable', reason: 'timed out' }, directories: THERE },
      because: 'script path of the agent on kvm: timed out',
    },
    'the file is denied': { given: { hosts: { status: 'denied', reason: 'Permission denied' }, directories: THERE }, because: 'Permission denied' },
    'a malformed escape': { given: hosts('paths.pid=/var\\u00g', `paths.script=${SCRIPTS}`), because: 'line 3: malformed \\uXXXX escape' },
    'the directories cannot be seen': {
      given: { hosts: `paths.script=${SCRIPTS}`, directories: { status: 'denied', reason: 'Permission denied' } },
      because: 'script directories of the agent on kvm: Permission denied',
    },
    'a directory that preflight does not look for': {
      given: hosts('paths.script=/srv/cloudstack'),
      because: 'preflight looks for script directories below /usr and /opt only',
    },
  },
});

describe('the remedies, run in a shell', () => {
  /** The file after the commands of a remedy; a second run must change nothing more. */
  function mend(text: string, message: keyof typeof check.messages, data: Readonly<Record<string, string>>): string {
    const folder = mkdtempSync(join(tmpdir(), 'preflight-agent-'));
    const path = join(folder, 'environment.properties');
    try {
      writeFileSync(path, text);
      const finding = (foundFor(check.messages)[message] as (data: object) => never)(data);
      const { commands = [], undo = '' } = remedyOf(check as never, finding)!;
      const edits = commands.map(snippet => snippet.text).filter(line => !line.startsWith('service '));
      const shell = (line: string): void => void execFileSync('bash', ['-c', line.replaceAll(FILE, path)], { stdio: 'pipe' });
      edits.forEach(shell);
      const mended = readFileSync(path, 'utf8');
      shell(undo.replace(/ && service .*/, ''));
      expect(readFileSync(path, 'utf8')).toBe(text);
      return mended;
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  const values = (text: string): string[] => propertyEntries(text).map(({ key, value }) => `${key}=${value}`);

  test.each([
    ['a file that ends as it should', 'paths.pid=/var/run\n'],
    ['one that ends without a line end', 'paths.pid=/var/run'],
    ['one that ends in a comment', 'paths.pid=/var/run\n# paths.script=x'],
  ])('appending to %s', (_, text) => {
    expect(values(mend(text, 'missing', {}))).toEqual(['paths.pid=/var/run', `paths.script=${SCRIPTS}`]);
  });

  test.each(['paths.pid=/var/run\\', 'paths.pid=/var/run\\\n'])('appending to one that ends in a backslash: %j', text => {
    expect(values(mend(text, 'missing', {}))).toEqual(['paths.pid=/var/run', `paths.script=${SCRIPTS}`]);
  });

  test('replacing a line, and nothing else', () => {
    expect(mend('a=1\r\npaths.script = /x \r\nb=2\n', 'trailingBlank', { value: '/x ', at: '2' })).toBe(`a=1\r\npaths.script=${SCRIPTS}\nb=2\n`);
  });

  test('replacing a continued one', () => {
    expect(mend('a=1\npaths.script=/usr\\\n  /lib64\\\n/cloud/common\nb=2\n', 'old', { value: '/usr/lib64/cloud/common', at: '2-4' })).toBe(
      `a=1\npaths.script=${SCRIPTS}\nb=2\n`,
    );
  });

  test('nothing where the line is another by now', () => {
    expect(mend('a=1\nb=2\n', 'old', { value: '/usr/lib64/cloud/common', at: '2' })).toBe('a=1\nb=2\n');
  });

  test('deleting the duplicates that do not count', () => {
    const text = `paths.script=/x\na=1\npaths.script=/y\\\n/z\npaths.script=${SCRIPTS}\n`;
    expect(mend(text, 'duplicatesDiffer', { at: '5', others: '1, 3-4' })).toBe(`a=1\npaths.script=${SCRIPTS}\n`);
  });
});
