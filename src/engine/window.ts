import type { AnyCheck } from '../model/check.ts';
import { type Guide, type GuideStep, isCovering } from '../model/guide.ts';
import { PHASES, type Phase } from '../model/phase.ts';
import type { Report, ReportedFinding, Result } from '../model/report.ts';
import { type Situation, select } from './select.ts';
import { counts } from './waivers.ts';

/**
 * Where a step stands: `done` was seen, `to do` was seen not to be, `later` is for a phase to come, `blocked` is too, and something
 * before it is still to do; `unknown` could not be looked at, `not here` does not apply to this site, `unseen` nobody has looked.
 */
export type StepState = 'done' | 'to do' | 'blocked' | 'unknown' | 'later' | 'not here' | 'unseen';

/** One step of the window on this upgrade path, and the checks that verify it. */
export interface WindowStep {
  readonly row?: string;
  readonly phase: Phase;
  readonly step: string;
  readonly where: string;
  readonly source?: string;
  readonly checks: readonly string[];
  /** Only a person can say. */
  readonly manual: boolean;
  readonly state: StepState;
  /** Why it is in that state, a sentence each. */
  readonly because: readonly string[];
}

export interface WindowOptions {
  readonly guide: Guide | undefined;
  readonly checks: readonly AnyCheck[];
  /** Its phase is where the window stands now. */
  readonly situation: Situation;
  /** What a scan in that phase said. */
  readonly report?: Report;
}

/** The steps of this upgrade path, in the order of the window; after a scan, where the site stands. */
export function windowOf(options: WindowOptions): WindowStep[] {
  const applying = options.checks.filter(check => phasesOf([check], options.situation).length > 0);
  const guided = (options.guide?.steps ?? []).flatMap(step => guidedStep(step, applying, options));
  const covered = new Set(guided.flatMap(({ checks }) => checks));
  const rest = applying.filter(({ id }) => !covered.has(id)).map(check => ownStep(check, options));
  return block(
    PHASES.flatMap(phase => [...guided, ...rest].filter(step => step.phase === phase)),
    options,
  );
}

function guidedStep({ row, step, phase, where, source }: GuideStep, applying: readonly AnyCheck[], options: WindowOptions): WindowStep[] {
  const own = applying.filter(check => isCovering(check, options.situation.platform, row));
  if (own.length === 0) return [];
  const here = phaseOf(phase, own, options.situation);
  return [{ row, phase: here, step, where, source, checks: own.map(({ id }) => id), manual: own.every(isManual), ...stateOf(own, here, options) }];
}

/** The phases in which one of these checks applies on this path. Where a version is not known, it may. */
const phasesOf = (checks: readonly AnyCheck[], situation: Situation): Phase[] =>
  PHASES.filter(phase => select(checks, { ...situation, phase }).some(({ applies }) => applies !== 'no'));

/** What its checks look at in this phase on other paths and not on this one must not be done in it here: it is a step of a later phase. */
function phaseOf(usual: Phase, checks: readonly AnyCheck[], situation: Situation): Phase {
  const phases = phasesOf(checks, situation);
  const elsewhere = checks.some(({ applies }) => applies.phases.includes(usual));
  return elsewhere && !phases.includes(usual) ? (phases[0] ?? usual) : usual;
}

/** What a check verifies that the guide does not ask for. */
function ownStep(check: AnyCheck, options: WindowOptions): WindowStep {
  const phase = PHASES.find(one => check.applies.phases.includes(one)) ?? 'pre';
  const step = `Verify: ${check.title}`;
  return {
    phase,
    step,
    where: rolesOf(check).join(', ') || 'beside the operator',
    checks: [check.id],
    manual: isManual(check),
    ...stateOf([check], phase, options),
  };
}

/** The roles of host that a check reads. */
export const rolesOf = ({ needs }: AnyCheck): string[] => [
  ...new Set(Object.values(needs as Readonly<Record<string, { readonly fact: { readonly role: string } }>>).map(({ fact }) => fact.role)),
];

const isManual = ({ inputs = {} }: AnyCheck): boolean =>
  Object.values(inputs as Readonly<Record<string, { readonly type: string }>>).some(({ type }) => type === 'attestation');

type State = Pick<WindowStep, 'state' | 'because'>;

function stateOf(checks: readonly AnyCheck[], phase: Phase, { report, situation }: WindowOptions): State {
  if (!report) return { state: 'unseen', because: [] };
  const results = report.results.filter(({ check }) => checks.some(({ id }) => id === check));
  const failed = results.filter(isToDo);
  if (failed.length > 0)
    return {
      state: 'to do',
      because: failed.flatMap(({ findings }) => findings.filter(({ severity }) => severity !== 'note').map(sayFinding)),
    };
  const open = results.filter(({ verdict, unknowns }) => verdict === 'unknown' || unknowns.length > 0);
  if (open.length > 0) return { state: 'unknown', because: open.flatMap(({ unknowns }) => unknowns.map(({ reason }) => reason)) };
  if (results.length === 0) return unseen([phase, ...phasesOf(checks, situation)], situation.phase);
  const skipped = results.flatMap(({ skipped }) => skipped ?? []);
  return skipped.length === results.length ? { state: 'not here', because: skipped } : { state: 'done', because: [] };
}

/** The same sentence may be true of many hosts. */
const sayFinding = ({ host, text }: ReportedFinding): string => (host === undefined || text.includes(host) ? text : `${host}: ${text}`);

/** A waived finding is decided: nothing is left to do for it. */
const isToDo = ({ findings }: Result): boolean => findings.some(finding => counts(finding, 'advice', false));

/** `phases`: when it is done, and when it is verified. */
function unseen([done, ...verified]: readonly Phase[], now: Phase): State {
  const isLater = (phase: Phase | undefined): boolean => phase !== undefined && PHASES.indexOf(phase) > PHASES.indexOf(now);
  if (isLater(done) || isLater(verified[0])) return { state: 'later', because: [] };
  return { state: 'unseen', because: [`is not verified in phase ${now}`] };
}

/** A step to come is blocked while one that an upgrade would fail without is still to do; the first of each phase says which. */
function block(steps: readonly WindowStep[], { report }: WindowOptions): WindowStep[] {
  const blocking = new Set(
    (report?.results ?? []).filter(({ findings }) => findings.some(finding => counts(finding, 'blocker', false))).map(({ check }) => check),
  );
  const first = steps.find(({ state, checks }) => state === 'to do' && checks.some(id => blocking.has(id)));
  if (!first) return [...steps];
  const told = new Set<Phase>();
  return steps.map(step => {
    if (step.state !== 'later') return step;
    const because = told.has(step.phase) ? [] : [`first: ${first.step}`];
    told.add(step.phase);
    return { ...step, state: 'blocked', because };
  });
}
