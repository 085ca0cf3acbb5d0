import check from '../../../checks/cloudstack/xenserver-openvswitch-in-basic-zone.ts';
import { cases } from '../../support/cases.ts';
import { db1, db2, denied, inventory, kvm, two, UUID } from './xenserver.ts';

const zone = { id: 1, networktype: 'Basic', removed: null };
const here = { hosts: [db1], inventories: { on: { xs1: inventory(UUID.xs1) } }, basicZones: [zone] };
const backend = (text: string) => ({ given: { ...here, backends: { on: { xs1: text } } } });
const finding = (backend: string) => ({
  message: 'openvswitch' as const,
  data: { title: 'xs1.example (host 1)', backend },
  object: 'host 1',
  host: 'xs1',
  path: '/etc/xensource/network.conf',
  remedy: 'xe-switch-network-backend bridge',
});

cases(check, {
  on: { from: '3.0.6', to: '4.3.2', phase: 'pre' },
  passes: {
    bridge: backend('bridge\n'),
    'Open vSwitch in an advanced zone beside it': {
      given: {
        ...two,
        hosts: [db1, { ...db2, data_center_id: 2 }],
        basicZones: [zone, { id: 2, networktype: 'Advanced', removed: null }],
        backends: { on: { xs1: 'bridge', xs2: 'openvswitch' } },
      },
    },
  },
  fails: {
    openvswitch: { ...backend('openvswitch\n'), finds: [finding('openvswitch')] },
    'the old name of it': { ...backend('vswitch'), finds: [finding('vswitch')] },
  },
  skips: {
    'no XenServer host': { given: { ...here, hosts: [kvm] }, because: 'no XenServer host' },
    'an advanced zone': {
      given: { ...here, basicZones: [{ ...zone, networktype: 'Advanced' }], backends: { on: { xs1: 'openvswitch' } } },
      because: 'basic networking',
    },
    'a basic zone that was removed': { given: { ...here, basicZones: [{ ...zone, removed: '2013-01-01 00:00:00' }] }, because: 'basic networking' },
  },
  unknown: {
    'no such file': { given: { ...here, backends: { on: { xs1: { status: 'absent', reason: 'no such file' } } } }, because: 'is not there' },
    'another word': { ...backend('br\u001b[2Jidge'), because: 'so its network backend is not known' },
    'the host is not named': { given: { ...here, inventories: { on: {} }, backends: { on: {} } }, because: 'name it in the target' },
    'the database refuses us': { given: { ...here, basicZones: denied }, because: 'SELECT command denied' },
  },
});
