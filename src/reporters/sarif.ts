import type { Report } from '../model/report.ts';
import { toolVersion } from '../tool-version.ts';
import { jsonText } from './json.ts';
import { oneLine } from './printable.ts';
import type { Reporter } from './reporter.ts';
import { automationId, sarifText } from './sarif-parts.ts';
import { resultsOf } from './sarif-results.ts';
import { rulesOf } from './sarif-rules.ts';
import { BLIND, causesOf } from './unknowns.ts';
import { listOf, say, utcOf } from './words.ts';

/** GitHub refuses the whole file above this. */
const MOST_RESULTS = 25_000;
const MOST_NOTIFICATIONS = 1_000;

/** For code scanning: each finding at the line of its host in the target file, because a finding without a file is refused with all the others. */
export const sarif: Reporter = (report, { all }) => {
  const results = resultsOf(report, all);
  const kept = results.slice(0, MOST_RESULTS);
  const rules = rulesOf(report.results, kept);
  const index = new Map(rules.map(({ id }, at) => [id, at]));
  return document({
    tool: { driver: { name: 'preflight', version: oneLine(report.tool.version) || '0', rules } },
    automationDetails: { id: automationId(report) },
    columnKind: 'utf16CodeUnits',
    invocations: [invocationOf(report, results.length - kept.length)],
    results: kept.map(result => ({ ...result, ruleIndex: index.get(result.ruleId)! })),
    properties: { verdict: report.verdict, threshold: report.threshold, coverage: report.coverage },
  });
};

/** For a run that could not give a report: one error, because a file without results would close every alert. */
export const crashedSarif = (message: string): string => {
  const text = sarifText(`preflight could not run: ${message}`);
  const id = 'preflight/run';
  const rule = {
    id,
    shortDescription: { text: 'The run ends with a verdict' },
    fullDescription: { text: 'preflight stopped before it could judge anything. Nothing is known of the installation.' },
    help: { text: 'Read the message, mend what it names, and run preflight again.' },
    defaultConfiguration: { level: 'error' },
  };
  const location = {
    physicalLocation: { artifactLocation: { uri: 'preflight.yaml' }, region: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 2 } },
  };
  return document({
    tool: { driver: { name: 'preflight', version: toolVersion, rules: [rule] } },
    invocations: [{ executionSuccessful: false, toolExecutionNotifications: [{ level: 'error', message: { text } }] }],
    results: [
      { ruleId: id, ruleIndex: 0, level: 'error', message: { text }, locations: [location], partialFingerprints: { primaryLocationLineHash: id } },
    ],
  });
};

const document = (run: object): string => jsonText({ $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] }, 1);

interface Notification {
  readonly level: 'error' | 'warning';
  readonly message: { readonly text: string };
  readonly associatedRule?: { readonly id: string };
}

/** `executionSuccessful` is false where anything could not be looked at. */
function invocationOf(report: Report, left: number): object {
  const causes = causesOf(report.results);
  const shown: Notification[] = causes.slice(0, MOST_NOTIFICATIONS).map(({ host, status, reason, checks, facts }) => {
    const where = [listOf(facts, 3), host ? `on ${host}` : ''].filter(Boolean).join(' ');
    return note('error', `${where && `${where}: `}${status}, ${reason} (${listOf(checks, 5)})`, BLIND);
  });
  const omitted = causes.length - shown.length;
  const time = utcOf(report.time);
  const notifications: Notification[] = [
    ...shown,
    ...(omitted > 0 ? [note('warning', `${say(omitted)} more causes are left out: see --report json`)] : []),
    ...(left > 0 ? [note('warning', `${say(left)} results are left out, because a reader takes ${say(MOST_RESULTS)}: see --report json`)] : []),
    ...report.remarks.filter(remark => oneLine(remark) !== '').map(remark => note('warning', remark)),
  ];
  return {
    executionSuccessful: causes.length === 0 && report.results.every(({ verdict }) => verdict !== 'unknown'),
    ...(time !== undefined && { endTimeUtc: time }),
    toolExecutionNotifications: notifications,
  };
}

const note = (level: Notification['level'], text: string, rule?: string): Notification => ({
  level,
  message: { text: sarifText(text) },
  ...(rule !== undefined && { associatedRule: { id: rule } }),
});
