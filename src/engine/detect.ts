import type { Need } from '../model/fact.ts';
import type { Phase } from '../model/phase.ts';
import type { AnyPlatform } from '../model/platform.ts';
import { type Version, version } from '../model/version.ts';
import { type Known, valueOr } from './read.ts';

/** The version that the evidence shows to be in use; undefined where it does not say, or says no version. */
export function detectVersion(platform: AnyPlatform, known: Known, phase: Phase): Version | undefined {
  const needs = Object.entries(platform.version.needs) as [string, Need<unknown>][];
  const evidence = Object.fromEntries(needs.map(([name, need]) => [name, valueOr(need, known, undefined)]));
  const said = platform.version.detect(evidence, phase);
  return said === undefined ? undefined : version(said);
}
