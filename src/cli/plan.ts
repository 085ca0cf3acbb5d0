import { loadPacks, type Packs } from '../engine/packs.ts';
import { type WindowStep, windowOf } from '../engine/window.ts';
import type { Phase } from '../model/phase.ts';
import type { Report } from '../model/report.ts';
import { needVersion } from '../model/version.ts';
import { planText } from './plan-text.ts';
import { progressOn } from './progress.ts';
import { judged, optionsOf, type ScanFlags } from './scan.ts';
import { openSite, type SiteFlags } from './site.ts';
import { type Streams, UsageError } from './streams.ts';

export interface PlanFlags extends SiteFlags, Pick<ScanFlags, 'phase' | 'from' | 'to' | 'input'> {
  readonly format: 'text' | 'markdown' | 'json';
}

/** The window of one upgrade: what was planned, from and to which version, and what a scan saw, if there was one. */
export interface WindowPlan {
  readonly title: string;
  readonly from?: string;
  readonly to?: string;
  readonly phase: Phase;
  readonly report?: Report;
  readonly steps: readonly WindowStep[];
}

/** `preflight plan`: the ordered steps of an upgrade path, and where a site stands in it. It always ends with 0: it judges nothing. */
export async function plan(flags: PlanFlags, streams: Streams): Promise<number> {
  const packs = await loadPacks();
  const looks = flags.snapshot ?? flags.target ?? flags.host ?? flags.inventory;
  const planned = await (looks === undefined ? planFor(flags, packs) : planOf(flags, packs, streams));
  streams.stdout.write(planText(planned, flags.format));
  return 0;
}

async function planFor({ platform: id, from, to, phase = 'pre' }: PlanFlags, packs: Packs): Promise<WindowPlan> {
  if (id === undefined || from === undefined || to === undefined)
    throw new UsageError('Which upgrade? Give --platform, --from and --to, such as: preflight plan --platform cloudstack --from 3.0.7 --to 4.3.2');
  const { platform, guide, checks } = await packs.pack(id);
  const situation = { platform: id, phase, from: needVersion(from), to: needVersion(to) };
  return { title: platform.title, from, to, phase, steps: windowOf({ guide, checks, situation }) };
}

async function planOf(flags: PlanFlags, packs: Packs, streams: Streams): Promise<WindowPlan> {
  const progress = progressOn(streams);
  const site = await openSite(flags, packs, progress.streams);
  const pack = await packs.pack(site.platform);
  const options = optionsOf({ ...flags, failOn: 'blocker' }, pack, site, undefined);
  const report = await judged(site, options, progress);
  const { from, to, phase, platform } = report;
  const situation = {
    platform: platform.id,
    phase,
    from: from === undefined ? undefined : needVersion(from),
    to: to === undefined ? undefined : needVersion(to),
  };
  return {
    title: platform.title,
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    phase,
    report,
    steps: windowOf({ guide: pack.guide, checks: pack.checks, situation, report }),
  };
}
