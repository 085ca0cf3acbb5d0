import check from '../../../checks/cloudstack/host-not-up.ts';
import { cases } from '../../support/cases.ts';
import { mshost } from './services.ts';

const row = (id: number, changes: Readonly<Record<string, string | number | null>> = {}) => ({
  id,
  name: `kvm${id}`,
  hypervisor_type: 'KVM',
  status: 'Up',
  resource_state: 'Enabled',
  mgmt_server_id: '345049098122',
  version: '4.3.1',
  guid: null,
  private_ip_address: null,
  cluster_id: 1,
  disconnected: '2026-11-21 00:31:00',
  removed: null,
  ...changes,
});
/** Started so many minutes before 02:00, and alive. */
const started = (minutes: number, changes: Readonly<Record<string, string | number | null>> = {}) =>
  mshost(1, { state: 'Up', last_update: '2026-11-21 01:59:58', runid: Date.UTC(2026, 10, 21, 2) - minutes * 60_000, ...changes });
const cloud = (hosts: readonly object[], minutes = 40, clusters: readonly object[] = [{ id: 1, managed_state: 'Managed' }]) => ({
  given: { hosts, uptimes: [started(minutes)], unmanaged: clusters } as never,
});
const notUp = (id: number, status: string, minutes = 40) => ({
  message: 'notUp' as const,
  data: { name: `kvm${id}`, id, hypervisor: 'KVM', status, minutes, disconnected: '2026-11-21 00:31:00' },
  object: `host ${id}`,
});

cases(check, {
  on: { from: '4.2.1', to: '4.3.1', phase: 'post' },
  passes: {
    'all up': cloud([row(1), row(2)]),
    'removed hosts': cloud([row(1), row(2, { status: 'Removed', removed: '2014-01-01 00:00:00' })]),
    'hosts of a cluster that is not managed': cloud([row(1), row(2, { status: 'Disconnected', cluster_id: 2 })], 40, [
      { id: 1, managed_state: 'Managed' },
      { id: 2, managed_state: 'Unmanaged' },
    ]),
    'a newer agent': cloud([row(1, { version: '4.3.2' })]),
    'the version of a XenServer, which is none of an agent': cloud([row(1, { hypervisor_type: 'XenServer', version: '4.2.1' })]),
    'a database of 2.2, which has no resource states': {
      given: {
        hosts: [{ ...row(1), resource_state: undefined }].map(({ resource_state: _, ...rest }) => rest),
        uptimes: [started(40)],
        unmanaged: [],
      } as never,
      from: '2.2.14',
    },
  },
  notes: {
    'a host that is known to be offline, by name': {
      ...cloud([row(1), row(2, { status: 'Down' })]),
      inputs: { offline: ['KVM2'] },
      finds: [{ message: 'offline', data: { name: 'kvm2', id: 2, status: 'Down' }, object: 'host 2' }],
    },
    'a host that is known to be offline, by id, a moment after the start': {
      ...cloud([row(2, { status: 'Alert' })], 2),
      inputs: { offline: ['2'] },
      finds: [{ message: 'offline', data: { name: 'kvm2', id: 2, status: 'Alert' }, object: 'host 2' }],
    },
  },
  fails: {
    'down, in alert, disconnected, and connecting for too long': {
      ...cloud(['Down', 'Alert', 'Disconnected', 'Connecting'].map((status, index) => row(index + 1, { status }))),
      finds: ['Down', 'Alert', 'Disconnected', 'Connecting'].map((status, index) => notUp(index + 1, status)),
    },
    'a host without an agent': {
      ...cloud([row(1, { status: 'Alert', hypervisor_type: 'VMware' })]),
      finds: [{ ...notUp(1, 'Alert'), data: { ...notUp(1, 'Alert').data, hypervisor: 'VMware' }, remedy: 'or to its vCenter' }],
    },
    'half an hour to the minute': { ...cloud([row(1, { status: 'Disconnected' })], 30), finds: [notUp(1, 'Disconnected', 30)] },
    'never connected': {
      ...cloud([row(1, { status: 'Alert', disconnected: null })]),
      finds: [{ ...notUp(1, 'Alert'), data: { ...notUp(1, 'Alert').data, disconnected: 'unknown' } }],
    },
    'one of two, the other is known to be offline': {
      ...cloud([row(1, { status: 'Down' }), row(2, { status: 'Down' })]),
      inputs: { offline: ['kvm2'] },
      finds: [notUp(1, 'Down'), { message: 'offline', data: { name: 'kvm2', id: 2, status: 'Down' }, object: 'host 2' }],
    },
    'in maintenance': {
      ...cloud([row(1, { status: 'Disconnected', resource_state: 'Maintenance' }), row(2, { resource_state: 'ErrorInMaintenance' })]),
      finds: [
        { message: 'maintenance', data: { name: 'kvm1', id: 1, status: 'Disconnected', state: 'Maintenance' }, object: 'host 1' },
        { message: 'maintenance', data: { name: 'kvm2', id: 2, status: 'Up', state: 'ErrorInMaintenance' }, object: 'host 2' },
      ],
    },
    'an agent that was not upgraded': {
      ...cloud([row(1, { version: '4.2.1' })]),
      finds: [
        {
          message: 'otherVersion',
          data: { name: 'kvm1', id: 1, version: '4.2.1', target: '4.3.1' },
          object: 'host 1',
          remedy: 'cloudstack-agent on kvm1',
        },
      ],
    },
    'up, and nobody has it': {
      ...cloud([row(1, { mgmt_server_id: null })]),
      finds: [{ message: 'nobody', data: { name: 'kvm1', id: 1 }, object: 'host 1' }],
    },
    'a hostile name': {
      ...cloud([row(1, { status: 'Down', name: '__proto__\u001b[2J' })]),
      finds: [{ ...notUp(1, 'Down'), data: { ...notUp(1, 'Down').data, name: '__proto__\u001b[2J' } }],
    },
    'two servers, of which the older counts': {
      given: { hosts: [row(1, { status: 'Down' })], uptimes: [started(40), { ...started(3), id: 2 }], unmanaged: [] } as never,
      finds: [notUp(1, 'Down')],
    },
  },
  skips: {
    'no hypervisor': { ...cloud([]), because: 'no hypervisor' },
    'every cluster is unmanaged': { ...cloud([row(1)], 40, [{ id: 1, managed_state: 'Unmanaged' }]), because: 'no cluster is managed' },
  },
  unknown: {
    'a moment after the start': {
      ...cloud([row(1, { status: 'Disconnected' })], 12),
      because: 'host kvm1 (id 1) is Disconnected, and the management server was started 12 minutes ago',
    },
    'still connecting': { ...cloud([row(1, { status: 'Connecting' })], 29), because: 'is still Connecting' },
    'no management server is up': {
      given: { hosts: [row(1, { status: 'Disconnected' })], uptimes: [mshost(1, { runid: 1 })], unmanaged: [] } as never,
      because: 'no management server is up',
    },
    'one that was killed, and is Up for ever': {
      given: { hosts: [row(1, { status: 'Down' })], uptimes: [started(500, { last_update: '2026-11-21 01:30:00' })], unmanaged: [] } as never,
      because: 'no management server is up',
    },
    'the database refuses us': {
      given: { hosts: { status: 'denied', reason: 'SELECT command denied' }, uptimes: [started(40)], unmanaged: [] } as never,
      because: 'hypervisors of the cloud on database: SELECT command denied',
    },
  },
});
