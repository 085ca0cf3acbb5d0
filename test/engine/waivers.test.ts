import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareBaseline } from '../../src/engine/baseline.ts';
import { overall } from '../../src/engine/verdict.ts';
import { applyWaivers } from '../../src/engine/waivers.ts';
import type { Report, ReportedFinding, Result, Unknown } from '../../src/model/report.ts';
import type { Waiver } from '../../src/model/waiver.ts';

const TIME = '2026-11-21T12:00:00Z';

const finding = (host: string, object: string, more: Partial<ReportedFinding> = {}): ReportedFinding => ({
  fingerprint: `${host}${object}`.padEnd(16, '0').slice(0, 16),
  message: 'm',
  severity: 'blocker',
  text: 't',
  host,
  object,
  data: {},
  ...more,
});

const result = (findings: readonly ReportedFinding[], more: Partial<Result> = {}): Result => ({
  check: 'x/a',
  title: 't',
  severity: 'blocker',
  verdict: findings.length > 0 ? 'fail' : 'pass',
  why: 'w',
  refs: [],
  findings,
  unknowns: [],
  cells: [],
  looked: [],
  ...more,
});

const waiver = (more: Partial<Waiver> = {}): Waiver => ({ check: 'x/a', owner: 'Ada', reason: 'why', until: '2026-12-31', ...more });
const waive = (findings: readonly ReportedFinding[], ...waivers: Waiver[]) => applyWaivers([result(findings)], waivers, TIME);
const waived = (findings: readonly ReportedFinding[], ...waivers: Waiver[]) =>
  waive(findings, ...waivers).results[0]!.findings.map(one => one.waived !== undefined);

describe('a waiver', () => {
  const both = [finding('kvm1', 'pool 8'), finding('kvm2', 'pool 9')];

  test.each<[string, Partial<Waiver>, boolean[]]>([
    ['by check', {}, [true, true]],
    ['by host', { host: 'kvm1' }, [true, false]],
    ['by host pattern', { host: 'kvm*' }, [true, true]],
    ['by object', { object: 'pool 9' }, [false, true]],
    ['a dot is a dot', { object: 'pool.9' }, [false, false]],
    ['by check pattern', { check: 'x/*' }, [true, true]],
    ['of another check', { check: 'x/b' }, [false, false]],
    ['of a check whose id begins so', { check: 'x/' }, [false, false]],
    ['that is over', { until: '2026-11-20' }, [false, false]],
    ['on its last day', { until: '2026-11-21' }, [true, true]],
  ])('%s', (_, more, expected) => expect(waived(both, waiver(more))).toEqual(expected));

  test('ends with its day, UTC, whatever the offset of the time', () => {
    const at = (time: string) => applyWaivers([result(both)], [waiver({ until: '2026-11-20' })], time).waivers[0]!.state;
    expect(at('2026-11-20T23:59:59.999Z')).toBe('used');
    expect(at('2026-11-21T00:00:00Z')).toBe('expired');
    expect(at('2026-11-21T01:00:00+02:00')).toBe('used');
    expect(at('2026-11-20T23:00:00-02:00')).toBe('expired');
  });

  test('until a day, or at a time, that is none does not hold', () => {
    expect(waived(both, waiver({ until: '2026-13-45' }))).toEqual([false, false]);
    expect(applyWaivers([result(both)], [waiver()], '2026-11-21T99:00:00Z').waivers[0]!.state).toBe('expired');
  });

  test('holds only within its bounds; a value that is no number is within none', () => {
    const aged = (days: string | number) => [finding('h', 'o', { data: { days } })];
    expect(waived(aged(30), waiver({ most: { days: 30 } }))).toEqual([true]);
    expect(waived(aged('31'), waiver({ most: { days: 30 } }))).toEqual([false]);
    expect(waived(aged(5), waiver({ least: { days: 6 } }))).toEqual([false]);
    for (const days of ['many', '', ' ', 'NaN', '0x1', '12 GiB', '-Infinity'])
      expect(waived(aged(days), waiver({ most: { days: 30 } }))).toEqual([false]);
    expect(waived(aged(1), waiver({ most: { other: 30, __proto__: 3 } as never }))).toEqual([false]);
  });

  test('does not touch notes, and never what is unknown', () => {
    expect(waived([finding('h', 'o', { severity: 'note' })], waiver())).toEqual([false]);
    const unknown = result([], { verdict: 'unknown', unknowns: [{ status: 'denied', reason: 'r' }] });
    const { results, waivers } = applyWaivers([unknown], [waiver()], TIME);
    expect(overall(results, 'blocker').verdict).toBe('UNKNOWN');
    expect(waivers[0]!.remarks).toContain('its check is unknown, which cannot be waived');
  });

  test('says what became of it', () => {
    const state = (more: Partial<Waiver>) => waive(both, waiver(more)).waivers[0]!;
    expect(state({ object: 'pool 8' })).toMatchObject({ state: 'used', findings: 1, remarks: [] });
    expect(state({})).toMatchObject({ state: 'used', findings: 2, remarks: ['covers 2 findings: name a host or an object'] });
    expect(state({ until: '2026-11-01' })).toMatchObject({ state: 'expired', findings: 2 });
    expect(state({ host: 'other' })).toMatchObject({ state: 'unused', findings: 0 });
    expect(state({ check: 'x/gone' })).toMatchObject({ state: 'unused', remarks: ['its check did not run here'] });
    expect(state({ object: 'pool 8', until: '2026-11-21' }).remarks).toEqual(['ends today']);
    expect(state({ object: 'pool 8', until: '2026-11-23' }).remarks).toEqual(['ends in 2 days']);
    expect(state({ object: 'pool 8', until: '2026-12-05' }).remarks).toEqual([]);
    expect(state({ host: '*', object: '**' }).remarks).toEqual(['covers 2 findings: name a host or an object']);
    expect(state({ most: { days: 30 }, least: { minutes: 1.5 } })).toMatchObject({
      state: 'unused',
      remarks: ['does not cover 2 findings beyond its bound (days at most 30, minutes at least 1.5)'],
    });
    expect(state({ check: '*/*' }).remarks).toContain('is for every check of a pattern: name one check');
  });

  test('a waived finding stays, and does not gate', () => {
    const { results } = waive(both, waiver({ host: 'kvm1' }));
    expect(results[0]!.findings).toHaveLength(2);
    expect(overall(results, 'blocker')).toEqual({ verdict: 'NO-GO', reasons: ['1 finding at or above blocker', '1 finding waived'] });
    expect(overall(waive(both, waiver()).results, 'blocker')).toMatchObject({ verdict: 'GO', reasons: [expect.any(String), '2 findings waived'] });
  });

  test('no waiver makes a verdict better than the findings it does not cover', () => {
    const hosts = fc.array(fc.record({ host: fc.constantFrom('a', 'b', 'c'), object: fc.string({ maxLength: 3 }) }), { maxLength: 6 });
    fc.assert(
      fc.property(hosts, fc.constantFrom('a', 'b', '*', 'a*'), (places, host) => {
        const findings = places.map(place => finding(place.host, place.object));
        const { results } = waive(findings, waiver({ host }));
        const open = results[0]!.findings.filter(one => !one.waived);
        expect(open.every(one => host !== '*' && one.host !== host.replace('*', ''))).toBe(true);
        expect(overall(results, 'blocker').verdict).toBe(open.length > 0 ? 'NO-GO' : 'GO');
      }),
    );
  });
});

describe('a baseline', () => {
  const report = (findings: readonly ReportedFinding[]) => ({ time: TIME, hosts: {}, results: [result(findings)] }) as unknown as Report;

  test('marks what it knows, and counts what is new and what is gone', () => {
    const now = [result([finding('a', '1'), finding('b', '1'), finding('n', '1', { severity: 'note' })])];
    const { results, baseline } = compareBaseline(
      { results: now, hosts: {} },
      { name: 'old.json', report: report([finding('a', '1'), finding('z', '1')]) },
    );
    expect(results[0]!.findings.map(({ known }) => known)).toEqual([true, false, false]);
    expect(baseline).toEqual({ name: 'old.json', time: TIME, new: 1, known: 1, gone: 1, onlyNew: false });
    expect(overall(results, 'blocker').reasons[0]).toBe('2 findings at or above blocker');
    expect(overall(results, 'blocker', true).reasons[0]).toBe('1 new finding at or above blocker');
  });

  test('knows two findings of one fingerprint only where it has two', () => {
    const [one, two] = [finding('a', '1', { text: 'line 1' }), finding('a', '1', { text: 'line 2' })];
    const known = (...before: ReportedFinding[]) => {
      const { results, baseline } = compareBaseline({ results: [result([one, two])], hosts: {} }, { name: 'old', report: report(before) });
      return [results[0]!.findings.map(({ known }) => known), baseline.new, baseline.known, baseline.gone];
    };
    expect(known(two)).toEqual([[false, true], 1, 1, 0]);
    expect(known(finding('a', '1', { text: 'line 7' }))).toEqual([[true, false], 1, 1, 0]);
    expect(known(two, one)).toEqual([[true, true], 0, 2, 0]);
    expect(known(one, two, two)).toEqual([[true, true], 0, 2, 1]);
  });

  test('takes for gone only what was looked at again', () => {
    const before = report([finding('a', '1'), finding('b', '1')]);
    const gone = (results: Result[], hosts: Report['hosts'] = { kvm: ['a', 'b'] }) =>
      compareBaseline({ results, hosts }, { name: 'old', report: { ...before, hosts: { kvm: ['a', 'b'] } } }).baseline.gone;
    const agent = (host: string, status: 'ok' | 'timeout') => ({ fact: 'agent', host, query: 'file /a', status });
    expect(gone([result([])])).toBe(2);
    expect(gone([result([])], { kvm: ['a'] })).toBe(1);
    expect(gone([])).toBe(0);
    const unknowns: Unknown[] = [{ fact: 'agent', host: 'b', status: 'timeout', reason: 'r' }];
    expect(gone([result([], { verdict: 'unknown', unknowns, looked: [agent('a', 'ok'), agent('b', 'timeout')] })])).toBe(1);
    const database: Unknown[] = [{ fact: 'hosts', host: 'db', status: 'denied', reason: 'r' }];
    expect(gone([result([], { verdict: 'unknown', unknowns: database, looked: [agent('a', 'ok'), agent('b', 'ok')] })])).toBe(0);
    expect(gone([result([], { verdict: 'unknown', unknowns: [{ status: 'error', reason: 'r' }] })])).toBe(0);
    expect(gone([result([], { verdict: 'skip', skipped: 'no KVM' })])).toBe(2);
  });

  test('where nothing is new, what is unknown still is', () => {
    const known = compareBaseline(
      { results: [result([finding('a', '1')])], hosts: {} },
      { name: 'old', report: report([finding('a', '1')]) },
    ).results;
    expect(overall(known, 'blocker', true).verdict).toBe('GO');
    const unknown = result([], { verdict: 'unknown', unknowns: [{ status: 'denied', reason: 'r' }] });
    expect(overall([...known, unknown], 'blocker', true).verdict).toBe('UNKNOWN');
  });
});
