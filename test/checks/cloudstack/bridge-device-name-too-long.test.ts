import check from '../../../checks/cloudstack/bridge-device-name-too-long.ts';
import { cases } from '../../support/cases.ts';
import { bridgesOf, DOWN, on } from './agent-hosts.ts';

cases(check, {
  on: { from: '3.0.6', to: '4.3.1', phase: 'pre' },
  passes: {
    'eight characters and four digits, which are 15': { given: { hosts: bridgesOf({ cloudVirBr1234: ['bond0prv.1234'] }) } },
    'a long name where CloudStack has nothing to do': { given: { hosts: bridgesOf({ cloudbr0: ['eth0'], virbr0: ['a-very-long-one'] }) } },
    'taps and VLANs in a bridge of CloudStack': { given: { hosts: bridgesOf({ cloudbr0: ['eth0', 'vnet1234567', 'enp0s31f6x.12'] }) } },
    'an old bridge without a device': { given: { hosts: bridgesOf({ cloudVirBr1234: [] }) } },
  },
  fails: {
    'nine characters and four digits': {
      given: { hosts: bridgesOf({ cloudVirBr1234: ['bond0priv.1234'] }) },
      finds: [
        {
          message: 'tooLong',
          data: { name: 'cloudVirBr1234', wanted: 'brbond0priv-1234', length: 16, device: 'bond0priv' },
          object: 'bridge cloudVirBr1234',
          remedy: 'Rename bond0priv to at most 8 characters',
        },
      ],
    },
    'nine characters and three digits, which fit': {
      given: { hosts: bridgesOf({ cloudVirBr123: ['bond0priv.123'] }) },
      finds: [{ message: 'tooLongForLongVlans', data: { device: 'bond0priv', length: 9 }, object: 'device bond0priv' }],
    },
    'one of both kinds on one device is told once': {
      given: { hosts: bridgesOf({ cloudVirBr123: ['bond0priv.123'], cloudVirBr1234: ['bond0priv.1234'] }) },
      finds: [
        {
          message: 'tooLong',
          data: { name: 'cloudVirBr1234', wanted: 'brbond0priv-1234', length: 16, device: 'bond0priv' },
          object: 'bridge cloudVirBr1234',
        },
      ],
    },
    'the device of a bridge that the cloud was set up with, on one host of two': {
      given: { hosts: on({ kvm1: bridgesOf({ cloudbr0: ['eth0'] }), kvm2: bridgesOf({ cloudbr0: ['enp0s31f6'] }) }) },
      finds: [{ message: 'tooLongForLongVlans', host: 'kvm2', data: { device: 'enp0s31f6', length: 9 }, object: 'device enp0s31f6' }],
    },
  },
  skips: {
    'no bridge': { given: { hosts: [] as never }, because: 'no KVM host has a Linux bridge' },
  },
  unknown: {
    'a host that is down': { given: { hosts: DOWN }, because: 'timed out' },
  },
});
