import { list, type Undecided, undecided } from '../../src/index.ts';
import { incomplete, type Totals } from './api.ts';
import type { Host } from './facts/hosts.ts';

/** Which hosts an operator wants to update in this window. */
export const UPDATE_INPUTS = {
  hostsToUpdate: list('hosts-to-update', {
    title: 'Names of the hosts that are to be updated in this window',
    default: [],
    reason: 'the guide updates every host, one after the other',
  }),
};

export interface Scope {
  readonly hosts: readonly Host[];
  /** Names that no host has. */
  readonly problems: readonly Undecided[];
}

/** All hosts, where the operator names none. Hosts of kubevirt are not updated by the engine. */
export function scopeOf(hosts: readonly Host[], names: readonly string[]): Scope {
  const updatable = hosts.filter(({ type }) => type !== 'kubevirt');
  return {
    hosts: updatable.filter(({ name }) => names.length === 0 || names.includes(name)),
    problems: names
      .filter(name => !hosts.some(host => host.name === name))
      .map(name => undecided(`no host has the name ${name}, which the input hosts-to-update gives`)),
  };
}

/** Lists of the API that a check counts or searches. */
export interface Lists {
  readonly hosts?: readonly Host[];
  readonly vms?: readonly unknown[];
  readonly clusters?: readonly { readonly id: string }[];
}

/** Which of these lists are not whole, because the account of the API may not see all. Of clusters, one that a host is in tells it. */
export const shortLists = (summary: { readonly totals?: Totals }, { hosts, vms, clusters }: Lists): Undecided[] => [
  ...orNone(hosts && incomplete('hosts', hosts, summary)),
  ...orNone(vms && incomplete('vms', vms, summary)),
  ...strays(hosts ?? [], clusters).map(({ name }) =>
    undecided(
      `the API does not list the cluster of host ${name}: its account may not see all clusters; use one with the role ReadOnlyAdmin on the system`,
    ),
  ),
];

const orNone = (said: Undecided | undefined): Undecided[] => (said ? [said] : []);

/** The first host of a cluster that is not listed. */
const strays = (hosts: readonly Host[], clusters: Lists['clusters']): Host[] =>
  clusters ? hosts.filter(host => !clusters.some(({ id }) => id === host.cluster)).slice(0, 1) : [];

export const NO_HOSTS = 'there is no host to update';

/** How a host, a virtual machine and a cluster are called in findings. */
export const hostObject = ({ name }: { readonly name: string }): string => `host ${name}`;
export const vmObject = ({ name }: { readonly name: string }): string => `virtual machine ${name}`;
export const clusterObject = ({ name }: { readonly name: string }): string => `cluster ${name}`;

/** `a, b, c and 4 more` */
export const sayNames = (names: readonly string[], most = 10): string =>
  names.length <= most ? names.join(', ') : `${names.slice(0, most).join(', ')} and ${names.length - most} more`;

/** `1 virtual machine`, `3 virtual machines` */
export const count = (number: number, word: string): string => `${number} ${word}${number === 1 ? '' : 's'}`;

const ENGINE = 'https://github.com/oVirt/ovirt-engine/blob/ovirt-engine-4.3/backend/manager/modules';
const BLL = `${ENGINE}/bll/src/main/java/org/ovirt/engine/core/bll`;
export const MAINTENANCE_SOURCE = `${BLL}/MaintenanceNumberOfVdssCommand.java`;
export const UPGRADE_SOURCE = `${BLL}/hostdeploy/UpgradeHostCommand.java`;
export const UPGRADE_CHECKER_SOURCE = `${BLL}/hostdeploy/HostUpdatesChecker.java`;
export const MEMORY_SOURCE = `${BLL}/scheduling/SlaValidator.java`;
export const VM_VALIDATOR_SOURCE = `${BLL}/validator/VmValidator.java`;
