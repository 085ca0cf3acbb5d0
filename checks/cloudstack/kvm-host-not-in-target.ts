import { type Attempt, attempt, check, each, type OnHost, type Outcome, skip, undecided } from '../../src/index.ts';
import { agentGuid } from './facts/agent-config.ts';
import { runsAgent } from './facts/clusters.ts';
import { type CloudHost, hosts } from './facts/hosts.ts';

type Target = OnHost<Attempt<string | undefined>>;

const guidOf = ({ value }: Target): string | undefined => ('value' in value ? value.value?.toLowerCase() : undefined);

/** `kvm1.example.org` and `kvm1` are one host, unless two hosts of the cloud begin with `kvm1`. */
const short = (name: string): string => (/^[\d.:]+$/.test(name) ? name : name.toLowerCase().split('.')[0]!);

/** Whether the target's host is this one of the database: by the GUID of its agent, its name or its address. */
function isSame(target: Target, one: CloudHost, all: readonly CloudHost[]): boolean {
  const guid = guidOf(target);
  // The database appends the name of the resource class to what the agent has.
  if (guid !== undefined && one.guid) return one.guid.toLowerCase() === guid || one.guid.toLowerCase().startsWith(`${guid}-`);
  const name = target.host.toLowerCase();
  if (name === one.name.toLowerCase() || name === one.private_ip_address) return true;
  const alike = all.filter(other => short(other.name) === short(name));
  return (!name.includes('.') || !one.name.includes('.')) && alike.length === 1 && alike[0] === one;
}

const sayHost = ({ name, id }: CloudHost): string => `${name} (id ${id})`;

export default check({
  id: 'cloudstack/kvm-host-not-in-target',
  title: 'The target names every KVM host of the cloud',
  severity: 'warning',
  applies: { platform: 'cloudstack', phases: ['pre', 'stopped', 'installed', 'post'] },
  why: 'What the target does not name is not looked at: every check of KVM hosts says nothing about these, and a green report does not mean them.',
  fix: {
    notNamed: ({ name, address }) =>
      `Add ${name} (${address}) under hosts of the target file, with the role kvm; or waive this finding for it, with the reason why nobody has to look.`,
  },
  refs: ['https://docs.cloudstack.apache.org/en/latest/adminguide/hosts.html'],
  needs: { hosts, named: each(attempt(agentGuid)) },
  messages: {
    notNamed: 'KVM host {name} (id {id}, {address}, {state}) is in the database and not in the target: no check of KVM hosts has looked at it.',
  },
  judge({ hosts, named }, found) {
    const kvm = hosts.filter(runsAgent);
    if (kvm.length === 0) return skip('the cloud has no KVM host');
    const missing = kvm.filter(one => !named.some(target => isSame(target, one, kvm)));
    const unknown = named.filter(target => guidOf(target) === undefined && !kvm.some(one => isSame(target, one, kvm)));
    if (missing.length > 0 && unknown.length > 0) return [undecided(cannotTell(missing, unknown))];
    return missing.map(
      (host): Outcome =>
        found.notNamed(
          { name: host.name, id: host.id, address: host.private_ip_address ?? 'no address', state: host.status },
          { object: `host ${host.id}` },
        ),
    );
  },
});

const cannotTell = (missing: readonly CloudHost[], unknown: readonly Target[]): string =>
  `${missing.map(sayHost).join(', ')} of the database may be ${unknown.map(({ host }) => host).join(', ')} of the target, whose agent does not say its GUID: ` +
  'call the hosts of the target as the database does, or by their addresses';
