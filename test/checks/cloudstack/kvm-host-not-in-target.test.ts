import check from '../../../checks/cloudstack/kvm-host-not-in-target.ts';
import { cases } from '../../support/cases.ts';
import { ABSENT, DOWN, on, properties } from './agent-hosts.ts';

const guid = (n: number): string => `5f0c7f0e-41f2-3c4b-9b58-6c1f3e0d9a7${n}`;
const row = (id: number, changes: Readonly<Record<string, string | number | null>> = {}) => ({
  id,
  name: `kvm${id}.example.org`,
  hypervisor_type: 'KVM',
  status: 'Up',
  resource_state: 'Enabled',
  mgmt_server_id: '1',
  version: '4.3.1',
  guid: `${guid(id)}-LibvirtComputingResource`,
  private_ip_address: `10.1.1.${20 + id}`,
  cluster_id: 1,
  disconnected: null,
  removed: null,
  ...changes,
});
const agent = (n: number): string => properties({ guid: guid(n) });
const target = (named: Readonly<Record<string, unknown>>, hosts: unknown = [row(1), row(2)]) => ({ given: { hosts, named: on(named) } as never });
const missing = (id: number, state = 'Up') => ({
  message: 'notNamed' as const,
  data: { name: `kvm${id}.example.org`, id, address: `10.1.1.${20 + id}`, state },
  object: `host ${id}`,
});

cases(check, {
  on: { from: '4.2.1', to: '4.3.1', phase: 'pre' },
  passes: {
    'by the GUID of the agent, whatever the target calls it': target({ a: agent(1), b: agent(2) }),
    'by name, where the agent cannot be asked': target({ 'KVM1.example.org': DOWN, 'kvm2.example.org': ABSENT }),
    'by the first part of the name': target({ kvm1: ABSENT, kvm2: DOWN }),
    'by address': target({ '10.1.1.21': DOWN, '10.1.1.22': ABSENT }),
    'removed hosts': target({ a: agent(1) }, [row(1), row(2, { removed: '2014-01-01 00:00:00' })]),
    'other hypervisors': target({ a: agent(1) }, [row(1), row(2, { hypervisor_type: 'XenServer' })]),
    'one more in the target': target({ a: agent(1), b: agent(2), c: agent(3) }),
  },
  fails: {
    'one of two': {
      ...target({ a: agent(1) }),
      finds: [{ ...missing(2), remedy: 'Add kvm2.example.org (10.1.1.22) under hosts' }],
    },
    'the target names no KVM host at all': { ...target({}), finds: [missing(1), missing(2)] },
    'a host that is down belongs to the cloud too': {
      ...target({ a: agent(1) }, [row(1), row(2, { status: 'Down' })]),
      finds: [missing(2, 'Down')],
    },
    'a name that only begins alike': {
      ...target({ 'kvm1.other.org': agent(1) }, [row(1), row(2, { name: 'kvm1.other.net' })]),
      finds: [{ ...missing(2), data: { ...missing(2).data, name: 'kvm1.other.net' } }],
    },
    'the GUID counts before the name': { ...target({ 'kvm2.example.org': agent(1) }), finds: [missing(2)] },
    'a hostile name': {
      ...target({ a: agent(1) }, [row(1), row(2, { name: '__proto__\u001b[2J', private_ip_address: null })]),
      finds: [{ message: 'notNamed', data: { name: '__proto__\u001b[2J', id: 2, address: 'no address', state: 'Up' }, object: 'host 2' }],
    },
  },
  skips: {
    'no KVM host in the cloud': { ...target({ a: agent(1) }, [row(1, { hypervisor_type: 'VMware' })]), because: 'the cloud has no KVM host' },
  },
  unknown: {
    'the agent of a host of another name cannot be asked': {
      ...target({ a: agent(1), 'node-b': DOWN }),
      because: 'kvm2.example.org (id 2) of the database may be node-b of the target',
    },
    'two hosts begin with the same name': {
      ...target({ kvm1: DOWN, a: agent(2) }, [row(1), row(2), row(3, { name: 'kvm1.other.org' })]),
      because: 'may be kvm1 of the target',
    },
    'the database refuses us': {
      ...target({ a: agent(1) }, { status: 'denied', reason: 'SELECT command denied' }),
      because: 'SELECT command denied',
    },
  },
});
