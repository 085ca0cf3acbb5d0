import check from '../../../checks/cloudstack/system-vm-template-not-ready.ts';
import { cases } from '../../support/cases.ts';
import { copy, denied, kvm, store, template, zone } from './system-vm-template.ts';

const absent = { status: 'absent', reason: 'no such table' } as const;
const here = { clusters: [kvm], zones: [zone], templates: [template], storeCopies: [copy], imageStores: [store] };
/** 4.1 and older keep copies on hosts. */
const hostCopy = { template_id: 301, host_id: 9, download_state: 'DOWNLOADED', error_str: null, destroyed: null };
const storageHost = { id: 9, type: 'SecondaryStorage', data_center_id: 1, removed: null };
const old = {
  clusters: [kvm],
  zones: [zone],
  templates: [template],
  storeCopies: absent,
  imageStores: absent,
  hostCopies: [hostCopy],
  storageHosts: [storageHost],
};
const at41 = { from: '4.1.1' };
const zone2 = { id: 2, name: 'zone2', removed: null };
const inZone2 = { ...kvm, id: 2, data_center_id: 2 };
const notReady = (state: string, more: { zone?: string; id?: number; remedy?: string } = {}) => {
  const { zone = 'zone1 (id 1)', id = 1, remedy } = more;
  return {
    message: 'notReady',
    data: { template: 'systemvm-kvm-4.3', zone, hypervisor: 'KVM', state },
    object: `zone ${id} systemvm-kvm-4.3`,
    ...(remedy && { remedy }),
  } as const;
};

cases(check, {
  on: { from: '4.2.1', to: '4.3.2', phase: 'pre' },
  passes: {
    'ready in the only zone': { given: here },
    'READY, as newer code writes it': { given: { ...here, storeCopies: [{ ...copy, state: 'READY' }] } },
    'in a store of the whole region': {
      given: { ...here, clusters: [kvm, inZone2], zones: [zone, zone2], imageStores: [{ ...store, data_center_id: null }] },
    },
    'a second copy that failed': {
      given: {
        ...here,
        storeCopies: [{ ...copy, store_id: 12, download_state: 'DOWNLOAD_ERROR', state: 'Failed' }, copy],
        imageStores: [store, { ...store, id: 12 }],
      },
    },
    'a zone without clusters': { given: { ...here, zones: [zone, zone2] } },
    'a cluster of a removed zone': { given: { ...here, clusters: [kvm, inZone2], zones: [zone, { ...zone2, removed: '2013-01-01 00:00:00' }] } },
    'the frozen table of hosts, which 4.2 does not use': {
      given: { ...here, hostCopies: [{ ...hostCopy, download_state: 'DOWNLOAD_ERROR' }], storageHosts: [storageHost] },
    },
    'on a secondary storage host of 4.1': { given: old, ...at41 },
    'of two with one name the highest counts': {
      given: { ...here, templates: [{ ...template, id: 300 }, template] },
      phase: 'installed',
    },
  },
  fails: {
    'not registered': {
      given: { ...here, templates: [] },
      finds: [
        {
          message: 'notRegistered',
          data: { template: 'systemvm-kvm-4.3', zone: 'zone1 (id 1)', hypervisor: 'KVM' },
          object: 'zone 1 systemvm-kvm-4.3',
          remedy: 'Name: systemvm-kvm-4.3',
        },
      ],
    },
    'still being downloaded': {
      given: { ...here, storeCopies: [{ ...copy, download_state: 'DOWNLOAD_IN_PROGRESS', state: 'Creating' }] },
      finds: [notReady('DOWNLOAD_IN_PROGRESS / Creating', { remedy: 'Wait until the zone shows' })],
    },
    'downloaded, and not ready': { given: { ...here, storeCopies: [{ ...copy, state: 'Allocated' }] }, finds: [notReady('DOWNLOADED / Allocated')] },
    'an error, with hostile words': {
      given: { ...here, storeCopies: [{ ...copy, download_state: 'DOWNLOAD_ERROR', state: 'Failed', error_str: ' __proto__ \u001b[2J' }] },
      finds: [notReady('DOWNLOAD_ERROR / Failed: __proto__ \u001b[2J')],
    },
    'no state at all': { given: { ...here, storeCopies: [{ ...copy, download_state: null, state: null }] }, finds: [notReady('no state')] },
    destroyed: { given: { ...here, storeCopies: [{ ...copy, destroyed: 1 }] }, finds: [notReady('template 301 has no copy there')] },
    'in a store that was removed': {
      given: { ...here, imageStores: [{ ...store, removed: '2014-01-01 00:00:00' }] },
      finds: [notReady('template 301 has no copy there')],
    },
    'the copy in a cache': { given: { ...here, storeCopies: [{ ...copy, store_id: null }] }, finds: [notReady('template 301 has no copy there')] },
    'the highest of one name is not the one that is ready': {
      given: { ...here, templates: [template, { ...template, id: 305 }] },
      finds: [notReady('template 305 has no copy there')],
    },
    'ready in another zone': {
      given: { ...here, clusters: [kvm, inZone2], zones: [zone, zone2], imageStores: [store, { ...store, id: 12, data_center_id: 2 }] },
      finds: [
        {
          message: 'elsewhere',
          data: { template: 'systemvm-kvm-4.3', zone: 'zone2 (id 2)', hypervisor: 'KVM', others: 'zone1 (id 1)' },
          object: 'zone 2 systemvm-kvm-4.3',
          remedy: 'Copy the template to zone zone2 (id 2)',
        },
      ],
    },
    'an error in one zone of two': {
      given: {
        ...here,
        clusters: [kvm, inZone2],
        zones: [zone, zone2],
        storeCopies: [copy, { ...copy, store_id: 12, download_state: 'ABANDONED' }],
        imageStores: [store, { ...store, id: 12, data_center_id: 2 }],
      },
      finds: [notReady('ABANDONED / Ready', { zone: 'zone2 (id 2)', id: 2 })],
    },
    'one hypervisor of two': {
      given: { ...here, clusters: [kvm, { ...kvm, id: 3, hypervisor_type: 'VMware' }] },
      finds: [
        {
          message: 'notRegistered',
          data: { template: 'systemvm-vmware-4.3', zone: 'zone1 (id 1)', hypervisor: 'VMware' },
          object: 'zone 1 systemvm-vmware-4.3',
        },
      ],
    },
    'not downloaded, in 4.1': {
      given: { ...old, hostCopies: [{ ...hostCopy, download_state: 'NOT_DOWNLOADED' }] },
      ...at41,
      finds: [notReady('NOT_DOWNLOADED')],
    },
    'a hypervisor host is no storage, in 3.0': {
      given: { ...old, storageHosts: [{ ...storageHost, type: 'Routing' }] },
      from: '3.0.2',
      finds: [notReady('template 301 has no copy there')],
    },
  },
  skips: {
    'no cluster needs one': { given: { ...here, clusters: [{ ...kvm, hypervisor_type: 'Ovm' }] }, because: 'no cluster is of a hypervisor' },
  },
  unknown: {
    'in Swift, in 4.1': {
      given: { ...old, hostCopies: [], swift: [{ template_id: 301 }] },
      ...at41,
      because: 'is in Swift or S3, whose state is not in the database',
    },
    'in S3, in 4.1': { given: { ...old, hostCopies: [], s3: [{ template_id: 301 }] }, ...at41, because: 'is in Swift or S3' },
    'the copies must not be read': {
      given: { ...here, storeCopies: denied },
      because: 'copies of templates in image stores on database: SELECT command denied',
    },
    'neither tables are there': { given: { ...here, storeCopies: absent, imageStores: absent }, because: 'neither cloud.template_store_ref' },
    'the zones must not be read': { given: { ...here, zones: denied }, because: 'zones on database' },
    'copies without their stores': { given: { ...here, imageStores: absent }, because: 'neither cloud.template_store_ref and image_store' },
  },
});
