import check from '../../../checks/cloudstack/storage-pool-trailing-slash.ts';
import { cases } from '../../support/cases.ts';

const local = { id: 7, name: 'kvm1-local', pool_type: 'Filesystem', path: '/var/lib/libvirt/images', removed: null };
const kvm = { id: 1, name: 'c1', hypervisor_type: 'kvm', data_center_id: 1, removed: null };
const at = { object: 'storage pool 7', host: undefined };
const finds = (message: 'trailingSlash' | 'trailingBlank' | 'atRoot', path: string, remedy?: string) => [
  { message, data: { id: 7, name: 'kvm1-local', path }, object: at.object, ...(remedy !== undefined && { remedy }) },
];

cases(check, {
  on: { from: '4.2.1', to: '4.3.2', phase: 'pre' },
  passes: {
    'a path without a slash': { given: { pools: [local] } },
    'two slashes inside': { given: { pools: [{ ...local, path: '/data//images' }] } },
    'an NFS export, where a slash does no harm': { given: { pools: [local, { ...local, id: 8, pool_type: 'NetworkFilesystem', path: '/export/' }] } },
    'local storage of other hypervisors, and what is shared': {
      given: {
        pools: [
          local,
          { ...local, id: 8, pool_type: 'LVM', path: '/lvm/' },
          { ...local, id: 9, pool_type: 'EXT', path: '/ext/' },
          { ...local, id: 10, pool_type: 'SharedMountPoint', path: '/mnt/' },
        ],
      },
    },
    'the same path on two hosts, which is normal': { given: { pools: [local, { ...local, id: 8, name: 'kvm2-local' }] } },
    'a blank inside': { given: { pools: [{ ...local, path: '/data /images' }] } },
    'clusters of KVM beside others': { given: { pools: [local], clusters: [{ ...kvm, id: 2, hypervisor_type: 'VMware' }, kvm] } },
    'a removed pool': { given: { pools: [local, { ...local, id: 8, path: '/data/', removed: '2013-01-01 00:00:00' }] } },
  },
  fails: {
    'a path with a slash': {
      given: { pools: [{ ...local, path: '/data/' }] },
      finds: finds('trailingSlash', '/data/', "SET path = '/data' WHERE id = 7;"),
    },
    'several slashes': {
      given: { pools: [{ ...local, path: '/data//' }] },
      finds: finds('trailingSlash', '/data//', "SET path = '/data' WHERE id = 7;"),
    },
    'a slash and a blank, which MySQL does not see': {
      given: { pools: [{ ...local, path: '/data/ ' }] },
      finds: finds('trailingSlash', '/data/ ', "SET path = '/data'"),
    },
    'a blank alone': { given: { pools: [{ ...local, path: '/data ' }] }, finds: finds('trailingBlank', '/data ', "SET path = '/data' WHERE") },
    'the root directory': { given: { pools: [{ ...local, path: '/' }] }, finds: finds('atRoot', '/', 'nothing to strip') },
    'the root directory and a blank': { given: { pools: [{ ...local, path: '/ ' }] }, finds: finds('atRoot', '/ ') },
    'a line end, as hand-written SQL leaves it': {
      given: { pools: [{ ...local, path: '/data/\n' }] },
      finds: finds('trailingSlash', '/data/\n', "SET path = '/data' WHERE id = 7;"),
    },
    'a backslash before the slash': {
      given: { pools: [{ ...local, path: '/da\\ta/' }] },
      finds: finds('trailingSlash', '/da\\ta/', "SET path = '/da\\\\ta' WHERE"),
    },
    'terminal escapes and a name of the prototype': {
      given: { pools: [{ ...local, name: '__proto__', path: "/\u001b[2J';--/" }] },
      finds: [
        {
          message: 'trailingSlash',
          data: { id: 7, name: '__proto__', path: "/\u001b[2J';--/" },
          object: 'storage pool 7',
          remedy: "SET path = '/\u001b[2J'';--' WHERE id = 7;",
        },
      ],
    },
    'two pools of two hosts, each by its id': {
      given: {
        pools: [
          { ...local, path: '/data/' },
          { ...local, id: 8, path: '/data/' },
        ],
      },
      finds: [
        ...finds('trailingSlash', '/data/'),
        { message: 'trailingSlash', data: { id: 8, name: 'kvm1-local', path: '/data/' }, object: 'storage pool 8', remedy: 'WHERE id = 8;' },
      ],
    },
    'when the new packages are installed': {
      phase: 'installed',
      given: { pools: [{ ...local, path: '/data/' }] },
      finds: finds('trailingSlash', '/data/'),
    },
    'the hosts of LXC, which run the same agent': {
      given: { pools: [{ ...local, path: '/data/' }], clusters: [{ ...kvm, hypervisor_type: 'LXC' }] },
      finds: finds('trailingSlash', '/data/'),
    },
    'the clusters must not be read': {
      given: { pools: [{ ...local, path: '/data/' }], clusters: { status: 'denied', reason: 'SELECT command denied' } },
      finds: finds('trailingSlash', '/data/'),
    },
    'slashes alone': { given: { pools: [{ ...local, path: '//' }] }, finds: finds('atRoot', '//') },
    'a quote in the path': {
      given: { pools: [{ ...local, path: "/o'brien/" }] },
      finds: finds('trailingSlash', "/o'brien/", "SET path = '/o''brien' WHERE"),
    },
    'one pool of two hosts': {
      given: { pools: [local, { ...local, id: 9, name: 'kvm2-local', path: '/var/lib/libvirt/images/' }] },
      finds: [{ message: 'trailingSlash', data: { id: 9, name: 'kvm2-local', path: '/var/lib/libvirt/images/' }, object: 'storage pool 9' }],
    },
  },
  skips: {
    'no local storage': { given: { pools: [{ ...local, pool_type: 'NetworkFilesystem' }] }, because: 'no storage pool is of type Filesystem' },
    'no cluster of KVM is left': {
      given: {
        pools: [{ ...local, path: '/data/' }],
        clusters: [
          { ...kvm, removed: '2013-01-01 00:00:00' },
          { ...kvm, hypervisor_type: 'XenServer' },
        ],
      },
      because: 'no cluster is of the hypervisor type KVM or LXC',
    },
    'only a removed pool': {
      given: { pools: [{ ...local, path: '/data/', removed: '2013-01-01 00:00:00' }] },
      because: 'no storage pool is of type Filesystem',
    },
    'no pools at all': { given: { pools: [] }, because: 'no storage pool' },
  },
  unknown: {
    'the database refuses us': {
      given: { pools: { status: 'denied', reason: 'SELECT command denied to user preflight' } },
      because: 'SELECT command denied',
    },
    'a pool without a path': { given: { pools: [{ ...local, path: null }] }, because: 'has no path' },
    'a pool whose path is a blank': { given: { pools: [{ ...local, path: ' ' }] }, because: 'has no path' },
    'a row that does not fit': { given: { pools: [{ ...local, id: 'x' }] }, because: 'row 1: column id is not a whole number' },
    'the column is not there': { given: { pools: [{ id: 7, name: 'x', pool_type: 'Filesystem', removed: null }] }, because: 'no column path' },
  },
});
