import check from '../../../checks/cloudstack/lvm-pool-shared.ts';
import { cases } from '../../support/cases.ts';

const pool = { id: 4, name: 'xen1 Local Storage', pool_type: 'LVM' };
const host = (id: number, removed: string | null = null) => ({ id, name: `xen${id}`, removed });
const link = (host_id: number, pool_id = 4) => ({ host_id, pool_id });
const hosts = [host(1), host(2), host(3, '2013-01-01 00:00:00')];
const shared = (data: object) =>
  ({
    message: 'shared',
    data: { name: 'xen1 Local Storage', pool: 4, count: 2, hosts: 'xen1 (id 1), xen2 (id 2)', ...data },
    object: 'storage pool 4',
  }) as never;

cases(check, {
  on: { from: '4.2.1', to: '4.3.2', phase: 'pre' },
  passes: {
    'one host': { given: { pools: [pool], links: [link(1)], hosts } },
    'no host': { given: { pools: [pool], links: [], hosts } },
    'a second host that was removed': { given: { pools: [pool], links: [link(1), link(3)], hosts } },
    'a second host that is not there at all': { given: { pools: [pool], links: [link(1), link(99)], hosts } },
    'shared storage of other types': {
      given: { pools: [pool, { ...pool, id: 5, pool_type: 'NetworkFilesystem' }], links: [link(1), link(1, 5), link(2, 5)], hosts },
    },
  },
  fails: {
    'two hosts': {
      given: { pools: [pool], links: [link(1), link(2), link(3)], hosts },
      finds: [{ ...(shared({}) as object), remedy: 'the rows of pool 4' } as never],
    },
    'two rows of one host, which the management server counts too': {
      given: { pools: [pool], links: [link(1), link(1)], hosts },
      phase: 'stopped',
      finds: [shared({ hosts: 'xen1 (id 1), xen1 (id 1)' })],
    },
    'a pool without a name, and hostile names of hosts': {
      given: { pools: [{ ...pool, name: null }], links: [link(1), link(2)], hosts: [host(1), { ...host(2), name: "__proto__';\u001b[2J" }] },
      finds: [shared({ name: '', hosts: "xen1 (id 1), __proto__';\u001b[2J (id 2)" })],
    },
  },
  skips: {
    'no such pool': { given: { pools: [{ ...pool, pool_type: 'Filesystem' }], links: [], hosts }, because: 'no storage pool is of type LVM' },
  },
  unknown: {
    'the hosts must not be read': {
      given: { pools: [pool], links: [link(1)], hosts: { status: 'denied', reason: 'SELECT command denied' } },
      because: 'hosts on database: SELECT command denied',
    },
    'the links are not there': { given: { pools: [pool], hosts }, because: 'hosts of storage pools' },
  },
});
