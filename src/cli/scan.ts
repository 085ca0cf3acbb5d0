import { declaredInputs } from '../engine/inputs.ts';
import { loadPacks, matching, type Pack } from '../engine/packs.ts';
import { type RunOptions, run } from '../engine/run.ts';
import { EXIT_CODES } from '../engine/verdict.ts';
import type { AnyCheck } from '../model/check.ts';
import type { Phase } from '../model/phase.ts';
import { hostsOf, type Report } from '../model/report.ts';
import { toolVersion } from '../tool-version.ts';
import { remember } from './history-place.ts';
import { readInputs } from './inputs.ts';
import { interruptible } from './interrupt.ts';
import { type Progress, progressOn } from './progress.ts';
import { emit, type ReportFlags, reporting, reportTargets } from './reports.ts';
import { openCaptured, openSite, type Site, type SiteFlags } from './site.ts';
import { type Streams, UsageError } from './streams.ts';

export interface ScanFlags extends ReportFlags, SiteFlags {
  readonly before?: string;
  readonly phase?: Phase;
  readonly from?: string;
  readonly to?: string;
  readonly check?: readonly string[];
  readonly input?: readonly string[];
  readonly baseline?: string;
  readonly failOnNew?: boolean;
  readonly history?: boolean;
}

/** `preflight scan`: opens, judges, reports. Returns the exit code of the verdict. */
export async function scan(flags: ScanFlags, streams: Streams): Promise<number> {
  const targets = reportTargets(flags);
  return reporting(targets, async () => {
    const packs = await loadPacks();
    const progress = progressOn(streams);
    const site = await openSite(flags, packs, progress.streams);
    const before = flags.before === undefined ? undefined : await openCaptured(flags.before);
    const pack = await packs.pack(site.platform);
    const options = { ...optionsOf(flags, pack, site, before), ...(await baselineOf(flags, site)), checksDigest: packs.digest };
    const report = await judged(site, options, progress);
    await emit(report, targets, flags, streams);
    await remember(report, flags, streams);
    return EXIT_CODES[report.verdict];
  });
}

/** Asks and judges, with progress. Ctrl-C ends the asking, and what was learned so far is judged. */
export function judged(site: Site, options: RunOptions, progress: Progress): Promise<Report> {
  const now = site.captured ? site : { ...site, source: progress.watch(site.source, hostsOf(site).length) };
  const words = { streams: progress.streams, meaning: 'the report has what was learned so far.', stopped: progress.done };
  return interruptible(site.source, words, ({ signal }) => run({ ...options, now, signal })).finally(progress.done);
}

/** What a run needs to know, from the flags and the site. */
export function optionsOf(
  flags: Pick<ScanFlags, 'from' | 'to' | 'phase' | 'check' | 'input' | 'failOn'>,
  { platform, checks: allChecks }: Pack,
  site: Site,
  before: Site | undefined,
): RunOptions {
  if (before && before.platform !== platform.id)
    throw new UsageError(`${before.name} is a snapshot of ${before.platform}, ${site.name} one of ${platform.id}.`);
  const { known, unknown } = site.captured ? splitInputs(site.inputs, allChecks) : { known: site.inputs, unknown: [] };
  const from = flags.from ?? site.from ?? before?.from;
  const phase = flags.phase ?? site.phase ?? 'pre';
  return {
    platform,
    allChecks,
    checks: matching(allChecks, flags.check ?? []),
    now: site,
    ...(before && { before }),
    phase,
    ...(from !== undefined && { from }),
    ...needTarget(flags.to ?? site.to, phase),
    inputs: { ...known, ...readInputs(flags.input ?? []) },
    remarks: unknown.map(name => `The snapshot has an input ${name}, which no check of this preflight knows.`),
    threshold: flags.failOn,
    evidence: site.evidence,
    time: site.time,
    toolVersion,
    ...(site.decisions.waivers && { waivers: site.decisions.waivers }),
    ...(site.decisions.inventory && { inventory: site.decisions.inventory }),
    ...(site.parallelHosts !== undefined && { concurrency: site.parallelHosts }),
  };
}

async function baselineOf({ baseline, failOnNew }: ScanFlags, { platform, name }: Site): Promise<Pick<RunOptions, 'baseline' | 'onlyNew'>> {
  if (baseline === undefined) {
    if (failOnNew) throw new UsageError('--fail-on-new compares with an earlier report: give it with --baseline report.json');
    return {};
  }
  const { readReport } = await import('./read-report.ts');
  const report = await readReport(baseline);
  if (report.platform.id !== platform)
    throw new UsageError(`The baseline ${baseline} is about ${report.platform.id}, and ${name} is of ${platform}.`);
  return { baseline: { name: baseline, report }, ...(failOnNew && { onlyNew: true }) };
}

/** A snapshot may have been taken by another version of preflight, with inputs that this one does not know. */
function splitInputs(inputs: Site['inputs'], checks: readonly AnyCheck[]) {
  const declared = declaredInputs(checks);
  const entries = Object.entries(inputs);
  return {
    known: Object.fromEntries(entries.filter(([name]) => declared.has(name))),
    unknown: entries.map(([name]) => name).filter(name => !declared.has(name)),
  };
}

/** After the upgrade the evidence shows the target; before it only the operator knows. */
function needTarget(to: string | undefined, phase: Phase): { to?: string } {
  if (to === undefined && phase !== 'post') throw new UsageError('To which version is the upgrade? Give it with --to, such as --to 4.3.2');
  return to === undefined ? {} : { to };
}
