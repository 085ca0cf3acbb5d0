import { questions } from '../engine/capture.ts';
import { collect } from '../engine/collect.ts';
import { loadPacks, matching } from '../engine/packs.ts';
import type { Step } from '../engine/plan.ts';
import { redactor } from '../engine/redact/redactor.ts';
import { countOf } from '../engine/verdict.ts';
import type { EvidenceSet } from '../model/evidence.ts';
import type { InputValue } from '../model/input.ts';
import { PHASES, type Phase } from '../model/phase.ts';
import { describe } from '../model/query.ts';
import type { Manifest } from '../snapshot/manifest.ts';
import { toolVersion } from '../tool-version.ts';
import { readInputs } from './inputs.ts';
import { interruptible } from './interrupt.ts';
import { type Progress, progressOn } from './progress.ts';
import { openSite, type Site, type SiteFlags } from './site.ts';
import { type Streams, UsageError } from './streams.ts';

export interface CaptureFlags extends SiteFlags {
  readonly output?: string;
  readonly phase?: Phase | 'all';
  readonly check?: readonly string[];
  readonly input?: readonly string[];
  readonly force?: boolean;
  readonly dryRun?: boolean;
}

/** `preflight capture`: asks what the checks need and writes a snapshot, redacted. Returns 0, 2 where something did not answer, or 130 where it was interrupted. */
export async function capture(flags: CaptureFlags, streams: Streams): Promise<number> {
  if (flags.output === undefined && !flags.dryRun)
    throw new UsageError('Where shall the snapshot be written? Give -o site.tar.gz, or --dry-run to see the questions.');
  const output = flags.output?.replace(/(?<=.)\/+$/, '') ?? '';
  const force = flags.force ?? false;
  if (!flags.dryRun) await (await import('../snapshot/place.ts')).assertPlace(output, { force });
  const packs = await loadPacks();
  const progress = progressOn(streams);
  const site = await openSite(flags, packs, progress.streams);
  const { platform, checks: all } = await packs.pack(site.platform);
  const checks = matching(all, flags.check ?? []);
  const phase = PHASES.find(one => one === flags.phase);
  const inputs = { ...site.inputs, ...readInputs(flags.input ?? []) };
  const steps = questions({ platform, checks, place: site, inputs, ...(phase && { phase }) });
  if (flags.dryRun) return dryRun(steps, streams);
  return writeCapture(steps, { site, output, force, inputs, phase }, progress);
}

function dryRun(steps: readonly Step[], { stdout }: Streams): number {
  const hosts = [...new Set(steps.map(({ host }) => host))];
  for (const host of hosts) {
    const own = steps.filter(step => step.host === host);
    stdout.write(
      `${host}\n${own.map(({ ask, query }) => `  ${describe(query ?? ask)}${query === ask ? '' : ' (read whole to classify secrets, and dropped)'}`).join('\n')}\n`,
    );
  }
  stdout.write(`${countOf(steps.length, 'question')} to ${countOf(hosts.length, 'host')}; nothing was asked.\n`);
  return 0;
}

interface Writing {
  readonly site: Site;
  readonly output: string;
  readonly force: boolean;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly phase: Phase | undefined;
}

/** A snapshot of half an installation would pass for the whole one later, so an interrupted capture writes none. */
async function writeCapture(steps: readonly Step[], writing: Writing, progress: Progress): Promise<number> {
  const { site, output, force } = writing;
  const { streams } = progress;
  const hiding = redactor();
  const concurrency = site.parallelHosts === undefined ? {} : { concurrency: site.parallelHosts };
  const words = { streams, meaning: `${output} is not written.`, stopped: progress.done };
  return interruptible(site.source, words, async ({ signal, exitCode }) => {
    const source = site.captured ? site.source : progress.watch(site.source, new Set(steps.map(({ host }) => host)).size);
    const evidence = await collect(steps, source, { redactor: hiding, signal, ...concurrency }).finally(progress.done);
    const { writeSnapshot } = await import('../snapshot/write.ts');
    const options = { path: output, manifest: manifestOf(writing), secrets: hiding.secrets, force, signal };
    if (!signal.aborted) await writeSnapshot(evidence.entries(), options).catch(unlessAborted(signal));
    return exitCode() || told(evidence, output, streams);
  });
}

const unlessAborted = (signal: AbortSignal) => (error: unknown) => {
  if (!signal.aborted) throw error;
};

/** Everything that a scan of the snapshot must know to say what a scan of the installation says. */
function manifestOf({ site, inputs, phase }: Writing): Omit<Manifest, 'format' | 'answers'> {
  const { answers = {} } = site.decisions;
  return {
    tool: { name: 'preflight', version: toolVersion },
    platform: site.platform,
    name: site.evidence.name,
    takenAt: site.time,
    phase: phase ?? site.phase ?? 'pre',
    ...(site.from !== undefined && { from: site.from }),
    ...(site.to !== undefined && { to: site.to }),
    inputs: Object.fromEntries(Object.entries(inputs).filter(([name]) => !Object.hasOwn(answers, name))) as Readonly<Record<string, InputValue>>,
    ...(Object.keys(site.decisions).length > 0 && { decisions: site.decisions }),
    hosts: site.hosts,
  };
}

/** What was captured, and what did not answer. Absent is an answer. */
function told(evidence: EvidenceSet, output: string, { stderr }: Streams): number {
  const entries = evidence.entries();
  const without = entries.filter(({ evidence: { status } }) => status !== 'ok' && status !== 'absent');
  const hosts = [...new Set(without.map(({ host }) => host))];
  stderr.write(
    `${output}: ${countOf(entries.length, 'answer')}${without.length > 0 ? `, ${without.length} of them only the reason why there is none (${hosts.join(', ')})` : ''}.\n`,
  );
  return without.length > 0 ? 2 : 0;
}
