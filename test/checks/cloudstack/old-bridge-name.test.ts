import check from '../../../checks/cloudstack/old-bridge-name.ts';
import { cases } from '../../support/cases.ts';
import { bridgesOf, DENIED, DOWN, on } from './agent-hosts.ts';

cases(check, {
  on: { from: '3.0.6', to: '4.3.1', phase: 'post' },
  passes: {
    'the new names': { given: { hosts: bridgesOf({ cloudbr0: ['eth0', 'vnet0'], 'breth0-1234': ['eth0.1234', 'vnet1'], cloud0: [] }) } },
    'bridges of libvirt, Docker and VXLAN, and near misses': {
      given: {
        hosts: bridgesOf({
          virbr0: ['virbr0-nic'],
          'br-1f2e3d': [],
          'brvx-100': ['vxlan100'],
          cloudvirbr12: [],
          cloudVirBr: [],
          cloudVirBr12a: [],
          xcloudVirBr1: [],
        }),
      },
    },
    'one host has bridges': { given: { hosts: on({ kvm1: bridgesOf({ cloudbr0: ['eth0'] }), kvm2: [] as never }) } },
  },
  fails: {
    'an old name, with virtual machines on it': {
      given: { hosts: bridgesOf({ cloudbr0: ['eth0'], cloudVirBr1234: ['eth0.1234', 'vnet3', 'vnet10'] }) },
      finds: [
        {
          message: 'oldName',
          data: { name: 'cloudVirBr1234', vlan: '1234', device: 'eth0', wanted: 'breth0-1234', guests: 'vnet10, vnet3' },
          object: 'bridge cloudVirBr1234',
          remedy: 'cloudstack-agent-upgrade',
        },
      ],
    },
    'a device with a dot of its own, and one of another VLAN': {
      given: { hosts: bridgesOf({ cloudVirBr12: ['eth0.1012', 'bond.a.12'] }) },
      finds: [
        {
          message: 'oldName',
          data: { name: 'cloudVirBr12', vlan: '12', device: 'bond.a', wanted: 'brbond.a-12', guests: 'none' },
          object: 'bridge cloudVirBr12',
        },
      ],
    },
    'an old name without a device': {
      given: { hosts: bridgesOf({ cloudVirBr7: [] }) },
      finds: [
        {
          message: 'empty',
          data: { name: 'cloudVirBr7', vlan: '7', guests: 'none' },
          object: 'bridge cloudVirBr7',
          remedy: 'brctl delbr cloudVirBr7',
        },
      ],
    },
    'one host of two, before the packages are started': {
      phase: 'installed',
      given: { hosts: on({ kvm1: bridgesOf({ cloudbr0: ['eth0'] }), kvm2: bridgesOf({ cloudVirBr7: ['eth1.7', '__proto__'] }) }) },
      finds: [
        {
          message: 'oldName',
          host: 'kvm2',
          data: { name: 'cloudVirBr7', vlan: '7', device: 'eth1', wanted: 'breth1-7', guests: 'none' },
          object: 'bridge cloudVirBr7',
        },
      ],
    },
  },
  skips: {
    'no bridge, as with Open vSwitch': { given: { hosts: [] as never }, because: 'no KVM host has a Linux bridge' },
    'no KVM host': { given: { hosts: on({}) }, because: 'names no KVM host' },
  },
  unknown: {
    'a host that is down': { given: { hosts: DOWN }, because: 'bridges of the KVM host on kvm: timed out' },
    denied: { given: { hosts: DENIED }, because: 'Permission denied' },
  },
});
