import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { crashedGitlab, gitlab } from '../../src/reporters/gitlab.ts';
import { fullReport, goReport, sampleFinding, sampleReport, sampleResult } from '../support/sample-report.ts';

interface Issue {
  readonly description: string;
  readonly check_name: string;
  readonly fingerprint: string;
  readonly severity: string;
  readonly location: { readonly path: string; readonly lines: { readonly begin: number } };
}
const issuesOf = (report: Report, all = false): Issue[] => JSON.parse(gitlab(report, { columns: 80, color: false, all }));
const found = (report: Report, part: string): Issue => issuesOf(report, true).find(({ description }) => description.includes(part))!;

describe('gitlab', () => {
  test('has what GitLab wants of an issue, and nothing else', () => {
    expect(found(fullReport(), 'kvm1-local')).toEqual({
      description: 'db1.example.org, storage pool 8: Storage pool kvm1-local (id 8) has the path "/var/lib/libvirt/images/", which ends in a slash.',
      check_name: 'cloudstack/storage-pool-trailing-slash',
      fingerprint: 'a3f1c09e5b7d2468',
      severity: 'blocker',
      location: { path: 'sites/a/preflight.yaml', lines: { begin: 20 } },
    });
  });

  test.each([
    ['512 MiB', 'major'],
    ['systemvm-kvm-4.6', 'minor'],
    ['utf8_unicode_ci', 'info'],
    ['waived until', 'info'],
    ['m2.example.org: could not decide', 'critical'],
    ['usage-records-not-invoiced could not be decided', 'critical'],
  ])('says how bad it is: %s is %s', (part, severity) => expect(found(fullReport(), part).severity).toBe(severity));

  test('has no issue where nothing is wrong, and one where the run broke', () => {
    expect(issuesOf(goReport())).toEqual([]);
    expect(JSON.parse(crashedGitlab('no such file'))).toMatchObject([{ description: 'preflight could not run: no such file', severity: 'blocker' }]);
  });

  test('has a fingerprint of its own for each of two equal findings', () => {
    const twice = sampleReport({ results: [sampleResult({ check: 'x/y', verdict: 'fail', findings: [sampleFinding(), sampleFinding()] })] });
    expect(issuesOf(twice).map(({ fingerprint }) => fingerprint)).toEqual(['00112233445566ff', '00112233445566ff-2']);
  });
});
