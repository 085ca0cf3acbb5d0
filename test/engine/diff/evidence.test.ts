import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Answered, compareEvidence, compareShared } from '../../../src/engine/diff/evidence.ts';
import type { Answer, Row } from '../../../src/model/answer.ts';
import { command, file, http, paths, type Query, table } from '../../../src/model/query.ts';

const AT = '2026-11-21T02:00:00Z';
const one = (query: Query, body: object): Answered => ({ host: 'h', query, answer: { status: 'ok', at: AT, body } as Answer });
const failed = (query: Query, status: 'denied' | 'absent'): Answered => ({ host: 'h', query, answer: { status, reason: 'r' } });
const details = (old: Answered, now: Answered): string[] =>
  compareEvidence([old], [now]).flatMap(change => change.details.map(({ sign, text }) => `${sign} ${text}`));

const vms = table('cloud.vm_instance', { columns: ['id', 'instance_name', 'state', 'update_time'] });
const rows = (...all: Row[]) => one(vms, { columns: vms.columns, rows: all });
const vm = (id: string, state: string, more: Row = {}): Row => ({ id, instance_name: `i-${id}`, state, update_time: '2026-01-01 00:00:00', ...more });

describe('rows', () => {
  test('that came, went and changed, by their key and name, whatever their order', () => {
    expect(
      details(rows(vm('1', 'Running'), vm('2', 'Running'), vm('3', 'Stopped')), rows(vm('4', 'Running'), vm('3', 'Running'), vm('1', 'Running'))),
    ).toEqual(['- id 2 (i-2)', '+ id 4 (i-4)', '~ id 3 (i-3): state Stopped → Running']);
  });

  test('whose times moved on are the same; a time that came is not', () => {
    expect(details(rows(vm('1', 'Up')), rows(vm('1', 'Up', { update_time: '2026-02-02 03:04:05' })))).toEqual([]);
    expect(details(rows(vm('1', 'Up', { update_time: null })), rows(vm('1', 'Up')))).toEqual([
      '~ id 1 (i-1): update_time NULL → 2026-01-01 00:00:00',
    ]);
    const ping = (last_ping: string) =>
      one(table('t', { columns: ['id', 'last_ping'] }), { columns: ['id', 'last_ping'], rows: [{ id: '1', last_ping }] });
    expect(details(ping('17'), ping('99'))).toEqual([]);
  });

  test.each(['timeout', 'last_host_id'])('whose %s is another number are not the same', column => {
    const setting = (value: string) =>
      one(table('t', { columns: ['id', column] }), { columns: ['id', column], rows: [{ id: '1', [column]: value }] });
    expect(details(setting('17'), setting('99'))).toEqual([`~ id 1: ${column} 17 → 99`]);
  });

  test('without a key are compared whole, and columns that only one has are told once', () => {
    const users = (columns: string[], ...all: Row[]) => one(table('u', { columns: ['a', 'b'] }), { columns, rows: all });
    expect(details(users(['a', 'b'], { a: '1', b: '2' }), users(['a'], { a: '1' }))).toEqual(['- column b']);
    expect(details(users(['a'], { a: '1' }, { a: '1' }), users(['a'], { a: '2' }))).toEqual(['- a 1', '+ a 2']);
    expect(details(users(['a'], { a: '1' }, { a: '1' }, { a: '2' }), users(['a'], { a: '2' }, { a: '1' }))).toEqual(['- a 1']);
  });

  test('with secrets: the marks of two captures differ, and that is no difference', () => {
    const secret = (value: string) =>
      one(table('s', { columns: ['id', 'password'] }), { columns: ['id', 'password'], rows: [{ id: '1', password: value }] });
    expect(details(secret('‹secret:plaintext:aa›'), secret('‹secret:plaintext:bb›'))).toEqual([]);
    expect(details(secret('‹secret:plaintext:aa›'), secret('‹secret:encrypted:aa›'))).toEqual([
      '~ id 1: password ‹secret:plaintext› → ‹secret:encrypted›',
    ]);
    const named = (mark: string) =>
      one(table('s', { columns: ['name', 'value'] }), { columns: ['name', 'value'], rows: [{ name: mark, value: '1' }] });
    expect(details(named('‹secret:plaintext:aa›'), named('‹secret:plaintext:bb›'))).toEqual([]);
    expect(details(named('‹secret:plaintext:aa›'), named('other'))).toEqual(['- name ‹secret:plaintext›', '+ name other']);
  });
});

describe('other evidence', () => {
  test('lines of files and commands', () => {
    const motd = (text: string) => one(file('/etc/motd'), { text });
    expect(details(motd('a\nb\n'), motd('b\r\na\nc'))).toEqual(['+ c']);
    expect(details(motd('a\na'), motd('a'))).toEqual(['- a']);
    const run = (exit: number, stdout: string) => one(command('oned', '--version'), { exit, stdout, stderr: 'ignored' });
    expect(details(run(0, '6.10.0'), run(1, ''))).toEqual(['~ exit code 0 → 1', '- 6.10.0']);
    expect(compareEvidence([run(0, 'a')], [run(0, 'b')])[0]!.evidence).toBe('command oned --version');
    const xml = (body: string) => one(http('/api'), { status: 200, body });
    expect(details(xml('<a><b>1</b><c>2</c></a>'), xml('<a><b>1</b><c>3</c></a>'))).toEqual(['- <c>2</c>', '+ <c>3</c>']);
  });

  test('JSON on one line is compared member by member, and a long line is cut', () => {
    const json = (value: unknown) => one(http('/api'), { status: 200, body: JSON.stringify(value) });
    expect(details(json({ a: 1, b: [{ c: 2 }, { c: 3 }] }), json({ a: 1, b: [{ c: 2 }, { c: 4 }] }))).toEqual(['- "c":3}]}', '+ "c":4}]}']);
    expect(details(json(''), json('x'.repeat(100_000))).map(({ length }) => length)).toEqual([4, 1003]);
    expect(details(json(''), json(`${'x'.repeat(998)}😀`))[1]).toMatch(/x…$/);
  });

  test('a log has grown', () => {
    const log = (size: number) => one(file('/var/log/x', { keep: { head: 1, tail: 1 } }), { text: '', cut: { size, head: 'a', tail: String(size) } });
    expect(details(log(10), log(20))).toEqual(['~ 10 → 20 bytes']);
  });

  test('paths', () => {
    const entry = (path: string, more: object = {}) => ({
      path,
      type: 'file',
      mode: '0644',
      owner: 'root',
      group: 'root',
      size: 1,
      mtime: AT,
      ...more,
    });
    const list = (...entries: object[]) => one(paths('/x/*'), { entries });
    expect(
      details(
        list(entry('/x/a'), entry('/x/b'), entry('/x/c'), entry('/x/d', { type: 'directory' })),
        list(
          entry('/x/b', { mode: '0600', size: 2 }),
          entry('/x/c', { mtime: '2027-01-01T00:00:00Z' }),
          entry('/x/d', { type: 'directory', mtime: '2027-01-01T00:00:00Z' }),
          entry('/x/e'),
        ),
      ),
    ).toEqual(['- /x/a', '+ /x/e', '~ /x/b: mode 0644 → 0600, size 1 → 2', '~ /x/c: was written again']);
  });

  test('that cannot be had any more, and what was not asked', () => {
    const motd = file('/etc/motd');
    expect(details(one(motd, { text: 'a' }), failed(motd, 'denied'))).toEqual(['~ there → denied']);
    expect(details(failed(motd, 'absent'), failed(motd, 'absent'))).toEqual([]);
    expect(compareEvidence([one(motd, { text: 'a' })], [])).toEqual([
      { host: 'h', evidence: 'file /etc/motd', details: [{ sign: '-', text: 'was asked in the first only' }], more: 0 },
    ]);
  });

  test('many details are counted', () => {
    const many = (from: number) => one(file('/x'), { text: Array.from({ length: 30 }, (_, index) => `line ${from + index}`).join('\n') });
    expect(compareEvidence([many(0)], [many(100)])[0]).toMatchObject({ details: { length: 20 }, more: 40 });
  });
});

test('nothing is different from itself, and a difference is seen from both sides', () => {
  const cell = fc.oneof(fc.constant(null), fc.string({ maxLength: 4 }));
  const body = fc.array(fc.record({ id: fc.nat(9).map(String), instance_name: cell, state: cell, update_time: fc.constant(null) }), { maxLength: 6 });
  fc.assert(
    fc.property(body, body, (a, b) => {
      expect(compareEvidence([rows(...a)], [rows(...a)])).toEqual([]);
      expect(compareEvidence([rows(...a)], [rows(...b)]).length).toBe(compareEvidence([rows(...b)], [rows(...a)]).length);
    }),
  );
});

test('of two looks that asked different things only what both could say is compared', () => {
  const [a, b, c] = [file('/a'), file('/b'), file('/c')];
  const lost: Answered = { host: 'h', query: b, answer: { status: 'failed', reason: 'r' } };
  const changes = compareShared(
    [one(a, { text: '1' }), one(b, { text: '1' }), one(c, { text: '1' })],
    [one(a, { text: '2' }), lost, one(file('/d'), { text: '1' })],
  );
  expect(changes.map(({ evidence }) => evidence)).toEqual(['file /a']);
});
