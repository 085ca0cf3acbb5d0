import check from '../../../checks/ovirt/storage-domain-not-active.ts';
import { cases } from '../../support/cases.ts';

const center = (status: number | null) => [{ id: 'd1', name: 'Default', compatibility_version: '4.3', status }];
const domain = (id: string, type: number, warn = 10, block = 5) => ({
  id,
  storage_name: id,
  storage_domain_type: type,
  warning_low_space_indicator: warn,
  critical_space_action_blocker: block,
});
const attached = (id: string, status: number | null) => ({ storage_id: id, storage_pool_id: 'd1', status });
const space = (id: string, free: number | null, used: number | null) => ({ id, available_disk_size: free, used_disk_size: used });
const all = {
  dataCenters: center(1),
  domains: [domain('nfs01', 0), domain('iso', 2)],
  attached: [attached('nfs01', 3), attached('iso', 3)],
  space: [space('nfs01', 100, 100), space('iso', null, null)],
};

cases(check, {
  on: { from: '4.3.10', to: '4.3.11', phase: 'pre' },
  passes: {
    'all is active': { given: all },
    'a data center without storage': {
      given: { ...all, dataCenters: [...center(1), { id: 'd2', name: 'New', compatibility_version: '4.3', status: 0 }] },
    },
    'exactly at its limits': { given: { ...all, space: [space('nfs01', 5, 45)] } },
    'a domain that belongs to none': {
      given: { ...all, domains: [...all.domains, domain('loose', 1)], space: [...all.space, space('loose', 1, 99)] },
    },
  },
  fails: {
    'a data center that does not answer': {
      given: { ...all, dataCenters: center(4) },
      finds: [
        {
          message: 'dataCenterDown',
          data: { name: 'Default', status: 'non-responsive' },
          object: 'data center Default',
          remedy: 'Data Centers > Default',
        },
      ],
    },
    'the master is not active': {
      given: { ...all, attached: [attached('nfs01', 4), attached('iso', 3)] },
      finds: [{ message: 'masterDown', data: { name: 'nfs01', center: 'Default', state: 'inactive' }, object: 'storage domain nfs01' }],
    },
    'another one is off, perhaps on purpose': {
      given: { ...all, attached: [attached('nfs01', 3), attached('iso', 6)] },
      finds: [{ message: 'notActive', data: { name: 'iso', type: 'iso', center: 'Default', state: 'maintenance' }, object: 'storage domain iso' }],
    },
    'less than its limit': {
      given: { ...all, space: [space('nfs01', 4, 1)] },
      finds: [{ message: 'full', data: { name: 'nfs01', free: 4, limit: 5 }, object: 'space of storage domain nfs01' }],
    },
    'nearly full, with a hostile name': {
      given: {
        ...all,
        domains: [{ ...domain('nfs01', 0), storage_name: '\u001b[31m__proto__' }],
        attached: [attached('nfs01', 3)],
        space: [space('nfs01', 9, 91)],
      },
      finds: [
        { message: 'filling', data: { name: '\u001b[31m__proto__', percent: 9, limit: 10 }, object: 'space of storage domain \u001b[31m__proto__' },
      ],
    },
  },
  skips: { 'no storage at all': { given: { ...all, attached: [] }, because: 'no data center has a storage domain' } },
  unknown: { denied: { given: { ...all, space: { status: 'denied', reason: 'no' } }, because: 'free space of storage domains' } },
});
