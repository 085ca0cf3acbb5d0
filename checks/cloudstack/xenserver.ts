import { each, type OnHost, type Outcome, optional, type Skip, skip, undecided } from '../../src/index.ts';
import { xenServerHosts } from './facts/xenserver-database.ts';
import { type XenInventory, xenInventory } from './facts/xenserver-host.ts';

/** The section of the guide. */
export const GUIDE_30 = 'https://docs.cloudstack.apache.org/projects/cloudstack-release-notes/en/4.3/#upgrade-from-3-0-x-to-4-3';

/** What every check of XenServer hosts needs. Several hosts may be missing from the target, so nothing is the only host here. */
export const xenNeeds = { hosts: xenServerHosts, inventories: each(optional(xenInventory)) };

/** A value of each host that answered; undefined where there is none. */
export type Answers<T> = readonly OnHost<T | undefined>[];
type DatabaseHost = ReturnType<typeof xenServerHosts.parse>[number];

/** What the needs above give. */
export interface XenEvidence {
  readonly hosts: readonly DatabaseHost[];
  readonly inventories: Answers<XenInventory>;
}

/** One XenServer host of the database, and the host of the target that it is, where it is one. */
export interface XenHost extends DatabaseHost {
  /** `xs1 (host 5)`: the name and the id in the database. */
  readonly title: string;
  readonly on?: string;
  readonly inventory?: XenInventory;
}

/** Why a check of XenServer does not apply. */
export const NO_XENSERVER = 'the database has no XenServer host';

/** Hosts of the database, joined to those of the target by the uuid that XenServer gave them. */
export const xenHostsOf = ({ hosts, inventories }: XenEvidence): readonly XenHost[] =>
  hosts.map(host => {
    const found = inventories.find(({ value }) => value !== undefined && value.uuid === host.guid?.trim().toLowerCase());
    return { ...host, title: `${host.name ?? 'unnamed'} (host ${host.id})`, ...(found?.value && { on: found.host, inventory: found.value }) };
  });

/** The release of a host, by its own word or by that of the database. */
export const releaseOf = ({ inventory, hypervisor_version }: XenHost): string | undefined =>
  inventory?.release ?? (hypervisor_version?.trim() || undefined);

/** Where the finding is. */
export const atHost = ({ on, id }: XenHost) => ({ object: `host ${id}`, ...(on !== undefined && { host: on }) });

/** The hosts that nobody could ask: of those nothing is known. */
export const unnamed = (hosts: readonly XenHost[]): Outcome[] =>
  hosts.flatMap(({ on, title }) =>
    on === undefined
      ? [undecided(`XenServer host ${title} of the database is none of the hosts that answered: name it in the target, with the role xenserver`)]
      : [],
  );

/** Judges each XenServer host that can be asked; says of the others that they could not. */
export function perXenHost(
  evidence: XenEvidence,
  judge: (host: XenHost & { readonly on: string; readonly inventory: XenInventory }) => Outcome[],
): Outcome[] | Skip {
  const hosts = xenHostsOf(evidence);
  if (hosts.length === 0) return skip(NO_XENSERVER);
  return [...unnamed(hosts), ...hosts.flatMap(host => (isKnown(host) ? judge(host) : []))];
}

const isKnown = (host: XenHost): host is XenHost & { readonly on: string; readonly inventory: XenInventory } =>
  host.on !== undefined && host.inventory !== undefined;

/** What one host answered; undefined where it did not, which is an unknown already, or where there is nothing. */
export const answerOn = <T>(answers: Answers<T>, on: string | undefined): T | undefined => answers.find(({ host }) => host === on)?.value;

/** What xe said in each pool, once: every host of a pool gives the same answer. Hosts that have no xe are told apart. */
export function perPool<T>(
  evidence: XenEvidence,
  answers: Answers<T>,
  judge: (answer: T, host: XenHost & { readonly on: string }) => Outcome[],
): Outcome[] {
  const hosts = xenHostsOf(evidence);
  const pools = [...new Set(hosts.map(({ cluster_id }) => cluster_id))];
  return pools.flatMap((pool): Outcome[] => {
    const members = hosts.filter(({ cluster_id }) => cluster_id === pool);
    const asked = members.find(({ on }) => answerOn(answers, on) !== undefined);
    if (asked?.on === undefined) return [undecided(`no host of XenServer cluster ${pool ?? 'without an id'} could be asked with xe`)];
    return judge(answerOn(answers, asked.on)!, { ...asked, on: asked.on });
  });
}
