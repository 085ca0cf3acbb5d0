import { questions } from '../engine/capture.ts';
import { collect } from '../engine/collect.ts';
import { loadPacks, matching, platformOf } from '../engine/packs.ts';
import type { Step } from '../engine/plan.ts';
import { redactor } from '../engine/redact/redactor.ts';
import { countOf } from '../engine/verdict.ts';
import type { EvidenceSet } from '../model/evidence.ts';
import type { InputValue } from '../model/input.ts';
import { PHASES, type Phase } from '../model/phase.ts';
import { describe } from '../model/query.ts';
import { toolVersion } from '../tool-version.ts';
import { readInputs } from './inputs.ts';
import { interruptible } from './interrupt.ts';
import { progressOn } from './progress.ts';
import { openSite, type Site, type SiteFlags } from './site.ts';
import { type Streams, UsageError } from './streams.ts';

export interface CaptureFlags extends SiteFlags {
  readonly output?: string;
  readonly phase?: Phase | 'all';
  readonly check?: readonly string[];
  readonly input?: readonly string[];
  readonly dryRun?: boolean;
}

/** `preflight capture`: asks what the checks need and writes a snapshot, redacted. Returns 0, or 2 where something did not answer. */
export async function capture(flags: CaptureFlags, streams: Streams): Promise<number> {
  if (flags.output === undefined && !flags.dryRun)
    throw new UsageError('Where shall the snapshot be written? Give -o site.tar.gz, or --dry-run to see the questions.');
  const packs = await loadPacks();
  const site = await openSite(flags, packs, streams);
  const platform = platformOf(packs, site.platform);
  const checks = matching(
    packs.checks.filter(({ applies }) => applies.platform === platform.id),
    flags.check ?? [],
  );
  const phase = PHASES.find(one => one === flags.phase);
  const inputs = { ...site.inputs, ...readInputs(flags.input ?? []) };
  const steps = questions({ platform, checks, place: site, inputs, ...(phase && { phase }) });
  if (flags.dryRun) return dryRun(steps, streams);
  return writeCapture(steps, { site, output: flags.output!, inputs, phase }, streams);
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
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly phase: Phase | undefined;
}

async function writeCapture(steps: readonly Step[], { site, output, inputs, phase }: Writing, streams: Streams): Promise<number> {
  const hiding = redactor();
  const progress = progressOn(streams, new Set(steps.map(({ host }) => host)).size);
  const concurrency = site.parallelHosts === undefined ? {} : { concurrency: site.parallelHosts };
  const evidence = await interruptible(site.source, signal =>
    collect(steps, site.source, { redactor: hiding, onHost: progress.onHost, signal, ...concurrency }),
  );
  progress.done();
  const { writeSnapshot } = await import('../snapshot/write.ts');
  const manifest = {
    tool: { name: 'preflight', version: toolVersion },
    platform: site.platform,
    takenAt: site.time,
    phase: phase ?? site.phase ?? 'pre',
    ...(site.from !== undefined && { from: site.from }),
    ...(site.to !== undefined && { to: site.to }),
    inputs: inputs as Readonly<Record<string, InputValue>>,
    hosts: site.hosts,
  };
  await writeSnapshot(evidence.entries(), { path: output, manifest, secrets: hiding.secrets });
  return told(evidence, output, streams);
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
