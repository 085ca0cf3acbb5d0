import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { progressOn } from '../../src/cli/progress.ts';
import type { Answer, Source } from '../../src/model/answer.ts';
import { file } from '../../src/model/query.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const SECRET = 'correct-horse-battery';
const HOSTNAME = file('/etc/hostname');
const LOST: Answer = { status: 'unreachable', reason: `no way to it with ${SECRET}` };
const FOUND: Answer = { status: 'ok', at: '2026-11-21T02:00:00Z', body: { text: SECRET } };

/** A terminal or a log, and hosts that answer when they are told to. */
function watching(total: number, { isTTY = false, columns = 80, env = {} } = {}) {
  const written: string[] = [];
  const waiting = new Map<string, (answer: Answer) => void>();
  const source: Source = { ask: host => new Promise(resolve => waiting.set(host, answer => resolve([answer]))) };
  const progress = progressOn({ stdout: { write: () => 0 }, stderr: { write: text => written.push(text), isTTY, columns }, env });
  const watched = progress.watch(source, total);
  const ask = (host: string): void => void watched.ask(host, [HOSTNAME]);
  const answer = async (host: string, what: Answer = FOUND): Promise<void> => {
    waiting.get(host)!(what);
    await vi.advanceTimersByTimeAsync(0);
  };
  return { progress, ask, answer, written, text: () => written.join('') };
}

const shown = (text: string): string => text.split('\r\u001b[K').at(-1)!;
const hosts = (count: number): string[] => Array.from({ length: count }, (_, index) => `kvm${index}`);

describe('on a terminal', () => {
  test('is one line: how many are done, lost and being asked, and how long it will take', async () => {
    const { ask, answer, text, progress } = watching(40, { isTTY: true });
    hosts(8).forEach(ask);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(shown(text())).toBe('0 of 40 hosts done, 8 being asked');
    for (const host of hosts(4)) await answer(host);
    await answer('kvm4', LOST);
    await vi.advanceTimersByTimeAsync(1000);
    expect(shown(text())).toBe('5 of 40 hosts done, 1 of them lost, 3 being asked, about 77 s left');
    expect(text()).not.toContain('\n');
    progress.done();
    expect(text().endsWith('\r\u001b[K')).toBe(true);
  });

  test.each([20, 40, 80])('of %i columns never wraps', async columns => {
    const { ask, answer, written } = watching(1000, { isTTY: true, columns });
    hosts(32).forEach(ask);
    for (const host of hosts(16)) await answer(host, LOST);
    await vi.advanceTimersByTimeAsync(5000);
    expect(written.length).toBeGreaterThan(4);
    for (const line of written) expect(line.replace('\r\u001b[K', '').length).toBeLessThan(columns);
  });

  test('lets a question stand, and what others write stand above it', async () => {
    const { ask, answer, progress, written, text } = watching(3, { isTTY: true });
    hosts(3).forEach(ask);
    await vi.advanceTimersByTimeAsync(1000);
    progress.streams.stderr.write('a message\n');
    await vi.advanceTimersByTimeAsync(1000);
    expect(text()).toMatch(/\r\u001b\[Ka message\n\r\u001b\[K0 of 3 hosts/);
    progress.streams.stderr.write('Passphrase of id_rsa: ');
    const before = written.length;
    await answer('kvm0');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(written.length).toBe(before);
    progress.streams.stderr.write('\n');
    await vi.advanceTimersByTimeAsync(1000);
    expect(shown(text())).toContain('1 of 3 hosts done');
  });

  test('that cannot clear a line gets plain lines', async () => {
    const { ask, answer, text } = watching(1, { isTTY: true, env: { TERM: 'dumb' } });
    ask('kvm0');
    await answer('kvm0', LOST);
    expect(text()).toBe('kvm0: unreachable\n');
  });
});

describe('in a log', () => {
  test('a short run says nothing', async () => {
    const { ask, answer, text, progress } = watching(3);
    hosts(3).forEach(ask);
    await vi.advanceTimersByTimeAsync(9000);
    for (const host of hosts(3)) await answer(host);
    progress.done();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(text()).toBe('');
  });

  test('1,000 hosts in half an hour are some lines, most of them in the first minutes', async () => {
    const { ask, answer, text, progress } = watching(1000);
    hosts(1000).forEach(ask);
    for (const host of hosts(1000)) {
      await vi.advanceTimersByTimeAsync(1800);
      await answer(host, host.endsWith('1') ? LOST : FOUND);
    }
    progress.done();
    const lines = text().trimEnd().split('\n');
    expect(lines.length).toBeLessThan(45);
    expect(lines.filter(line => line.endsWith(': unreachable'))).toHaveLength(10);
    expect(lines.filter(line => line.includes('only counted'))).toHaveLength(1);
    expect(lines.find(line => line.includes('hosts done'))).toBe('5 of 1000 hosts done, 1 of them lost, 995 being asked, about 34 min left');
    expect(text()).not.toContain('\r');
  });

  test('one host that keeps the others waiting is heard of', async () => {
    const { ask, text } = watching(2);
    ask('kvm0');
    await vi.advanceTimersByTimeAsync(25_000);
    expect(text()).toBe('0 of 2 hosts done, 1 being asked\n'.repeat(2));
  });
});

test.each([true, false])('tells no answer and no reason, and no host name that a terminal obeys (terminal: %s)', async isTTY => {
  const { ask, answer, text } = watching(2, { isTTY });
  const hostile = 'kvm\u001b[2J\u202e\nroot';
  ask(hostile);
  ask('kvm0');
  await answer(hostile, LOST);
  await answer('kvm0');
  await vi.advanceTimersByTimeAsync(11_000);
  expect(text()).not.toContain(SECRET);
  expect(text()).not.toContain('\u001b[2J');
  expect(text()).not.toContain('\u202e');
  if (!isTTY) expect(text()).toContain('kvm\\x1b[2J\\u202e\\nroot: unreachable\n');
});

test('who answers after the end is not heard of', async () => {
  const { ask, answer, text, progress } = watching(1);
  ask('kvm0');
  progress.done();
  await answer('kvm0', LOST);
  expect(text()).toBe('');
});
