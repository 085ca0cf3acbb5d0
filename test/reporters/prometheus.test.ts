import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { crashedPrometheus, prometheus } from '../../src/reporters/prometheus.ts';
import { emptyReport, fullReport, goReport, sampleReport, sampleResult } from '../support/sample-report.ts';
import { readMetrics } from './prometheus-reader.ts';

const metrics = (report: Report): Map<string, number> => readMetrics(prometheus(report, { columns: 80, color: false, all: false }));

describe('prometheus', () => {
  test('says verdict, coverage, findings and when the evidence was taken', () => {
    const series = metrics(fullReport());
    expect(Object.fromEntries(series)).toMatchObject({
      preflight_run_success: 1,
      'preflight_verdict{verdict="NO-GO"}': 1,
      'preflight_verdict{verdict="GO"}': 0,
      'preflight_cells{verdict="unknown"}': 14,
      'preflight_findings{severity="blocker",state="waived"}': 1,
      'preflight_findings{severity="blocker",state="known"}': 1,
      'preflight_findings{severity="blocker",state="new"}': 2,
      'preflight_check_verdict{check="cloudstack/java-too-old",severity="blocker",verdict="unknown"}': 1,
      'preflight_waivers{state="expired"}': 1,
      'preflight_baseline_findings{change="gone"}': 2,
      preflight_evidence_timestamp_seconds: Date.parse('2026-11-21T02:00:00Z') / 1000,
      preflight_waiver_next_expiry_timestamp_seconds: Date.parse('2026-12-02T00:00:00Z') / 1000,
    });
    expect(series.get('preflight_coverage_ratio')).toBeCloseTo(13 / 27);
  });

  test('is 1 of everything where all is well, and decided nothing where nothing ran', () => {
    expect(metrics(goReport()).get('preflight_coverage_ratio')).toBe(1);
    expect(metrics(emptyReport()).get('preflight_coverage_ratio')).toBe(0);
    expect(metrics(emptyReport()).get('preflight_verdict{verdict="UNKNOWN"}')).toBe(1);
  });

  test('escapes labels, and leaves out a time that is none', () => {
    const text = prometheus(sampleReport({ time: 'yesterday', results: [sampleResult({ check: 'x/"\\\n' })] }), {
      columns: 80,
      color: false,
      all: false,
    });
    expect(text).toContain('preflight_check_verdict{check="x/\\"\\\\\\\\n",');
    expect(text).not.toContain('preflight_evidence_timestamp_seconds');
  });

  test('has a bounded number of series, none for a host, and counts what it leaves out', () => {
    const cells = Array.from({ length: 1000 }, (_, host) => ({ host: `kvm${host}`, verdict: 'pass' as const }));
    const series = metrics(sampleReport({ results: Array.from({ length: 600 }, (_, id) => sampleResult({ check: `x/${id}`, cells })) }));
    expect(series.size).toBeLessThan(2100);
    expect(series.get('preflight_checks_left_out')).toBe(100);
    expect([...series.keys()].join()).not.toContain('kvm');
  });

  test('has one series for a check that stands twice, and it is the worst', () => {
    const twice = sampleReport({ results: [sampleResult({ check: 'x/y' }), sampleResult({ check: 'x/y', verdict: 'fail' })] });
    expect(metrics(twice).get('preflight_check_verdict{check="x/y",severity="blocker",verdict="fail"}')).toBe(1);
  });

  test('of a run that crashed has no verdict', () => {
    const series = readMetrics(crashedPrometheus('no such file'));
    expect(series.get('preflight_run_success')).toBe(0);
    expect([...series.keys()].filter(name => name.startsWith('preflight_verdict'))).toEqual([]);
  });
});
