import type { Report, ReportedFinding, Result } from '../model/report.ts';
import { jsonText } from './json.ts';
import { oneLine } from './printable.ts';
import type { Reporter } from './reporter.ts';
import { spotOf } from './spot.ts';
import { type Blind, blindSpots } from './unknowns.ts';
import { counter, cut, isNote, isWaived, placeOf, sayWaived } from './words.ts';

/** One entry of GitLab's code quality report. */
interface Issue {
  readonly description: string;
  readonly check_name: string;
  /** Unique in the file: of two equal ones GitLab drops one. */
  readonly fingerprint: string;
  readonly severity: 'info' | 'minor' | 'major' | 'critical' | 'blocker';
  readonly location: { readonly path: string; readonly lines: { readonly begin: number } };
}

const SEVERITY = { blocker: 'blocker', warning: 'major', advice: 'minor', note: 'info' } as const;
const LONGEST = 2000;

/** GitLab's code quality widget: each finding at the line of its host in the target file. What could not be looked at is critical. */
export const gitlab: Reporter = (report, { all }) => {
  const numbered = counter();
  const findings = report.results.flatMap(result =>
    result.findings.filter(finding => all || !isNote(finding)).map(finding => findingIssue(finding, result, report)),
  );
  const issues = [...findings, ...blindSpots(report).map(blind => blindIssue(blind, report))];
  return jsonText(
    issues.map(issue => ({ ...issue, fingerprint: numbered(issue.fingerprint, '-') })),
    2,
  );
};

/** For a run that could not give a report: one issue that says why, because an empty list would read as clean. */
export const crashedGitlab = (message: string): string =>
  jsonText(
    [
      {
        description: cut(oneLine(`preflight could not run: ${message}`), LONGEST),
        check_name: 'preflight/run',
        fingerprint: 'preflight-run',
        severity: 'blocker',
        location: placed({}, undefined),
      } satisfies Issue,
    ],
    2,
  );

function findingIssue(finding: ReportedFinding, { check }: Result, report: Report): Issue {
  const waived = isWaived(finding);
  const place = placeOf(finding);
  const text = oneLine(`${waived ? `${sayWaived(finding.waived!)}: ` : ''}${place && `${place}: `}${finding.text}`);
  return {
    description: cut(text, LONGEST) || oneLine(check),
    check_name: oneLine(check),
    fingerprint: oneLine(finding.fingerprint),
    severity: waived ? 'info' : SEVERITY[finding.severity],
    location: placed(report, finding.host),
  };
}

const blindIssue = ({ host, check, text, fingerprint }: Blind, report: Report): Issue => ({
  description: cut(text, LONGEST),
  check_name: check,
  fingerprint,
  severity: 'critical',
  location: placed(report, host),
});

function placed(report: Pick<Report, 'inventory'>, host: string | undefined): Issue['location'] {
  const { file, line } = spotOf(report, host);
  return { path: file, lines: { begin: line } };
}
