import { check, skip } from '../../src/index.ts';
import { hostNames, lvmPools, poolHosts } from './facts/lvm-pools.ts';

export default check({
  id: 'cloudstack/lvm-pool-shared',
  title: 'Every LVM storage pool is that of one host',
  severity: 'blocker',
  applies: { platform: 'cloudstack', phases: ['pre', 'stopped', 'installed'] },
  why: 'LVM pools are the local storage of XenServer hosts. At its start the management server looks whether two hosts are connected to one, writes "DATABASE INTEGRITY ERROR" to its log and ends.',
  fix: {
    shared: ({ pool, hosts }) =>
      `Find out which of the hosts ${hosts} really has the local storage, with xe sr-list on each of them. Stop every management server, back up the database, and delete from cloud.storage_pool_host_ref the rows of pool ${pool} for the other hosts by their id.`,
  },
  refs: ['https://github.com/apache/cloudstack/blob/main/engine/schema/src/main/java/com/cloud/upgrade/DatabaseIntegrityChecker.java'],
  needs: { pools: lvmPools, links: poolHosts, hosts: hostNames },
  messages: { shared: 'Storage pool {name} (id {pool}) is of type LVM and connected to {count} hosts: {hosts}.' },
  judge({ pools, links, hosts }, found) {
    if (pools.length === 0) return skip('no storage pool is of type LVM');
    return pools.flatMap(({ id, name }) => {
      const own = links.filter(({ pool_id, host_id }) => pool_id === id && hosts.has(host_id));
      if (own.length < 2) return [];
      const said = own.map(({ host_id }) => `${hosts.get(host_id)} (id ${host_id})`).join(', ');
      return [found.shared({ name: name ?? '', pool: id, count: own.length, hosts: said }, { object: `storage pool ${id}` })];
    });
  },
});
