import type { Source } from '../model/answer.ts';
import type { Change } from '../model/change.ts';
import type { AnyCheck, Severity } from '../model/check.ts';
import type { EvidenceSet } from '../model/evidence.ts';
import type { Need } from '../model/fact.ts';
import type { Inputs } from '../model/input.ts';
import type { Phase } from '../model/phase.ts';
import type { AnyPlatform } from '../model/platform.ts';
import type { Report, Result } from '../model/report.ts';
import { needVersion, type Version } from '../model/version.ts';
import type { Waiver } from '../model/waiver.ts';
import { type Baseline, compareBaseline } from './baseline.ts';
import { collect } from './collect.ts';
import { detectVersion } from './detect.ts';
import { type Answered, compareShared } from './diff/evidence.ts';
import { digestOf } from './digest.ts';
import { completeInputs } from './inputs.ts';
import { judge } from './judge.ts';
import { needsOf, plan } from './plan.ts';
import type { Known, Site } from './read.ts';
import type { Redactor } from './redact/redactor.ts';
import { redactor as newRedactor } from './redact/redactor.ts';
import { type Selection, type Situation, select } from './select.ts';
import { coverage, overall } from './verdict.ts';
import { applyWaivers } from './waivers.ts';
import { toResult } from './words.ts';

/** Somewhere to look, and which hosts are there. */
export interface Place {
  readonly source: Source;
  readonly hosts: Readonly<Record<string, readonly string[]>>;
}

export interface RunOptions {
  readonly platform: AnyPlatform;
  /** Those selected by the operator; all of the platform by default. */
  readonly checks: readonly AnyCheck[];
  /** Every check of the platform, so that an input of an unselected check is no error. */
  readonly allChecks: readonly AnyCheck[];
  readonly now: Place;
  readonly before?: Place;
  readonly phase: Phase;
  readonly from?: string;
  readonly to?: string;
  /** As the operator gave them. */
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly threshold: Severity;
  /** What to call what is looked at. The digest of an installation is added here, from the answers. */
  readonly evidence: Report['evidence'];
  /** ISO 8601. */
  readonly time: string;
  readonly toolVersion: string;
  /** `sha256:…` of the sources of the checks. */
  readonly checksDigest?: string;
  readonly remarks?: readonly string[];
  readonly waivers?: readonly Waiver[];
  readonly baseline?: Baseline;
  /** Findings that the baseline knows do not gate. */
  readonly onlyNew?: boolean;
  readonly inventory?: Report['inventory'];
  readonly redactor?: Redactor;
  readonly signal?: AbortSignal;
  /** Hosts asked at the same time. */
  readonly concurrency?: number;
}

/** The whole line: select, plan, collect, judge, report. */
export async function run(options: RunOptions): Promise<Report> {
  const inputs = completeInputs(options.allChecks, options.inputs, options.time);
  const given = givenVersions(options);
  const candidates = candidatesOf(options, given);
  const now = await look(options.now, candidates, inputs, options, ['now']);
  const before = options.before && (await look(options.before, candidates, inputs, options, ['now', 'before']));
  const known = { now, ...(before && { before }), inputs, role: roleOf(options.platform) };
  const situation = situate(options, given, known);
  const selected = select(options.checks, situation);
  const judged = selected.flatMap(one => resultOf(one, { ...known, context: { ...situation, inputs: {} } }));
  const evidence = named(options.evidence, now.evidence);
  const changes = before && compareShared(answeredIn(before.evidence), answeredIn(now.evidence));
  return report(options, { situation, inputs, selected, evidence, changes, ...settle(judged, options), remarks: remarksOf(options, given, known) });
}

/** The same for an installation and a snapshot of it. */
const named = (evidence: Report['evidence'], answers: EvidenceSet): Report['evidence'] =>
  evidence.kind === 'installation' ? { ...evidence, digest: digestOf(answers.entries()) } : evidence;

/** As a snapshot holds them too. */
const answeredIn = (evidence: EvidenceSet): Answered[] => evidence.entries().map(({ host, query, evidence: answer }) => ({ host, query, answer }));

/** What people have decided of the findings: accepted for a time, or known from an earlier report. */
function settle(judged: readonly Result[], { now, waivers, baseline, onlyNew, time }: RunOptions): Settled {
  const waived = waivers && applyWaivers(judged, waivers, time);
  const compared = baseline && compareBaseline({ results: waived?.results ?? judged, hosts: now.hosts }, baseline, onlyNew);
  return {
    results: compared?.results ?? waived?.results ?? judged,
    ...(waived && waived.waivers.length > 0 && { waivers: waived.waivers }),
    ...(compared && { baseline: compared.baseline }),
  };
}

type Settled = Pick<Report, 'results' | 'waivers' | 'baseline'>;

type Versions = { readonly from: Version | undefined; readonly to: Version | undefined };

const givenVersions = ({ from, to }: Pick<RunOptions, 'from' | 'to'>): Versions => ({
  from: from === undefined ? undefined : needVersion(from),
  to: to === undefined ? undefined : needVersion(to),
});

/** Checks that may turn out to apply once the versions are known: asking for all of them at once saves a round trip. */
const candidatesOf = ({ platform, checks, phase }: RunOptions, given: Versions): AnyCheck[] =>
  select(checks, { platform: platform.id, phase, ...given })
    .filter(({ applies }) => applies !== 'no')
    .map(({ check }) => check);

type LookOptions = Pick<RunOptions, 'platform' | 'redactor' | 'signal' | 'concurrency'>;

async function look(
  place: Place,
  checks: readonly AnyCheck[],
  inputs: Inputs,
  options: LookOptions,
  when: readonly Need<unknown>['when'][],
): Promise<Site> {
  const hosts = (role: string): readonly string[] => place.hosts[role] ?? [];
  const versionNeeds = Object.values(options.platform.version.needs) as Need<unknown>[];
  const needs = [...needsOf(checks).filter(need => when.includes(need.when)), ...versionNeeds].map(need => ({
    ...need,
    when: 'now' as const,
    fact: need.fact,
  }));
  const { redactor = newRedactor(), signal, concurrency } = options;
  const evidence: EvidenceSet = await collect(plan(needs, { hosts, inputs }), place.source, {
    redactor,
    ...(signal && { signal }),
    ...(concurrency !== undefined && { concurrency }),
  });
  return { evidence, hosts };
}

type Looked = Omit<Known, 'context'>;

/** The versions the operator gave, completed with what the evidence shows. After the upgrade it shows the target, before it the start. */
function situate({ platform, phase }: Pick<RunOptions, 'platform' | 'phase'>, given: Versions, known: Looked): Situation {
  const shown = (site: Site | undefined): Version | undefined => site && detectVersion(platform, siteOnly(known, site), phase);
  const from = given.from ?? (phase === 'post' ? shown(known.before) : shown(known.now));
  const to = given.to ?? (phase === 'post' ? shown(known.now) : undefined);
  return { platform: platform.id, phase, from, to };
}

const siteOnly = (known: Looked, now: Site): Known => ({ ...known, now, context: { phase: 'pre', from: undefined, to: undefined, inputs: {} } });

function remarksOf({ remarks = [], platform, phase, signal }: RunOptions, given: Versions, known: Looked): string[] {
  const shown = phase === 'post' ? undefined : detectVersion(platform, siteOnly(known, known.now), phase);
  const differs = given.from && shown && given.from.text !== shown.text;
  const stopped = signal?.aborted ? ['The run was interrupted; this is what was learned until then.'] : [];
  return [
    ...remarks,
    ...stopped,
    ...(differs ? [`The version before the upgrade was given as ${given.from!.text}; the evidence shows ${shown.text}.`] : []),
  ];
}

/** What a run would be about, from the evidence that tells the version and nothing else. */
export async function situationOf(options: Pick<RunOptions, 'platform' | 'now' | 'phase' | 'from' | 'to'>): Promise<Situation> {
  const inputs = {};
  const now = await look(options.now, [], inputs, options, ['now']);
  return situate(options, givenVersions(options), { now, inputs, role: roleOf(options.platform) });
}

const roleOf =
  ({ roles }: AnyPlatform) =>
  (role: string) =>
    roles[role] ?? { title: `${role} host`, required: false };

function resultOf({ check, applies, reason }: Selection, known: Known): Result[] {
  if (applies === 'no') return [];
  if (applies === 'yes') return [toResult(check, judge(check, known))];
  return [
    toResult(check, {
      verdict: 'unknown',
      findings: [],
      unknowns: [{ status: 'undecided', reason }],
      cells: [{ host: '', verdict: 'unknown' }],
      looked: [],
    }),
  ];
}

interface Outcome extends Settled {
  readonly situation: Situation;
  readonly inputs: Inputs;
  readonly selected: readonly Selection[];
  readonly evidence: Report['evidence'];
  readonly changes: readonly Change[] | undefined;
  readonly remarks: readonly string[];
}

const report = (
  { platform, threshold, time, toolVersion, checksDigest, now, onlyNew, inventory }: RunOptions,
  { situation, inputs, selected, evidence, changes, results, remarks, waivers, baseline }: Outcome,
): Report => ({
  format: 1,
  tool: { name: 'preflight', version: toolVersion, ...(checksDigest !== undefined && { checks: checksDigest }) },
  time,
  platform: { id: platform.id, title: platform.title },
  phase: situation.phase,
  ...(situation.from && { from: situation.from.text }),
  ...(situation.to && { to: situation.to.text }),
  evidence,
  hosts: now.hosts,
  inputs,
  threshold,
  ...overall(results, threshold, onlyNew),
  remarks,
  coverage: coverage(results),
  results,
  ...(waivers && { waivers }),
  ...(baseline && { baseline }),
  ...(inventory && { inventory }),
  ...(changes && { changes }),
  excluded: selected.filter(({ applies }) => applies === 'no').map(({ check, reason }) => ({ check: check.id, reason })),
});
