import type { AnyCheck } from '../model/check.ts';
import type { EvidenceSet } from '../model/evidence.ts';
import type { Need } from '../model/fact.ts';
import type { Phase } from '../model/phase.ts';
import type { AnyPlatform } from '../model/platform.ts';
import { type CollectOptions, collect } from './collect.ts';
import { completeInputs } from './inputs.ts';
import { needsOf, plan, type Step } from './plan.ts';
import type { Place } from './run.ts';

export interface CaptureOptions extends CollectOptions {
  readonly platform: AnyPlatform;
  readonly checks: readonly AnyCheck[];
  readonly place: Place;
  /** Only what checks of this phase ask; all phases by default, so that the snapshot can serve as the one before. */
  readonly phase?: Phase;
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** Every question a capture would ask, host by host; what a classifier reads and drops is among them. */
export function questions({ platform, checks, place, phase, inputs }: Omit<CaptureOptions, 'redactor'>): Step[] {
  const asking = checks.filter(({ applies }) => applies.platform === platform.id && (phase === undefined || applies.phases.includes(phase)));
  const needs = [...needsOf(asking), ...(Object.values(platform.version.needs) as Need<unknown>[])];
  const hosts = (role: string): readonly string[] => place.hosts[role] ?? [];
  return plan(needs, { hosts, inputs: completeInputs(checks, inputs), when: ['now', 'before'] });
}

/** The line up to the snapshot writer: plan, collect, redact. */
export const capture = (options: CaptureOptions): Promise<EvidenceSet> => collect(questions(options), options.place.source, options);
