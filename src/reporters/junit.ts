import type { Report } from '../model/report.ts';
import { type Case, casesOf, type Outcome, runCase } from './junit-case.ts';
import { oneLine } from './printable.ts';
import type { Reporter } from './reporter.ts';
import { byName, groupBy, utcOf } from './words.ts';
import { type Xml, xmlDocument } from './xml.ts';

/** For CI: one flat suite per host (nested ones are dropped, and read as green), one case per check and host. Red wherever the verdict is not GO. */
export const junit: Reporter = (report, { junitWarnings = 'pass', all, attachment }) => {
  const cases = casesOf(report, { warnings: junitWarnings, all });
  const complete = isTold(report, cases) ? cases : [...cases, runCase(report)];
  const hosts = groupBy(complete, ({ host }) => host).sort(([a], [b]) => Number(a!.host === '') - Number(b!.host === '') || byName(a!.host, b!.host));
  const timestamp = utcOf(report.time);
  return documentOf(
    hosts.map(some => suiteOf(report, some, timestamp, attachment)),
    complete,
    timestamp,
  );
};

/** For a run that could not give a report: one case that says why, so that no CI takes it for a run without tests. */
export function crashedJunit(message: string): string {
  const reason = oneLine(message) || 'preflight could not run';
  const problem = { message: reason, type: 'preflight.internal', text: reason };
  const crashed: Case = { host: '', classname: 'preflight.run', name: 'preflight run', outcome: 'error', problem, properties: [] };
  const suite: Xml = { name: 'testsuite', attributes: { name: 'preflight', ...countsOf([crashed]) }, children: [caseXml(crashed, undefined)] };
  return documentOf([suite], [crashed], undefined);
}

/** Whether some case says what the verdict says. A file without any case is green to most readers. */
const isTold = ({ verdict }: Report, cases: readonly Case[]): boolean => {
  const says = (outcome: Outcome): boolean => cases.some(one => one.outcome === outcome);
  return verdict === 'GO' ? cases.length > 0 : says(verdict === 'NO-GO' ? 'failure' : 'error');
};

const documentOf = (suites: readonly Xml[], cases: readonly Case[], timestamp: string | undefined): string =>
  xmlDocument({ name: 'testsuites', attributes: { name: 'preflight', ...countsOf(cases), timestamp }, children: suites });

/** Every duration is 0: reports of equal evidence are equal. Plain decimals, because some readers make NaN of anything else. */
const countsOf = (cases: readonly Case[]): Readonly<Record<string, number>> => {
  const count = (outcome: Outcome): number => cases.filter(one => one.outcome === outcome).length;
  return { tests: cases.length, failures: count('failure'), errors: count('error'), skipped: count('skipped'), time: 0 };
};

function suiteOf(report: Report, cases: readonly Case[], timestamp: string | undefined, attachment: string | undefined): Xml {
  const { host } = cases[0]!;
  const attributes = { name: `${report.platform.id}/${host || '-'}`, ...countsOf(cases), timestamp, hostname: host || undefined };
  return { name: 'testsuite', attributes, children: [propertiesXml(propertiesOf(report)), ...cases.map(one => caseXml(one, attachment))] };
}

const propertiesOf = ({ tool, from, to, phase, evidence, verdict, baseline }: Report): (readonly [string, string | undefined])[] => [
  ['preflight.version', tool.version],
  ['preflight.from', from],
  ['preflight.to', to],
  ['preflight.phase', phase],
  ['preflight.evidence', evidence.name],
  ['preflight.evidence.digest', evidence.digest],
  ['preflight.baseline', baseline?.name],
  ['preflight.verdict', verdict],
];

const propertiesXml = (properties: Case['properties']): Xml => ({
  name: 'properties',
  children: properties.flatMap(([name, value]) => (value === undefined ? [] : [{ name: 'property', attributes: { name, value } }])),
});

/** Readers show the attribute or the text, never both, so each says it all. */
function caseXml({ classname, name, outcome, problem, out, spot, properties }: Case, attachment: string | undefined): Xml {
  const { message, type, text } = problem ?? {};
  const output = [...(attachment !== undefined && isRed(outcome) ? [`[[ATTACHMENT|${oneLine(attachment)}]]`] : []), ...(out ? [defused(out)] : [])];
  const children: Xml[] = [
    ...(properties.length > 0 ? [propertiesXml(properties)] : []),
    ...(outcome === 'pass' ? [] : [{ name: outcome, attributes: { message: defused(message ?? ''), type }, text: defused(text ?? '') }]),
    ...(output.length > 0 ? [{ name: 'system-out', text: output.join('\n\n') }] : []),
  ];
  const line = spot?.exact ? spot.line : undefined;
  return { name: 'testcase', attributes: { classname, name, time: 0, file: spot?.file, line }, children };
}

const isRed = (outcome: Outcome): boolean => outcome === 'failure' || outcome === 'error';

/** Some readers publish whatever file this marker names, from the machine that runs them. Nobody who names a storage pool may choose one. */
const defused = (text: string): string => text.replace(/\[\[(?=attachment)/gi, '[ [');
