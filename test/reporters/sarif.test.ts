import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { crashedSarif, sarif } from '../../src/reporters/sarif.ts';
import { fullReport, goReport, sampleFinding, sampleReport, sampleResult } from '../support/sample-report.ts';

interface Alert {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: string;
  readonly kind?: string;
  readonly message: { readonly text: string };
  readonly locations: readonly {
    readonly physicalLocation: { readonly artifactLocation: { readonly uri: string }; readonly region: { readonly startLine: number } };
    readonly logicalLocations?: readonly { readonly name: string; readonly fullyQualifiedName: string }[];
  }[];
  readonly partialFingerprints: { readonly primaryLocationLineHash: string };
  readonly baselineState?: string;
  readonly suppressions?: readonly { readonly justification: string }[];
}
interface Run {
  readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string; readonly helpUri?: string }[] } };
  readonly automationDetails: { readonly id: string };
  readonly invocations: readonly {
    readonly executionSuccessful: boolean;
    readonly toolExecutionNotifications: readonly { readonly level: string; readonly message: { readonly text: string } }[];
  }[];
  readonly results: readonly Alert[];
}

const runOf = (report: Report, all = false): Run => JSON.parse(sarif(report, { columns: 80, color: false, all })).runs[0];
const found = (report: Report, part: string): Alert => runOf(report).results.find(({ message }) => message.text.includes(part))!;
const spot = ({ locations: [at] }: Alert): string => `${at!.physicalLocation.artifactLocation.uri}:${at!.physicalLocation.region.startLine}`;
const failed = (given: Parameters<typeof sampleFinding>[0], report: Partial<Report> = {}): Report =>
  sampleReport({ results: [sampleResult({ check: 'x/y', verdict: 'fail', findings: [sampleFinding(given)] })], ...report });

describe('an alert', () => {
  test('is at the line of its host in the target file, and names the host', () => {
    const alert = found(fullReport(), 'kvm1-local');
    expect(spot(alert)).toBe('sites/a/preflight.yaml:20');
    expect(alert.locations[0]!.logicalLocations).toEqual([
      { name: 'db1.example.org', fullyQualifiedName: 'cloudstack/db1.example.org', kind: 'resource' },
    ]);
  });

  test('is at the first line where the host has none, and in preflight.yaml where there was no target file', () => {
    expect(spot(found(fullReport(), '96 MiB'))).toBe('sites/a/preflight.yaml:1');
    expect(spot(found(sampleReport(), '96 MiB'))).toBe('preflight.yaml:1');
  });

  test.each([
    ['./a b/x#1?.yaml', 'a%20b/x%231%3F.yaml'],
    ['/etc/preflight.yaml', 'preflight.yaml'],
    ['../site.yaml', 'site.yaml'],
    ['C:\\sites\\a.yaml', 'a.yaml'],
    ['http://evil.example/x', 'http%3A/evil.example/x'],
    ['..', 'preflight.yaml'],
  ])('has a path below the repository: %s', (file, uri) => {
    expect(spot(found(failed({}, { inventory: { file, lines: {} } }), 'wrong'))).toBe(`${uri}:1`);
  });

  test('has the level of its severity; a note is there on demand only', () => {
    const levels = (all: boolean): string[] => runOf(sampleReport(), all).results.map(({ level }) => level);
    expect(levels(false).filter(level => level === 'warning')).toHaveLength(3);
    expect(levels(false)).not.toContain('none');
    expect(runOf(sampleReport(), true).results.at(-1)).toMatchObject({ level: 'none', kind: 'informational' });
  });

  test('keeps its fingerprint when what was measured changes, and no two are equal', () => {
    const hashes = (free: string): string[] =>
      runOf(JSON.parse(JSON.stringify(fullReport()).replaceAll('512', free))).results.map(one => one.partialFingerprints.primaryLocationLineHash);
    expect(hashes('100')).toEqual(hashes('900'));
    expect(new Set(hashes('100')).size).toBe(hashes('100').length);
    const equal = sampleReport({ results: [sampleResult({ check: 'x/y', verdict: 'fail', findings: [sampleFinding(), sampleFinding()] })] });
    expect(runOf(equal).results.map(one => one.partialFingerprints.primaryLocationLineHash)).toEqual(['00112233445566ff', '00112233445566ff:2']);
  });

  test('that is waived is suppressed, and then every other says that it is not', () => {
    const alerts = runOf(fullReport()).results;
    expect(alerts.filter(({ suppressions }) => suppressions!.length > 0)).toMatchObject([
      { suppressions: [{ justification: 'waived until 2026-12-01 by Ops <ops@example.org>, CHG-123: the pool is empty and goes away' }] },
    ]);
    expect(runOf(sampleReport()).results.every(({ suppressions }) => suppressions === undefined)).toBe(true);
  });

  test('is new or unchanged where there is a baseline, and neither where there is none', () => {
    expect(found(fullReport(), 'PLAINTEXT').baselineState).toBe('unchanged');
    expect(found(fullReport(), 'kvm1-local').baselineState).toBe('new');
    expect(runOf(fullReport()).results.every(({ baselineState }) => baselineState !== undefined)).toBe(true);
    expect(runOf(sampleReport()).results.every(({ baselineState }) => baselineState === undefined)).toBe(true);
  });

  test('has no link inside the file, and no more than 1,024 characters', () => {
    expect(found(failed({ text: `[x](1) ${'long '.repeat(600)}` }), '[x]').message.text).toMatch(/^db1\.example\.org: \[x\] \(1\) long .{900,}…$/);
  });
});

describe('a run', () => {
  test('that could not see everything says so: a notification per cause, and one alert per host', () => {
    const run = runOf(fullReport());
    expect(run.invocations[0]!.executionSuccessful).toBe(false);
    expect(run.invocations[0]!.toolExecutionNotifications.filter(({ level }) => level === 'error')).toHaveLength(12);
    const blind = run.results.filter(({ ruleId }) => ruleId === 'preflight/not-decided');
    expect(blind).toHaveLength(12);
    expect(blind[0]!.message.text).toMatch(/^m2\.example\.org: could not decide cloudstack\/plaintext-authenticator-first, .* and /);
    expect(blind.every(({ level }) => level === 'error')).toBe(true);
    expect(spot(blind[0]!)).toBe('sites/a/preflight.yaml:14');
    expect(runOf(goReport())).toMatchObject({ results: [], invocations: [{ executionSuccessful: true, toolExecutionNotifications: [] }] });
  });

  test('that says unknown without a cause is an alert too', () => {
    const report = sampleReport({ results: [sampleResult({ check: 'x/y', verdict: 'unknown' })] });
    expect(runOf(report).results).toMatchObject([
      { ruleId: 'preflight/not-decided', message: { text: 'x/y could not be decided: no cause was given' } },
    ]);
  });

  test('of another installation is another series of alerts', () => {
    expect(runOf(fullReport()).automationDetails.id).toBe('preflight/cloudstack/sites/a/preflight.yaml/');
    expect(runOf(sampleReport()).automationDetails.id).toBe('preflight/cloudstack/');
  });

  test('has the rule of every alert, and no other', () => {
    const { tool, results } = runOf(fullReport());
    const { rules } = tool.driver;
    for (const { ruleId, ruleIndex } of results) expect(rules[ruleIndex]!.id).toBe(ruleId);
    expect(rules.every(({ id }) => results.some(({ ruleId }) => ruleId === id))).toBe(true);
  });

  test('links only to the web', () => {
    const helpOf = (...refs: string[]): string | undefined =>
      runOf(sampleReport({ results: [sampleResult({ check: 'x/y', verdict: 'fail', refs, findings: [sampleFinding()] })] })).tool.driver.rules[0]!
        .helpUri;
    expect(helpOf('javascript:alert(1)', 'guide, row 12', 'https://docs.example/x#y')).toBe('https://docs.example/x#y');
    expect(helpOf('https://evil.example/"><script>')).toBeUndefined();
  });

  test('keeps the worst 25,000 results, and says how many are left out', () => {
    const findings = Array.from({ length: 25_010 }, (_, id) => sampleFinding({ severity: id < 20 ? 'advice' : 'blocker', object: `pool ${id}` }));
    const run = runOf(sampleReport({ results: [sampleResult({ check: 'x/y', verdict: 'fail', findings })], remarks: [] }));
    expect(run.results).toHaveLength(25_000);
    expect(run.results.filter(({ level }) => level === 'note')).toHaveLength(10);
    expect(run.invocations[0]!.toolExecutionNotifications).toMatchObject([
      { level: 'warning', message: { text: expect.stringMatching(/^10 results are left out/) } },
    ]);
  });

  test('that crashed is one error: a file without any would close every alert', () => {
    const [run] = JSON.parse(crashedSarif('no such file')).runs as Run[];
    expect(run).toMatchObject({
      invocations: [{ executionSuccessful: false }],
      results: [{ ruleId: 'preflight/run', level: 'error', message: { text: 'preflight could not run: no such file' } }],
    });
  });
});
