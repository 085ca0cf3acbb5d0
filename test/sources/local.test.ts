import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { localSource, startLocal } from '../../src/sources/local.ts';
import { askShell } from '../../src/sources/shell/ask.ts';
import { limitsWith } from '../../src/sources/shell/limits.ts';
import { commandOf, fileOf, list, read, run } from './shell/shells.ts';

test('this machine answers like any other host', async () => {
  const [file, paths, command, missing] = await localSource().ask('localhost', [
    read('/etc/hostname'),
    list('/etc/hostname'),
    run('id', '-u'),
    run('no-such-program'),
  ]);
  expect(fileOf(file).text).toBe(readFileSync('/etc/hostname', 'utf8'));
  expect(paths).toMatchObject({ status: 'ok', body: { entries: [{ path: '/etc/hostname', type: 'file' }] } });
  expect(commandOf(command)).toEqual({ stdout: `${process.getuid!()}\n`, stderr: '', exit: 0 });
  expect(missing!.status).toBe('absent');
});

test('a shell that is not there is a failure', async () => {
  const [answer] = await askShell([read('/etc/hostname')], {
    start: startLocal(['/no/such/shell']),
    limits: limitsWith(),
    where: 'here',
    explain: () => ({ status: 'failed', reason: '' }),
  });
  expect(answer).toMatchObject({ status: 'failed', reason: expect.stringContaining('/no/such/shell could not be started') });
});

test('nothing is left running when the time is over', async () => {
  const mark = `31${process.pid}.5`;
  const [answer] = await localSource({ answerSeconds: 1 }).ask('localhost', [run('sleep', mark)]);
  expect(answer!.status).toBe('timeout');
  const running = readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .map(commandLine);
  expect(running.filter(line => line.includes(`sleep\0${mark}`))).toEqual([]);
});

function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}
