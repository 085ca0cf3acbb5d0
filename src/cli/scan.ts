import { declaredInputs } from '../engine/inputs.ts';
import { loadPacks, matching, type Packs, platformOf } from '../engine/packs.ts';
import { type RunOptions, run } from '../engine/run.ts';
import { EXIT_CODES } from '../engine/verdict.ts';
import type { AnyCheck } from '../model/check.ts';
import type { Phase } from '../model/phase.ts';
import { toolVersion } from '../tool-version.ts';
import { readInputs } from './inputs.ts';
import { interruptible } from './interrupt.ts';
import { progressOn } from './progress.ts';
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
}

/** `preflight scan`: opens, judges, reports. Returns the exit code of the verdict. */
export async function scan(flags: ScanFlags, streams: Streams): Promise<number> {
  const targets = reportTargets(flags);
  return reporting(targets, async () => {
    const packs = await loadPacks();
    const site = await openSite(flags, packs, streams);
    const before = flags.before === undefined ? undefined : await openCaptured(flags.before);
    const progress = progressOn(streams, new Set(Object.values(site.hosts).flat()).size);
    const onHost = site.evidence.kind === 'live' ? { onHost: progress.onHost } : {};
    const options = optionsOf(flags, packs, site, before);
    const report = await interruptible(site.source, signal => run({ ...options, ...onHost, signal }));
    progress.done();
    await emit(report, targets, flags, streams);
    return EXIT_CODES[report.verdict];
  });
}

function optionsOf(flags: ScanFlags, packs: Packs, site: Site, before: Site | undefined): RunOptions {
  const platform = platformOf(packs, site.platform);
  if (before && before.platform !== platform.id)
    throw new UsageError(`${before.name} is a snapshot of ${before.platform}, ${site.name} one of ${platform.id}.`);
  const allChecks = packs.checks.filter(({ applies }) => applies.platform === platform.id);
  const { known, unknown } = site.evidence.kind === 'snapshot' ? splitInputs(site.inputs, allChecks) : { known: site.inputs, unknown: [] };
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
    ...(site.parallelHosts !== undefined && { concurrency: site.parallelHosts }),
  };
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
