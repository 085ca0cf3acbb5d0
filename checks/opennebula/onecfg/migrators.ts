import { bumped, type ConfigVersion, compareConfig, configVersion, knownVersion } from '../config-version.ts';

/** One step of the configuration: onecfg brings files of every version from `from` on, and before `to`, to `to`. */
export interface Migrator {
  readonly from: ConfigVersion;
  readonly to: ConfigVersion;
}

/** The steps one onecfg knows, oldest first and without a gap; never empty. */
export type Chain = readonly Migrator[];

const STEPS = [
  '5.4.0',
  '5.4.1',
  '5.4.2',
  '5.4.6',
  '5.6.0',
  '5.8.0',
  '5.10.0',
  '5.12.0',
  '6.0.0',
  '6.2.0',
  '6.4.0',
  '6.6.0',
  '6.8.0',
  '6.10.0',
  '6.10.2',
  '7.0.0',
  '7.2.0',
  '7.4.0',
  '7.4.1',
].map(knownVersion);

/** Every step up to the newest release that is known here. */
export const KNOWN_CHAIN: Chain = STEPS.slice(1).map((to, index) => ({ from: STEPS[index]!, to }));

/** The steps that the onecfg of this release ships; undefined for a release that is not known here. */
export function shippedChain(release: ConfigVersion): Chain | undefined {
  const chain = KNOWN_CHAIN.filter(({ to }) => compareConfig(to, release) <= 0);
  return supports(chain, release) ? chain : undefined;
}

/** Whether onecfg works with this version at all: from the first step to the end of the last one's release line. */
export const supports = (chain: Chain, version: ConfigVersion): boolean =>
  chain.length > 0 && compareConfig(version, chain[0]!.from) >= 0 && compareConfig(version, endOf(chain)) < 0;

/** The first version that is too new for this onecfg. */
export const endOf = (chain: Chain): ConfigVersion => bumped(chain.at(-1)!.to);

const holds = ({ from, to }: Migrator, version: ConfigVersion): boolean => compareConfig(from, version) <= 0 && compareConfig(version, to) < 0;

/** The steps that lead from one version to another, as onecfg finds them; none where it finds none. */
export function pending(chain: Chain, from: ConfigVersion, to: ConfigVersion): Chain {
  if (!supports(chain, from) || !supports(chain, to)) return [];
  const first = chain.findIndex(step => holds(step, from));
  if (first < 0 || holds(chain[first]!, to)) return [];
  const after = chain.findIndex((step, index) => index > first && holds(step, to));
  if (after >= 0) return chain.slice(first, after);
  return compareConfig(chain.at(-1)!.from, to) <= 0 ? chain.slice(first) : [];
}

/** Whether two versions have configurations of the same form. */
export const sameForm = (chain: Chain, a: ConfigVersion, b: ConfigVersion): boolean =>
  supports(chain, a) && supports(chain, b) && formOf(chain, a) === formOf(chain, b);

const formOf = (chain: Chain, version: ConfigVersion): number => chain.findIndex(step => holds(step, version));

/** `6.8.0→6.10.0, 6.10.0→6.10.2` */
export const sayChain = (chain: Chain): string => chain.map(({ from, to }) => `${from.text}→${to.text}`).join(', ');

const MIGRATOR = /^[^.].*_to_.*\.(?:rb|yaml)$/;
const NAME = /^([\d.]+)_to_([\d.]+)\.(?:rb|yaml)$/;

/** The chain that these file names make (`6.10.2_to_7.0.0.yaml`), or what onecfg does not like about them. Undefined where there are none. */
export function chainOf(names: readonly string[]): { readonly chain: Chain } | { readonly problem: string } | undefined {
  const steps = new Map<string, Migrator>();
  for (const name of names.filter(one => MIGRATOR.test(one))) {
    const [, from, to] = NAME.exec(name) ?? [];
    const step = from !== undefined && to !== undefined ? stepOf(from, to) : undefined;
    if (!step) return { problem: `${name.slice(0, 100)} is not the name of a migrator` };
    const key = `${step.from.segments.join('.')} ${step.to.segments.join('.')}`;
    if (!steps.has(key)) steps.set(key, step);
  }
  const chain = [...steps.values()].sort((a, b) => compareConfig(a.from, b.from));
  const gap = chain.findIndex((step, index) => index > 0 && compareConfig(chain[index - 1]!.to, step.from) !== 0);
  if (gap > 0) return { problem: `there is no way from ${chain[gap - 1]!.to.text} to ${chain[gap]!.from.text}` };
  return chain.length > 0 ? { chain } : undefined;
}

function stepOf(fromText: string, toText: string): Migrator | undefined {
  const [from, to] = [configVersion(fromText), configVersion(toText)];
  const threeParts = (text: string): boolean => text.split('.').length === 3;
  return from && to && threeParts(fromText) && threeParts(toText) && compareConfig(from, to) < 0 ? { from, to } : undefined;
}
