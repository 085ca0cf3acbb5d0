import type { Packs } from '../engine/packs.ts';
import type { Source } from '../model/answer.ts';
import type { Phase } from '../model/phase.ts';
import type { Report } from '../model/report.ts';
import type { Target } from '../target/target.ts';
import { promptOn } from './prompt.ts';
import { type Streams, UsageError } from './streams.ts';

/** Where to look: a snapshot, a target file, or hosts on the command line. */
export interface SiteFlags {
  readonly snapshot?: string;
  readonly target?: string;
  readonly platform?: string;
  readonly host?: readonly string[];
  readonly inventory?: string;
  readonly acceptNewHostKeys?: boolean;
  readonly sshConfig?: string;
  readonly verbose?: boolean;
}

/** An installation that can be asked, live or captured, and what is known of it beforehand. */
export interface Site {
  readonly platform: string;
  readonly name: string;
  readonly evidence: Report['evidence'];
  /** ISO 8601: when the evidence was or is being taken. */
  readonly time: string;
  readonly source: Source;
  readonly hosts: Readonly<Record<string, readonly string[]>>;
  readonly phase?: Phase;
  readonly from?: string;
  readonly to?: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly parallelHosts?: number;
}

const EXAMPLE = 'preflight scan --snapshot site.tar.gz --to 4.3.2, or --target preflight.yaml (preflight init writes one)';

/** Opens what the flags name. Throws a sentence where they name nothing, or two things. */
export async function openSite(flags: SiteFlags, packs: Packs, streams: Streams): Promise<Site> {
  const named = [flags.snapshot, flags.target, flags.host, flags.inventory].filter(one => one !== undefined);
  if (named.length === 0) throw new UsageError(`Nothing to look at was named. Give a snapshot or a target: ${EXAMPLE}`);
  if (named.length > 1) throw new UsageError('Give one of --snapshot, --target, --host and --inventory.');
  return flags.snapshot === undefined ? openLive(flags, packs, streams) : openCaptured(flags.snapshot);
}

/** A captured installation, as its manifest describes it. */
export async function openCaptured(path: string): Promise<Site> {
  const { openSnapshot } = await import('../snapshot/open.ts');
  const snapshot = await openSnapshot(path);
  const { platform, takenAt, hosts, phase, from, to, inputs = {} } = snapshot.manifest;
  return {
    platform,
    name: path,
    evidence: { kind: 'snapshot', name: path, digest: snapshot.digest },
    time: takenAt,
    source: snapshot,
    hosts,
    ...(phase && { phase }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    inputs,
  };
}

async function openLive(flags: SiteFlags, packs: Packs, streams: Streams): Promise<Site> {
  const target = await readTarget(flags, packs);
  const { openTarget } = await import('../live/open.ts');
  const { readOperatorFile } = await import('../sources/operator-files.ts');
  const prompt = promptOn(streams);
  const source = openTarget(target, {
    keeping: { env: streams.env, readFile: path => readOperatorFile(path), ...(prompt && { prompt }) },
    ...(flags.acceptNewHostKeys && { acceptNewHostKeys: true }),
    ...(flags.sshConfig !== undefined && { sshConfig: flags.sshConfig }),
    ...(flags.verbose && { log: line => streams.stderr.write(`${line}\n`) }),
  });
  const name = target.name ?? flags.target ?? `${target.hosts.length} hosts`;
  const { platform, phase, from, to, inputs, limits } = target;
  return {
    platform,
    name,
    evidence: { kind: 'live', name },
    time: new Date().toISOString(),
    source,
    hosts: hostsByRole(target),
    ...(phase && { phase }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    inputs,
    ...(limits.parallelHosts !== undefined && { parallelHosts: limits.parallelHosts }),
  };
}

async function readTarget({ target, platform, host, inventory }: SiteFlags, packs: Packs): Promise<Target> {
  const platforms = packs.platforms.filter(({ artifact }) => !artifact);
  if (target !== undefined) {
    const { readBeside } = await import('../live/beside.ts');
    const { parseTarget } = await import('../target/parse.ts');
    return parseTarget(await readBeside(target, 'target file'), target, platforms);
  }
  if (platform === undefined)
    throw new UsageError(`Of which platform are these hosts? Give --platform with one of ${platforms.map(({ id }) => id).join(', ')}.`);
  if (inventory !== undefined) return (await import('./inventory.ts')).readInventory(inventory, platform, platforms);
  const { oneOffTarget } = await import('../target/one-off.ts');
  return oneOffTarget({ platform, hosts: host ?? [] }, platforms);
}

function hostsByRole({ hosts }: Target): Record<string, string[]> {
  const byRole: Record<string, string[]> = {};
  for (const { name, roles } of hosts) for (const role of roles) (byRole[role] ??= []).push(name);
  return byRole;
}
