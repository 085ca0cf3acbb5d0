import { declaredInputs } from '../engine/inputs.ts';
import { loadPacks, matching, platformOf } from '../engine/packs.ts';
import { run } from '../engine/run.ts';
import { EXIT_CODES } from '../engine/verdict.ts';
import type { AnyCheck } from '../model/check.ts';
import type { Phase } from '../model/phase.ts';
import { openSnapshot, type Snapshot } from '../snapshot/open.ts';
import { toolVersion } from '../tool-version.ts';
import { readInputs } from './inputs.ts';
import { emit, type ReportFlags, reporting, reportTargets } from './reports.ts';
import { type Streams, UsageError } from './streams.ts';

export interface ScanFlags extends ReportFlags {
  readonly snapshot?: string;
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
    const snapshot = await openSnapshot(needSnapshot(flags));
    const before = flags.before === undefined ? undefined : await openSnapshot(flags.before);
    const report = await run(await optionsOf(flags, snapshot, before));
    await emit(report, targets, flags, streams);
    return EXIT_CODES[report.verdict];
  });
}

function needSnapshot({ snapshot }: ScanFlags): string {
  if (snapshot === undefined)
    throw new UsageError('Nothing to scan was named. Give a captured snapshot: preflight scan --snapshot site.tar.gz --to 4.3.2');
  return snapshot;
}

async function optionsOf(flags: ScanFlags, snapshot: Snapshot, before: Snapshot | undefined): Promise<Parameters<typeof run>[0]> {
  const { manifest, digest, name } = snapshot;
  const packs = await loadPacks();
  const platform = platformOf(packs, manifest.platform);
  const allChecks = packs.checks.filter(({ applies }) => applies.platform === platform.id);
  if (before && before.manifest.platform !== platform.id)
    throw new UsageError(`${before.name} is a snapshot of ${before.manifest.platform}, ${name} one of ${platform.id}.`);
  const { known, unknown } = splitInputs(manifest.inputs ?? {}, allChecks);
  const from = flags.from ?? manifest.from ?? before?.manifest.from;
  const phase = flags.phase ?? manifest.phase ?? 'pre';
  return {
    platform,
    allChecks,
    checks: matching(allChecks, flags.check ?? []),
    now: { source: snapshot, hosts: manifest.hosts },
    ...(before && { before: { source: before, hosts: before.manifest.hosts } }),
    phase,
    ...(from !== undefined && { from }),
    ...needTarget(flags.to ?? manifest.to, phase),
    inputs: { ...known, ...readInputs(flags.input ?? []) },
    remarks: unknown.map(name => `The snapshot has an input ${name}, which no check of this preflight knows.`),
    threshold: flags.failOn,
    evidence: { kind: 'snapshot', name, digest },
    time: manifest.takenAt,
    toolVersion,
  };
}

/** A snapshot may have been taken by another version of preflight, with inputs that this one does not know. */
function splitInputs(inputs: NonNullable<Snapshot['manifest']['inputs']>, checks: readonly AnyCheck[]) {
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
