import type { AffinityGroup } from './facts/affinity-groups.ts';
import type { Mover } from './memory-reserve.ts';

/** The rules that the scheduler never breaks. Ids. */
export interface HardRules {
  readonly together: readonly ReadonlySet<string>[];
  readonly apart: readonly ReadonlySet<string>[];
  /** Of these machines, only (or never) on these hosts. */
  readonly hosts: readonly { readonly vms: ReadonlySet<string>; readonly hosts: ReadonlySet<string>; readonly isPositive: boolean }[];
}

interface Member {
  readonly affinity_group_id: string;
  readonly vm_id: string | null;
  readonly vds_id: string | null;
}

export function hardRules(groups: readonly AffinityGroup[], members: readonly Member[]): HardRules {
  const all = groups.map(group => {
    const own = members.filter(member => member.affinity_group_id === group.id);
    return { group, vms: new Set(own.flatMap(({ vm_id }) => vm_id ?? [])), hosts: new Set(own.flatMap(({ vds_id }) => vds_id ?? [])) };
  });
  const between = (isPositive: boolean) =>
    all.filter(({ group, vms }) => group.vms?.isHard && group.vms.isPositive === isPositive && vms.size > 1).map(({ vms }) => vms);
  return {
    together: between(true),
    apart: between(false),
    hosts: all
      .filter(({ group, hosts }) => group.hosts.isHard && hosts.size > 0)
      .map(({ group, vms, hosts }) => ({ vms, hosts, isPositive: group.hosts.isPositive })),
  };
}

/** Machines that must stay together, as one that needs what they need together. */
export interface Unit extends Mover {
  readonly members: readonly Mover[];
}

/** Machines of one host by the groups that keep them together; overlapping groups become one. */
export function unitsOf(movers: readonly Mover[], { together }: Pick<HardRules, 'together'>): Unit[] {
  const units: Mover[][] = movers.map(mover => [mover]);
  for (const group of together) {
    const [first, ...rest] = units.filter(unit => unit.some(({ id }) => group.has(id)));
    for (const unit of rest) {
      first!.push(...unit);
      units.splice(units.indexOf(unit), 1);
    }
  }
  return units.map(toUnit);
}

const toUnit = (members: readonly Mover[]): Unit => ({
  id: members[0]!.id,
  name: members.map(({ name }) => name).join(' with '),
  need: members.reduce((all, { need }) => all + need, 0),
  physical: members.reduce((all, { physical }) => all + physical, 0),
  members,
});

/** Whether the rules let a unit onto a host; `residents` are the machines that are there, asked for only where a rule is about them. */
export const isAllowed = ({ members }: Unit, host: string, residents: () => ReadonlySet<string>, rules: HardRules): boolean =>
  members.every(({ id }) => {
    const apart = rules.apart.filter(group => group.has(id));
    const there = apart.length > 0 ? residents() : new Set<string>();
    return (
      apart.every(group => [...group].every(other => other === id || !there.has(other))) &&
      rules.hosts.filter(({ vms }) => vms.has(id)).every(rule => rule.hosts.has(host) === rule.isPositive)
    );
  });
