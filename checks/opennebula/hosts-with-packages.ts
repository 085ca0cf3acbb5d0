import { each, type OnHost, optional } from '../../src/index.ts';
import { frontendPackages, nodePackages, type Package } from './facts/packages.ts';

/** Packages of front-ends and of nodes; a host usually answers one of the two package managers. */
export const frontendPackageNeeds = {
  frontendDeb: each(optional(frontendPackages.deb)),
  frontendRpm: each(optional(frontendPackages.rpm)),
};
export const nodePackageNeeds = {
  nodeDeb: each(optional(nodePackages.deb)),
  nodeRpm: each(optional(nodePackages.rpm)),
};

type Answers = readonly OnHost<readonly Package[] | undefined>[];

/** What hosts have, both package managers together, in the order of the target. One that has nothing of OpenNebula is left out. */
export function withPackages(...answers: readonly Answers[]): OnHost<readonly Package[]>[] {
  const hosts = [...new Set(answers.flatMap(all => all.map(({ host }) => host)))];
  return hosts
    .map(host => ({ host, value: unique(answers.flatMap(all => all.filter(one => one.host === host).flatMap(({ value }) => value ?? []))) }))
    .filter(({ value }) => value.length > 0);
}

/** A host of two roles is asked twice. */
const unique = (all: readonly Package[]): Package[] =>
  all.filter((one, index) => all.findIndex(({ name, version, by }) => name === one.name && version === one.version && by === one.by) === index);

/** The hosts that answered every one of these; what one lacks could not be looked at, and is unknown already. */
export function answeredAll(...answers: readonly (readonly OnHost<unknown>[])[]): string[] {
  const [first = [], ...others] = answers;
  return first.map(({ host }) => host).filter(host => others.every(all => all.some(one => one.host === host)));
}

/** The version of `opennebula`, of which a front-end is made; undefined where the package is not there. */
export const mainVersion = (packages: readonly Package[]): string | undefined => packages.find(({ name }) => name === 'opennebula')?.version;
