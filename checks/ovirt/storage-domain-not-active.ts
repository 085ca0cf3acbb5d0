import { check, type Outcome, skip } from '../../src/index.ts';
import { databaseDataCenters } from './facts/database-clusters.ts';
import { type AttachedDomain, attachedDomains, domainSpace, type StorageDomain, storageDomains } from './facts/storage-domains.ts';

const UNINITIALIZED = '0';
const UP = '1';
const STATUS = ['uninitialized', 'up', 'maintenance', 'not operational', 'non-responsive', 'contend'];

export default check({
  id: 'ovirt/storage-domain-not-active',
  title: 'Every data center is up, its storage domains are active, and they have room',
  severity: 'blocker',
  applies: { platform: 'ovirt', phases: ['pre', 'post'] },
  why: 'Without its master storage domain a data center has no SPM, and a host that comes back from its update does not become Up where it does not reach the storage.',
  fix: {
    dataCenterDown: ({ name }) =>
      `In the Administration Portal, Storage > Data Centers > ${name}: see under Events and in engine.log what it lacks, and activate its storage first.`,
    masterDown: ({ name }) => `Storage > Domains > ${name} > Data Center: activate it.`,
    notActive: ({ name }) => `Storage > Domains > ${name} > Data Center: activate it, or leave it where it is off on purpose.`,
    full: ({ name }) => `Free or add space on ${name}: below this limit the engine allocates no disks, snapshots or templates there.`,
    filling: ({ name }) => `Free or add space on ${name}.`,
  },
  refs: ['https://www.ovirt.org/documentation/administration_guide/#chap-Storage'],
  covers: ['A.3.34'],
  needs: { dataCenters: databaseDataCenters, domains: storageDomains, attached: attachedDomains, space: domainSpace },
  messages: {
    dataCenterDown: 'Data center {name} is {status}.',
    masterDown: 'The master storage domain {name} of the data center {center} is {state}.',
    notActive: { text: 'Storage domain {name} ({type}) of the data center {center} is {state}.', severity: 'warning' },
    full: 'Storage domain {name} has {free} GiB left; its limit is {limit} GiB.',
    filling: { text: 'Storage domain {name} has {percent} % left; its warning is at {limit} %.', severity: 'warning' },
  },
  judge({ dataCenters, domains, attached, space }, found) {
    if (attached.length === 0) return skip('no data center has a storage domain');
    const used = dataCenters.filter(({ id, status }) => status !== UNINITIALIZED && attached.some(({ dataCenter }) => dataCenter === id));
    return [...used.flatMap(judgeCenter), ...attached.flatMap(judgeState), ...domains.filter(isActive).flatMap(judgeSpace)];

    function judgeCenter({ name, status }: (typeof dataCenters)[number]): Outcome[] {
      if (status === UP) return [];
      return [found.dataCenterDown({ name, status: STATUS[Number(status ?? -1)] ?? 'in an unknown state' }, { object: `data center ${name}` })];
    }
    function judgeState({ domain, dataCenter, state }: AttachedDomain): Outcome[] {
      const { name = domain, type = 'unknown' } = domains.find(({ id }) => id === domain) ?? {};
      const center = dataCenters.find(({ id }) => id === dataCenter)?.name ?? dataCenter;
      const at = { object: `storage domain ${name}` };
      if (state === 'active') return [];
      return [type === 'master' ? found.masterDown({ name, center, state }, at) : found.notActive({ name, type, center, state }, at)];
    }
    function isActive({ id }: StorageDomain): boolean {
      return attached.some(({ domain, state }) => domain === id && state === 'active');
    }
    function judgeSpace({ id, name, warnPercent, blockGib }: StorageDomain): Outcome[] {
      const own = space.get(id);
      if (!own || own.free + own.used === 0) return [];
      const [percent, at] = [Math.floor((100 * own.free) / (own.free + own.used)), { object: `space of storage domain ${name}` }];
      if (blockGib !== undefined && own.free < blockGib) return [found.full({ name, free: own.free, limit: blockGib }, at)];
      return warnPercent !== undefined && percent < warnPercent ? [found.filling({ name, percent, limit: warnPercent }, at)] : [];
    }
  },
});
