import type { Packs } from '../engine/packs.ts';
import type { Source } from '../model/answer.ts';
import type { Phase } from '../model/phase.ts';
import type { Report } from '../model/report.ts';
import type { Decisions } from '../snapshot/manifest.ts';
import type { Target } from '../target/target.ts';
import { installationName } from './installation.ts';
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
  readonly allowTraces?: boolean;
}

/** An installation that can be asked, live or captured, and what is known of it beforehand. */
export interface Site {
  readonly platform: string;
  /** For messages: the snapshot, or the installation. */
  readonly name: string;
  /** Whether it was captured earlier, so that nobody is asked now. */
  readonly captured: boolean;
  readonly evidence: Report['evidence'];
  /** ISO 8601: when the evidence was or is being taken. */
  readonly time: string;
  readonly source: Source;
  readonly hosts: Readonly<Record<string, readonly string[]>>;
  readonly phase?: Phase;
  readonly from?: string;
  readonly to?: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly decisions: Decisions;
  readonly parallelHosts?: number;
}

const EXAMPLE = 'preflight scan --snapshot site.tar.gz --to 4.3.2, or --target preflight.yaml (preflight init writes one)';

/** Opens what the flags name. Throws a sentence where they name nothing, or two things. */
export async function openSite(flags: SiteFlags, packs: Packs, streams: Streams): Promise<Site> {
  const named = [flags.snapshot, flags.target, flags.host, flags.inventory].filter(one => one !== undefined);
  if (named.length === 0) throw new UsageError(`Nothing to look at was named. Give a snapshot or a target: ${EXAMPLE}`);
  if (flags.snapshot !== undefined && flags.target !== undefined && named.length === 2) return openBoth(flags, packs);
  if (named.length > 1) throw new UsageError('Give one of --snapshot, --target, --host and --inventory; only --snapshot and --target go together.');
  return flags.snapshot === undefined ? openLive(flags, packs, streams) : openCaptured(flags.snapshot);
}

/** A captured installation, judged by what its target file says today: versions, inputs, answers and waivers. */
async function openBoth(flags: SiteFlags, packs: Packs): Promise<Site> {
  const [site, target] = [await openCaptured(flags.snapshot!), await readTarget(flags, packs)];
  if (site.platform !== target.platform)
    throw new UsageError(`${flags.snapshot} is a snapshot of ${site.platform}, and ${flags.target} is a target of ${target.platform}.`);
  return { ...site, ...saidOf(target), inputs: { ...site.inputs, ...inputsOf(target) }, decisions: decisionsOf(target, flags.target) };
}

/** A captured installation, as its manifest describes it. */
export async function openCaptured(path: string): Promise<Site> {
  const { openSnapshot } = await import('../snapshot/open.ts');
  const snapshot = await openSnapshot(path);
  const { platform, name, takenAt, hosts, phase, from, to, inputs = {}, decisions = {} } = snapshot.manifest;
  return {
    platform,
    name: path,
    captured: true,
    evidence: { kind: 'installation', name: installationName(name, hosts) },
    time: takenAt,
    source: snapshot,
    hosts,
    ...(phase && { phase }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    inputs: { ...inputs, ...decisions.answers },
    decisions,
  };
}

async function openLive(flags: SiteFlags, packs: Packs, streams: Streams): Promise<Site> {
  const target = await readTarget(flags, packs);
  const { openTarget } = await import('../live/open.ts');
  const { withoutTraces } = await import('../live/traces.ts');
  const { readOperatorFile } = await import('../sources/operator-files.ts');
  const prompt = promptOn(streams);
  const source = openTarget(target, {
    keeping: { env: streams.env, readFile: path => readOperatorFile(path), ...(prompt && { prompt }) },
    ...(flags.acceptNewHostKeys && { acceptNewHostKeys: true }),
    ...(flags.sshConfig !== undefined && { sshConfig: flags.sshConfig }),
    ...(flags.verbose && { log: line => streams.stderr.write(`${line}\n`) }),
  });
  const hosts = hostsByRole(target);
  const name = installationName(target.name, hosts);
  const { platform, limits } = target;
  return {
    platform,
    name,
    captured: false,
    evidence: { kind: 'installation', name },
    time: new Date().toISOString(),
    source: flags.allowTraces ? source : withoutTraces(source),
    hosts,
    ...saidOf(target),
    inputs: inputsOf(target),
    decisions: decisionsOf(target, flags.target),
    ...(limits.parallelHosts !== undefined && { parallelHosts: limits.parallelHosts }),
  };
}

const saidOf = ({ phase, from, to }: Target): Pick<Site, 'phase' | 'from' | 'to'> => ({
  ...(phase && { phase }),
  ...(from !== undefined && { from }),
  ...(to !== undefined && { to }),
});

/** An answer to a question is the input of the manual check that asks. */
const inputsOf = ({ inputs, answers }: Target): Site['inputs'] => ({ ...inputs, ...answers });

const decisionsOf = ({ answers, waivers, hosts }: Target, file: string | undefined): Decisions => ({
  ...(Object.keys(answers).length > 0 && { answers }),
  ...(waivers.length > 0 && { waivers: waivers.map(({ column: _, ...waiver }) => waiver) }),
  ...(file !== undefined && { inventory: { file, lines: Object.fromEntries(hosts.flatMap(({ name, line }) => (line > 0 ? [[name, line]] : []))) } }),
});

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
