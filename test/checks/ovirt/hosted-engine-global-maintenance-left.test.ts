import check from '../../../checks/ovirt/hosted-engine-global-maintenance-left.ts';
import { cases } from '../../support/cases.ts';

const own = [{ vm_guid: 'v1', vm_name: 'HostedEngine', origin: 6 }];
const given = (first: string | null, second: string | null, host: string | null = 'h1') => ({
  own,
  vmHosts: [{ vm_guid: 'v1', run_on_vds: host }],
  maintenance: [
    { vds_id: 'h1', ha_global_maintenance: first },
    { vds_id: 'h2', ha_global_maintenance: second },
  ],
});
const finds = [
  {
    message: 'left',
    data: { name: 'HostedEngine' },
    object: 'virtual machine HostedEngine',
    remedy: 'hosted-engine --set-maintenance --mode=none',
  },
] as const;

cases(check, {
  on: { from: '4.3.10', to: '4.3.11', phase: 'post' },
  passes: {
    'it is off': { given: given('f', null) },
    'another host is behind': { given: given('f', 't') },
  },
  fails: {
    'it is on': { given: given('t', 'f'), finds },
    'nobody knows where the engine runs': { given: given('f', 't', null), finds },
  },
  skips: { 'not self-hosted': { given: { ...given('t', 't'), own: [] }, because: 'the engine is not self-hosted' } },
  unknown: { 'a database that is down': { given: { ...given('f', 'f'), own: { status: 'unreachable', reason: 'refused' } }, because: 'refused' } },
});
