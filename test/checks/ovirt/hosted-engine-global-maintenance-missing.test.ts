import check from '../../../checks/ovirt/hosted-engine-global-maintenance-missing.ts';
import { cases } from '../../support/cases.ts';

const vm = (origin: number | null, name = 'HostedEngine') => ({ vm_guid: 'v1', vm_name: name, origin });
const on = (host: string | null) => [{ vm_guid: 'v1', run_on_vds: host }];
const says = (value: string | null) => [
  { vds_id: 'h1', ha_global_maintenance: value },
  { vds_id: 'h2', ha_global_maintenance: 't' },
];
const given = (value: string | null, host: string | null = 'h1') => ({ own: [vm(6)], named: [vm(6)], vmHosts: on(host), maintenance: says(value) });
const object = 'virtual machine HostedEngine';

cases(check, {
  on: { from: '4.3.10', to: '4.3.11', phase: 'stopped' },
  passes: { 'it is on': { given: given('t') }, 'it is on, by another driver': { given: given('1') } },
  fails: {
    'it is off': {
      given: given('f'),
      finds: [{ message: 'off', data: { name: 'HostedEngine' }, object, remedy: 'hosted-engine --set-maintenance --mode=global' }],
    },
    'it is off, and the window has not begun': {
      given: given('f'),
      phase: 'pre',
      finds: [{ message: 'offYet', data: { name: 'HostedEngine' }, object, remedy: 'hosted-engine --set-maintenance --mode=global' }],
    },
    'its host says nothing': { given: given(null), finds: [{ message: 'notSaid', data: { name: 'HostedEngine' }, object }] },
    'it runs nowhere': { given: given('t', null), finds: [{ message: 'notRunning', data: { name: 'HostedEngine' }, object }] },
    'another name, and hostile': {
      given: { ...given('f'), own: [vm(5, '\u001b[2Jengine')], named: [] },
      finds: [{ message: 'off', data: { name: '\u001b[2Jengine' }, object: 'virtual machine \u001b[2Jengine' }],
    },
    'an ordinary machine with its name': {
      given: { ...given('f'), own: [], named: [vm(3)] },
      finds: [{ message: 'ordinary', data: {}, object, remedy: 'Rename the virtual machine' }],
    },
  },
  skips: { 'not self-hosted': { given: { ...given('f'), own: [], named: [] }, because: 'the engine is not self-hosted' } },
  unknown: {
    denied: { given: { ...given('t'), maintenance: { status: 'denied', reason: 'no' } }, because: 'global maintenance (vds_statistics)' },
    'a value that is none': { given: given('maybe'), because: 'ha_global_maintenance is neither true nor false' },
  },
});
