import { each, type Judged, type OnHost, type Outcome, optional, type Skip, skip, undecided } from '../../../src/index.ts';
import { debPackages, type OnedVersion, onedBinary, onedVersion, type Packages, rpmPackages, shippedVersion } from '../facts/installed.ts';
import { legacySettings, onecfgMigrators, onecfgSettings } from '../facts/onecfg.ts';
import type { Settings } from './settings.ts';

/** What tells a front-end from another host, and its version. */
export interface Frontend {
  readonly oned: boolean;
  readonly said: OnedVersion | undefined;
  readonly deb: Packages | undefined;
  readonly rpm: Packages | undefined;
  readonly shipped: string | undefined;
}
export const frontendNeeds = {
  oned: each(onedBinary),
  said: each(optional(onedVersion)),
  deb: each(optional(debPackages)),
  rpm: each(optional(rpmPackages)),
  shipped: each(optional(shippedVersion)),
};

/** And what onecfg works with. */
export interface OnecfgHost extends Frontend {
  readonly settings: Settings | undefined;
  readonly legacy: Settings | undefined;
  readonly migrators: readonly string[];
}
export const onecfgNeeds = {
  ...frontendNeeds,
  settings: each(optional(onecfgSettings)),
  legacy: each(optional(legacySettings)),
  migrators: each(onecfgMigrators),
};

export type Everywhere<T> = { readonly [K in keyof T]: readonly OnHost<T[K]>[] };

/**
 * Judges every front-end by itself; in a cluster each has a state file of its own. A host that is no front-end is left out,
 * and said to be one where there are others. A host of which something could not be read is unknown already.
 */
export function perFrontend<T extends Frontend>(evidence: Everywhere<T>, judge: (here: T, host: string) => readonly Outcome[] | Skip): Judged {
  const hosts = joined(evidence);
  const frontends = hosts.filter(({ value }) => isFrontend(value));
  if (hosts.length > 0 && frontends.length === 0) return skip(`no front-end: ${NO_FRONTEND}`);
  const judged = frontends.map(({ host, value }) => judge(value, host));
  const [first, ...others] = judged.filter(one => 'skip' in one);
  if (first && others.length + 1 === hosts.length) return first;
  const strangers = hosts
    .filter(({ value }) => !isFrontend(value))
    .map(({ host }) => undecided(`the target calls ${host} a front-end, and ${NO_FRONTEND}`, host));
  return [...judged.flatMap(one => ('skip' in one ? [] : one)), ...strangers];
}

const NO_FRONTEND = '/usr/bin/oned is not there and no package opennebula is installed';

const isFrontend = ({ oned, deb, rpm }: Frontend): boolean => oned || packagesOf({ deb, rpm }).opennebula !== undefined;

/** Packages of both systems; a host has the tools of the other at most, not its packages. */
export const packagesOf = ({ deb, rpm }: Pick<Frontend, 'deb' | 'rpm'>): Packages => ({ ...rpm, ...deb });

/** The installed version, in the order of trust; undefined where nothing says one. */
export const installedOn = (here: Frontend): string | undefined => here.said?.version ?? packagesOf(here).opennebula ?? here.shipped;

/** Hosts that answered everything, in the order of the target. */
function joined<T>(evidence: Everywhere<T>): OnHost<T>[] {
  const needs = Object.entries(evidence) as [string, readonly OnHost<unknown>[]][];
  const of = (all: readonly OnHost<unknown>[], host: string): OnHost<unknown> | undefined => all.find(one => one.host === host);
  return (needs[0]?.[1] ?? [])
    .filter(({ host }) => needs.every(([, all]) => of(all, host)))
    .map(({ host }) => ({ host, value: Object.fromEntries(needs.map(([name, all]) => [name, of(all, host)!.value])) as T }));
}
