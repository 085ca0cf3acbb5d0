import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Answer } from '../../../src/model/answer.ts';
import { LIMITS } from '../../../src/sources/shell/limits.ts';
import { script } from '../../../src/sources/shell/script.ts';
import { temporaryFolder } from '../../support/sshd.ts';
import { ask, asNobody, commandOf, entriesOf, fileOf, inEachShell, list, read, run, write } from './shells.ts';

let folder: string;
const at = (...parts: string[]): string => join(folder, ...parts);

beforeAll(() => {
  folder = temporaryFolder('script');
  chmodSync(folder, 0o755);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const status = ({ status }: Answer): string => status;

/** Names that a careless script trips over. */
const HOSTILE = [
  "it's",
  '"quoted"',
  '-rf',
  '--',
  ' leading',
  'trailing ',
  'two\nlines',
  'tab\there',
  '$(touch pwned)',
  '`id`',
  '*',
  '?',
  '[a-z]',
  '\\',
  '\\n',
  '$HOME',
  ';',
  '&',
  '|',
  '~',
  '!',
  '#',
  '%s',
  '☃',
  'x'.repeat(200),
];

inEachShell(shell => {
  test('files come back byte for byte', async () => {
    const contents: Record<string, string> = {
      empty: '',
      line: 'a\n',
      open: 'a',
      blank: '\n\n\n',
      crlf: 'a\r\nb\r\n',
      nul: 'a\0b\0',
      percent: '%s %d \\n \\0',
      marks: `@${'0123456789abcdef'.repeat(2)} done 0 ok x\n`,
    };
    write(at('exact'), contents);
    const answers = await ask(
      shell,
      Object.keys(contents).map(name => read(at('exact', name))),
    );
    expect(answers.map(answer => fileOf(answer))).toEqual(Object.values(contents).map(text => ({ text })));
  });

  test('bytes that are not UTF-8 are ISO-8859-1, and marked so', async () => {
    writeFileSync(at('latin1'), Buffer.from('caf\xe9\n', 'latin1'));
    expect(fileOf((await ask(shell, [read(at('latin1'))]))[0])).toEqual({ text: 'café\n', encoding: 'latin1' });
  });

  test('any name and any content survive', async () => {
    const name = fc.string({ unit: 'binary', minLength: 1, maxLength: 30 }).filter(text => !/[/\0]/.test(text) && text !== '.' && text !== '..');
    const files = fc.uniqueArray(fc.tuple(name, fc.uint8Array({ maxLength: 3000 })), { minLength: 1, maxLength: 12, selector: ([text]) => text });
    await fc.assert(
      fc.asyncProperty(files, async some => {
        const place = at(`any-${Math.random()}`);
        write(place, Object.fromEntries(some));
        const answers = await ask(shell, [...some.map(([text]) => read(join(place, text))), list(`${place}/*`, `${place}/.*`)]);
        some.forEach(([, bytes], index) => {
          const { text, encoding } = fileOf(answers[index]);
          expect(Buffer.from(text, encoding ?? 'utf8').equals(bytes)).toBe(true);
        });
        const listed = entriesOf(answers.at(-1)).map(({ path, size }) => [path, size]);
        expect(listed).toEqual(expect.arrayContaining(some.map(([text, bytes]) => [join(place, text), bytes.length])));
        rmSync(place, { recursive: true });
      }),
      { numRuns: 12 },
    );
  });

  test('names with everything in them can be read and listed', async () => {
    write(at('hostile'), Object.fromEntries(HOSTILE.map(name => [name, name])));
    const answers = await ask(shell, [...HOSTILE.map(name => read(at('hostile', name))), list(at('hostile/*'))]);
    expect(answers.slice(0, -1).map(answer => fileOf(answer).text)).toEqual(HOSTILE);
    expect(entriesOf(answers.at(-1)).map(({ path }) => path)).toEqual(HOSTILE.map(name => at('hostile', name)).sort());
    expect(existsSync(at('hostile/pwned'))).toBe(false);
  });

  test('what cannot be read says why', async () => {
    mkdirSync(at('why/folder'), { recursive: true });
    execFileSync('mkfifo', ['-m', '666', at(`why/pipe-${shell.length}${shell[0]}${shell[1]}`)]);
    symlinkSync('nowhere', at(`why/dangling-${shell.join('')}`));
    symlinkSync(at(`why/loop-${shell.join('')}`), at(`why/loop-${shell.join('')}`));
    writeFileSync(at('why/plain'), '');
    const answers = await ask(shell, [
      read(at('why/nothing')),
      read(at('why/nothing/at/all')),
      read(at('why/plain/below-a-file')),
      read(at(`why/dangling-${shell.join('')}`)),
      read(at(`why/loop-${shell.join('')}`)),
      read(at('why/folder')),
      read(at(`why/pipe-${shell.length}${shell[0]}${shell[1]}`)),
      read('/dev/zero'),
    ]);
    expect(answers.map(status)).toEqual(['absent', 'absent', 'absent', 'absent', 'absent', 'failed', 'failed', 'failed']);
    expect(answers[3]).toMatchObject({ reason: expect.stringContaining('a symbolic link that leads to nothing') });
    expect(answers[5]).toMatchObject({ reason: `${at('why/folder')}: a directory, not a file` });
  });

  test('what may not be read is denied, not absent', async () => {
    write(at('closed'), { 'inside/secret': 's', unreadable: 'u', 'blind/known': 'k' });
    chmodSync(at('closed/inside'), 0o700);
    chmodSync(at('closed/blind'), 0o711);
    chmodSync(at('closed/unreadable'), 0o600);
    rmSync(at('closed/way-in'), { force: true });
    symlinkSync(at('closed/inside/secret'), at('closed/way-in'));
    const answers = await ask(asNobody(shell), [
      read(at('closed/unreadable')),
      read(at('closed/inside/secret')),
      read(at('closed/inside/not/there')),
      read(at('closed/way-in')),
      read(at('closed/unreadable'), { head: 1, tail: 1 }),
      list(at('closed/inside/*')),
      list(at('closed/inside/secret')),
      list(at('closed/*/secret')),
      list(at('closed/way-in/x')),
      list(at('closed/blind/*')),
      list(at('closed/blind/known')),
      list(at('closed/*')),
    ]);
    expect(answers.map(status)).toEqual([...Array<string>(10).fill('denied'), 'ok', 'ok']);
    expect(answers[1]).toMatchObject({ reason: expect.stringContaining(`no way through ${at('closed/inside')}`) });
  });

  test('large files stop at the limit, and just large enough is enough', async () => {
    write(at('large'), { enough: 'x'.repeat(1000), more: 'x'.repeat(1001) });
    const answers = await ask(shell, [read(at('large/enough')), read(at('large/more')), read(at('large/enough'))], { answerBytes: 1000 });
    expect(answers.map(status)).toEqual(['ok', 'too-large', 'ok']);
  });

  test('the two ends of a file', async () => {
    write(at('ends'), { small: 'abcdef', large: `head${'-'.repeat(100_000)}tail`, 'not utf-8': Buffer.from('\xe9--------é', 'latin1') });
    const keep = { head: 4, tail: 4 };
    const [small, large, odd, whole] = await ask(shell, [
      read(at('ends/small'), keep),
      read(at('ends/large'), keep),
      read(at('ends/not utf-8'), keep),
      read(at('ends/small'), { head: 3, tail: 3 }),
    ]);
    expect(fileOf(small)).toEqual({ text: 'abcdef' });
    expect(fileOf(whole)).toEqual({ text: 'abcdef' });
    expect(fileOf(large)).toEqual({ text: 'head\ntail', cut: { size: 100_008, head: 'head', tail: 'tail' } });
    expect(fileOf(odd)).toEqual({ text: 'é---\n---é', encoding: 'latin1', cut: { size: 10, head: 'é---', tail: '---é' } });
  });

  test('what a path is', async () => {
    write(at('paths'), { 'a.repo': 'abc', 'b.repo': '', 'c.txt': '', '.hidden.repo': '' });
    mkdirSync(at('paths/dir'), { recursive: true });
    chownSync(at('paths/a.repo'), 54321, 54322);
    chmodSync(at('paths/a.repo'), 0o4750);
    utimesSync(at('paths/a.repo'), 1_000_000_000, 1_000_000_000);
    chmodSync(at('paths/dir'), 0o1777);
    for (const [name, target] of [
      ['link', 'a.repo'],
      ['broken', 'no\nwhere\n'],
    ] as const) {
      rmSync(at('paths', name), { force: true });
      symlinkSync(target, at('paths', name));
    }
    const [repos, rest, none, sets] = await ask(shell, [
      list(at('paths/*.repo')),
      list(at('paths/dir'), at('paths/link'), at('paths/broken'), '/dev/null'),
      list(at('paths/*.none'), at('nothing')),
      list(at('paths/[a-b].repo'), at('paths/[!a].repo'), at('paths/?.txt')),
    ]);
    expect(entriesOf(repos)[0]).toEqual({
      path: at('paths/a.repo'),
      type: 'file',
      mode: '4750',
      owner: '54321',
      group: '54322',
      size: 3,
      mtime: '2001-09-09T01:46:40Z',
    });
    expect(entriesOf(repos).map(({ path }) => path)).toEqual([at('paths/a.repo'), at('paths/b.repo')]);
    expect(entriesOf(rest).map(({ path, type, target }) => [path, type, target])).toEqual([
      ['/dev/null', 'other', undefined],
      [at('paths/broken'), 'link', 'no\nwhere\n'],
      [at('paths/dir'), 'directory', undefined],
      [at('paths/link'), 'link', 'a.repo'],
    ]);
    expect(entriesOf(rest)[2]).toMatchObject({ mode: '1777', owner: 'root', group: 'root' });
    expect(entriesOf(none)).toEqual([]);
    expect(entriesOf(sets).map(({ path }) => path)).toEqual(['a.repo', 'b.repo', 'c.txt'].map(name => at('paths', name)));
  });

  test('listings larger than a batch, and larger than allowed', async () => {
    write(at('many'), Object.fromEntries(Array.from({ length: 450 }, (_, index) => [`f${index}`, ''])));
    const [all, few] = await ask(shell, [list(at('many/*')), list('/etc/hostname')]);
    expect(entriesOf(all)).toHaveLength(450);
    expect(entriesOf(few)).toHaveLength(1);
    const [many, tooMany] = await ask(shell, [list(at('many/*')), list('/etc/hostname')], { entries: 400 });
    expect(many).toMatchObject({ status: 'too-large', reason: expect.stringContaining('more than 400 paths') });
    expect(tooMany!.status).toBe('ok');
  });

  test('a command has its own output, errors and exit code', async () => {
    const [answer, binary] = await ask(shell, [
      run('sh', '-c', 'printf out; printf err >&2; exit 3'),
      run('sh', '-c', "printf 'a\\000b'; printf '\\000e' >&2"),
    ]);
    expect(commandOf(answer)).toEqual({ stdout: 'out', stderr: 'err', exit: 3 });
    expect(commandOf(binary)).toEqual({ stdout: 'a\0b', stderr: '\0e', exit: 0 });
  });

  test('arguments arrive as they are', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.string({ unit: 'binary', maxLength: 40 }).filter(text => !text.includes('\0')),
          { maxLength: 8 },
        ),
        async words => {
          const [answer] = await ask(shell, [run('sh', '-c', 'for word do printf "%s\\000" "$word"; done', 'sh', ...words)]);
          expect(commandOf(answer).stdout).toBe(words.map(word => `${word}\0`).join(''));
        },
      ),
      { numRuns: 15 },
    );
    expect(commandOf((await ask(shell, [run('printf', '%s|', ...HOSTILE)]))[0]).stdout).toBe(HOSTILE.map(word => `${word}|`).join(''));
  });

  test('commands run once, in a plain environment, with nothing to read', async () => {
    rmSync(at('ran'), { force: true });
    const secret = 'PREFLIGHT_TEST_SECRET';
    process.env[secret] = 'x';
    const [once, input, env, next] = await ask(shell, [
      run('sh', '-c', `echo x >> ${at('ran')}`),
      run('cat'),
      run('sh', '-c', 'umask; env'),
      read('/etc/hostname'),
    ]);
    delete process.env[secret];
    expect(once!.status).toBe('ok');
    expect(readFileSync(at('ran'), 'utf8')).toBe('x\n');
    expect(commandOf(input).stdout).toBe('');
    expect(commandOf(env).stdout).toMatch(/^0077\n[\s\S]*LC_ALL=C\n/);
    expect(commandOf(env).stdout).toContain('TZ=UTC\n');
    expect(commandOf(env).stdout).not.toMatch(/pf_|[0-9a-f]{32}|PREFLIGHT_TEST_SECRET/);
    expect(next!.status).toBe('ok');
  });

  test('what a command is fed arrives as it is, and the next one has nothing to read', async () => {
    const fed = (stdin: string) => ({ ...run('cat'), stdin });
    const texts = ['quotes \' " ` $HOME \\n %s\n', 'x'.repeat(300_000), '', '-n', 'ä\n\n'];
    const answers = await ask(shell, [
      ...texts.flatMap(text => [fed(text), run('cat')]),
      fed('unread'),
      run('true'),
      { ...fed('gone'), argv: ['no-such-program'] },
      run('cat'),
    ]);
    expect(texts.map((_, index) => commandOf(answers[2 * index]).stdout)).toEqual(texts);
    expect(texts.map((_, index) => commandOf(answers[2 * index + 1]).stdout)).toEqual(texts.map(() => ''));
    expect(answers.slice(-2)).toMatchObject([{ status: 'absent' }, { body: { stdout: '' } }]);
  });

  test('programs are found in sbin, and missing ones are absent', async () => {
    const [sbin, none] = await ask(['env', 'PATH=/usr/bin:/bin', ...shell], [run('chroot', '--version'), run('no-such-program', '-q')]);
    expect(commandOf(sbin)).toMatchObject({ exit: 0, stdout: expect.stringContaining('chroot') });
    expect(none).toMatchObject({ status: 'absent', reason: 'no-such-program: no such program on this host' });
  });

  test('a command that does not end is ended, and the next one is asked', async () => {
    const stubbornly = run('sh', '-c', 'trap "" TERM; sleep 30 & wait; sleep 30');
    const [[slow, next], [stubborn]] = await Promise.all([
      ask(shell, [run('sleep', '30'), run('echo', 'x')], { answerSeconds: 1 }),
      ask(shell, [stubbornly], { answerSeconds: 1 }),
    ]);
    expect(slow).toMatchObject({ status: 'timeout', reason: 'sleep: did not end within 1 s and was stopped' });
    expect(stubborn!.status).toBe('timeout');
    expect(commandOf(next).stdout).toBe('x\n');
  });

  test('a command that floods costs only itself', async () => {
    const answers = await ask(shell, [run('echo', '1'), run('yes'), run('echo', '2'), run('sh', '-c', 'yes >&2'), run('echo', '3')], {
      answerBytes: 100_000,
    });
    expect(answers.map(status)).toEqual(['ok', 'too-large', 'ok', 'too-large', 'ok']);
    expect(answers[1]).toMatchObject({ reason: 'command yes: here: sent more than 98 KiB' });
  });

  test('a script that arrives in part runs nothing', async () => {
    rmSync(at('partial'), { force: true });
    const whole = script([run('touch', at('partial'))], { nonce: `@${'f'.repeat(32)}`, limits: LIMITS });
    for (let cut = 1; cut < 40; cut++) {
      const part = whole.slice(0, Math.floor((whole.length * cut) / 40));
      await ask(shell, [run('true')], { answerSeconds: 5 }, () => part);
    }
    await ask(shell, [run('true')], {}, () => whole.slice(0, whole.lastIndexOf('}')));
    expect(existsSync(at('partial'))).toBe(false);
  });

  test('what the login shell exported does no harm', async () => {
    const env = [
      'env',
      'pf_n=mine',
      'pf_i=mine',
      'GLOBIGNORE=*',
      'POSIXLY_CORRECT=1',
      'IFS=/',
      'ENV=/nonexistent',
      'CDPATH=/etc',
      'LC_ALL=de_DE.UTF-8',
      'TZ=Asia/Tokyo',
    ];
    const [listed, command] = await ask([...env, ...shell], [list('/etc/host*'), run('sh', '-c', 'echo "$pf_n $pf_i"')]);
    expect(entriesOf(listed).map(({ path }) => path)).toContain('/etc/hostname');
    expect(commandOf(command).stdout).not.toMatch(/[0-9a-f]{32}/);
  });
});

/** A folder of tools that takes the place of the host's, for hosts that lack some. */
function toolsWithout(name: string, ...missing: string[]): (text: string) => string {
  const tools = at(name);
  mkdirSync(tools, { recursive: true });
  for (const tool of ['date', 'env', 'head', 'tail', 'ls', 'readlink', 'stat', 'sleep', 'sh', 'echo'].filter(tool => !missing.includes(tool))) {
    if (!existsSync(join(tools, tool)))
      symlinkSync(execFileSync('sh', ['-c', `command -v ${tool} | grep / || echo /bin/${tool}`], { encoding: 'utf8' }).trim(), join(tools, tool));
  }
  return text => text.replace(/^PATH=\S+/m, `PATH=${tools}`);
}

test('a timeout(1) without -k, as in coreutils 8.4, is understood', async () => {
  const change = toolsWithout('coreutils-8.4');
  writeFileSync(
    at('coreutils-8.4/timeout'),
    '#!/bin/sh\nif [ "$1" = -k ]; then echo "timeout: invalid option" >&2; exit 125; fi\nexec /usr/bin/timeout "$@"\n',
    { mode: 0o755 },
  );
  const [slow, next] = await ask(['dash', '-s'], [run('sleep', '30'), run('echo', 'x')], { answerSeconds: 1 }, change);
  expect(slow!.status).toBe('timeout');
  expect(commandOf(next)).toEqual({ stdout: 'x\n', stderr: '', exit: 0 });
});

test('a busybox timeout with -t is understood', async () => {
  const change = toolsWithout('old-busybox');
  writeFileSync(at('old-busybox/timeout'), '#!/bin/sh\nif [ "$1" != -t ]; then echo usage >&2; exit 1; fi\nshift\nexec /usr/bin/timeout "$@"\n', {
    mode: 0o755,
  });
  const [slow] = await ask(['dash', '-s'], [run('sleep', '30')], { answerSeconds: 1 }, change);
  expect(slow!.status).toBe('timeout');
});

test('without timeout(1) a command that hangs is left behind, and the rest is asked of a new shell', async () => {
  const answers = await ask(
    ['dash', '-s'],
    [run('echo', '1'), run('sleep', '6'), run('echo', '2'), read('/etc/hostname')],
    { answerSeconds: 1 },
    toolsWithout('no-timeout'),
  );
  expect(answers.map(status)).toEqual(['ok', 'timeout', 'ok', 'ok']);
  expect(answers[1]).toMatchObject({ reason: 'command sleep 6: here: no answer within 1 s' });
});

test('without stat(1) listings fail and say so', async () => {
  const [listed, file] = await ask(['dash', '-s'], [list('/etc/*'), read('/etc/hostname')], {}, toolsWithout('no-stat', 'stat'));
  expect(listed).toMatchObject({ status: 'failed', reason: '/etc/*: the host has no stat(1)' });
  expect(file!.status).toBe('ok');
});

test('a stat(1) that answers in another way fails, and is not an empty listing', async () => {
  const change = toolsWithout('odd-stat', 'stat');
  writeFileSync(at('odd-stat/stat'), '#!/bin/sh\necho "usage: stat file"\n', { mode: 0o755 });
  const [listed] = await ask(['dash', '-s'], [list('/etc/host*')], {}, change);
  expect(listed).toMatchObject({ status: 'failed', reason: expect.stringContaining('in a form that is not known') });
});

test('without date(1) no answer is believed', async () => {
  const [answer] = await ask(['dash', '-s'], [read('/etc/hostname')], {}, toolsWithout('no-date', 'date'));
  expect(answer).toMatchObject({ status: 'failed', reason: expect.stringContaining('date(1)') });
});

test('every answer is dated by the host', async () => {
  const answers = await ask(['dash', '-s'], [read('/etc/hostname'), read('/nothing'), list('/etc'), run('true')]);
  for (const { at: time } of answers) expect(Math.abs(Date.parse(time!) - Date.now())).toBeLessThan(60_000);
});
