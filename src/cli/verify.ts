import { basename } from 'node:path';
import { loadPacks } from '../engine/packs.ts';
import { run } from '../engine/run.ts';
import { EXIT_CODES } from '../engine/verdict.ts';
import { artifactSource } from '../sources/artifact/source.ts';
import { toolVersion } from '../tool-version.ts';
import { emit, type ReportFlags, reporting, reportTargets } from './reports.ts';
import { type Streams, UsageError } from './streams.ts';

export interface VerifyFlags extends ReportFlags {
  readonly keys?: string;
  readonly signature?: string;
  readonly checksums?: readonly string[];
}

/** `preflight verify`: the checks of a release, on one file beside the operator. */
export async function verify(file: string, flags: VerifyFlags, streams: Streams): Promise<number> {
  const targets = reportTargets(flags);
  return reporting(targets, async () => {
    const packs = await loadPacks();
    const { platform, checks } = await packs.pack('release');
    const { keys = '', signature = '', checksums = [] } = flags;
    const report = await run({
      platform,
      checks,
      allChecks: checks,
      now: { source: artifactSource(), hosts: { artifact: [basename(file)] } },
      phase: 'pre',
      inputs: { artifact: file, keys, signature, checksums: checksums.join(',') },
      threshold: flags.failOn,
      evidence: { kind: 'artifact', name: file },
      time: new Date().toISOString(),
      toolVersion,
      checksDigest: packs.digest,
    });
    const absent = report.results.flatMap(({ unknowns }) => unknowns).find(({ status }) => status === 'absent' || status === 'denied');
    if (absent) throw new UsageError(`${file} cannot be verified: ${absent.reason}.`);
    // Who signed is what was asked for, so the notes are shown where nothing is wrong too.
    await emit(report, targets, { ...flags, all: true }, streams);
    return EXIT_CODES[report.verdict];
  });
}
