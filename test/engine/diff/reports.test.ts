import { describe, expect, test } from 'vitest';
import { compareReports } from '../../../src/engine/diff/reports.ts';
import type { Report, ReportedFinding, Result } from '../../../src/model/report.ts';

const finding = (host: string, more: Partial<ReportedFinding> = {}): ReportedFinding => ({
  fingerprint: host.padEnd(16, '0'),
  message: 'm',
  severity: 'blocker',
  text: `wrong on ${host}`,
  host,
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

const report = (results: readonly Result[], more: Partial<Report> = {}): Report => ({
  format: 1,
  tool: { name: 'preflight', version: '1' },
  time: '2026-11-21T02:00:00Z',
  platform: { id: 'x', title: 'X' },
  phase: 'pre',
  evidence: { kind: 'installation', name: 'site' },
  hosts: { kvm: ['kvm1', 'kvm2'] },
  inputs: {},
  threshold: 'blocker',
  verdict: 'NO-GO',
  reasons: [],
  remarks: [],
  coverage: { total: 0, pass: 0, fail: 0, skip: 0, unknown: 0 },
  results,
  excluded: [],
  ...more,
});

const compare = (before: Report, after: Report) => {
  const { fixed, broke, unseen, stayed } = compareReports(before, after);
  const hosts = (all: typeof fixed) => all.map(({ finding }) => finding.host);
  return { fixed: hosts(fixed), broke: hosts(broke), unseen: hosts(unseen), stayed };
};

describe('two reports', () => {
  const both = report([result([finding('kvm1'), finding('kvm2')])]);

  test('say what was fixed, what is new, and what is the same whatever was measured', () => {
    const after = report([result([finding('kvm2', { text: 'another number' }), finding('kvm3')])]);
    expect(compare(both, after)).toEqual({ fixed: ['kvm1'], broke: ['kvm3'], unseen: [], stayed: 1 });
  });

  test('never call fixed what was not looked at again', () => {
    const nothing = { fixed: [], broke: [], stayed: 0 };
    expect(compare(both, report([]))).toEqual({ ...nothing, unseen: ['kvm1', 'kvm2'] });
    expect(compare(both, report([result([])], { hosts: { kvm: ['kvm1'] } }))).toEqual({ ...nothing, fixed: ['kvm1'], unseen: ['kvm2'] });
    const failed = result([], { verdict: 'unknown', unknowns: [{ status: 'error', reason: 'r' }], cells: [{ host: 'kvm1', verdict: 'unknown' }] });
    expect(compare(both, report([failed]))).toEqual({ ...nothing, unseen: ['kvm1', 'kvm2'] });
  });

  test('count two findings of one fingerprint as two', () => {
    const twice = report([result([finding('kvm1', { text: 'line 1' }), finding('kvm1', { text: 'line 2' })])]);
    const once = report([result([finding('kvm1', { text: 'line 2' })])]);
    expect(compareReports(twice, once).fixed.map(({ finding }) => finding.text)).toEqual(['line 1']);
    expect(compareReports(once, twice).broke.map(({ finding }) => finding.text)).toEqual(['line 1']);
  });

  test('say why a verdict is another one although no finding is', () => {
    const waived = { owner: 'Ada', reason: 'why', until: '2026-12-31' };
    const accepted = report([result([finding('kvm1', { waived }), finding('kvm2')])], {
      verdict: 'GO',
      evidence: { kind: 'installation', name: 'other' },
      tool: { name: 'preflight', version: '1', checks: 'sha256:1' },
    });
    const said = ['verdict: NO-GO → GO', 'installation: site → other', 'the checks themselves are not the same'];
    expect(compareReports(both, accepted).circumstances).toEqual([...said, 'waived since: 1 finding']);
    expect(compareReports(accepted, both).circumstances.at(-1)).toBe('waived no more: 1 finding');
  });

  test('with ten thousand findings of one fingerprint end', () => {
    const many = (word: string) => report([result(Array.from({ length: 10_000 }, (_, index) => finding('kvm1', { text: `${word} ${index}` })))]);
    expect(compare(many('was'), many('is'))).toEqual({ fixed: [], broke: [], unseen: [], stayed: 10_000 });
  });
});
