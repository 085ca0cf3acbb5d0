import { type OnHost, type Skip, skip } from '../../src/index.ts';
import type { OperatingSystem } from './facts/operating-system.ts';

/** What is known of hosts, of those that are oVirt Nodes only. */
export const ofNodes = <T>(systems: readonly OnHost<OperatingSystem>[], all: readonly OnHost<T>[]): OnHost<T>[] =>
  all.filter(({ host }) => systems.some(one => one.host === host && one.value.isNode));

/** A reason to skip where every host is known and none is an oVirt Node; hosts that could not be asked are said by their facts. */
export const withoutNodes = (systems: readonly OnHost<OperatingSystem>[]): Skip | undefined =>
  systems.length > 0 && !systems.some(({ value }) => value.isNode) ? skip('no host is an oVirt Node') : undefined;

export const NODE_REFS = [
  'https://github.com/oVirt/imgbased',
  'https://www.ovirt.org/develop/release-management/features/node/node-next.html',
] as const;
