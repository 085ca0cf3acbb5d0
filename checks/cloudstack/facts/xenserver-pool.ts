import { command, fact, type Redacted } from '../../../src/index.ts';
import { type XeRecord, xeRecords, xeSet, xeValue } from '../xe-records.ts';

/** The program is in no directory of the usual search path on old releases. */
const xe = (...words: string[]) => [command('xe', ...words), command('/opt/xensource/bin/xe', ...words)];

type Printed = Redacted<{ readonly stdout: string; readonly stderr: string; readonly exit: number }>;

const recordsOf = <T>({ stdout, stderr, exit }: Printed, read: (record: XeRecord) => T): readonly T[] => {
  if (exit !== 0) throw new Error(`xe ended with ${exit}: ${(stderr || stdout).trim().slice(0, 200) || 'it said nothing'}`);
  return xeRecords(stdout).map(read);
};

/** Hotfixes that were uploaded to the pool, and the uuids of the hosts that have them. */
export const xenPatches = fact({
  id: 'cloudstack.xenserver-patches',
  title: 'hotfixes in the XenServer pool',
  role: 'xenserver',
  query: xe('patch-list', 'params=uuid,name-label,hosts'),
  parse: body =>
    recordsOf(body, record => ({
      uuid: xeValue(record, 'uuid'),
      name: xeValue(record, 'name-label'),
      hosts: xeSet(xeValue(record, 'hosts')),
    })),
});

/** CD drives of virtual machines that have a disc in them. */
export const xenCds = fact({
  id: 'cloudstack.xenserver-cds',
  title: 'CDs in virtual machines of the XenServer pool',
  role: 'xenserver',
  query: xe('vbd-list', 'type=CD', 'empty=false', 'params=uuid,vm-uuid,vm-name-label,vdi-name-label'),
  parse: body =>
    recordsOf(body, record => ({
      uuid: xeValue(record, 'uuid'),
      vm: xeValue(record, 'vm-uuid'),
      name: xeValue(record, 'vm-name-label'),
      disc: xeValue(record, 'vdi-name-label'),
    })),
});

/** Networks of the pool, with the virtual interfaces that are on them. */
export const xenNetworks = fact({
  id: 'cloudstack.xenserver-networks',
  title: 'networks of the XenServer pool',
  role: 'xenserver',
  query: xe('network-list', 'params=uuid,name-label,VIF-uuids'),
  parse: body =>
    recordsOf(body, record => ({
      uuid: xeValue(record, 'uuid'),
      name: xeValue(record, 'name-label'),
      interfaces: xeSet(xeValue(record, 'VIF-uuids')),
    })),
});

/** Virtual machines that run, but for the control domains, and the host on which each is. */
export const xenRunningVms = fact({
  id: 'cloudstack.xenserver-running-vms',
  title: 'running virtual machines of the XenServer pool',
  role: 'xenserver',
  query: xe('vm-list', 'is-control-domain=false', 'power-state=running', 'params=uuid,name-label,resident-on'),
  parse: body =>
    recordsOf(body, record => ({
      uuid: xeValue(record, 'uuid'),
      name: xeValue(record, 'name-label'),
      host: xeValue(record, 'resident-on').toLowerCase(),
    })),
});

/** Connections of hosts to storage that are not plugged. */
export const xenUnpluggedPbds = fact({
  id: 'cloudstack.xenserver-unplugged-pbds',
  title: 'unplugged storage connections of the XenServer pool',
  role: 'xenserver',
  query: xe('pbd-list', 'currently-attached=false', 'params=uuid,host-uuid,sr-uuid'),
  parse: body =>
    recordsOf(body, record => ({
      uuid: xeValue(record, 'uuid'),
      host: xeValue(record, 'host-uuid').toLowerCase(),
      storage: xeValue(record, 'sr-uuid'),
    })),
});

/** Hosts of the pool, and whether XenServer hears from them. */
export const xenPoolHosts = fact({
  id: 'cloudstack.xenserver-pool-hosts',
  title: 'hosts of the XenServer pool',
  role: 'xenserver',
  query: xe('host-list', 'params=uuid,name-label,host-metrics-live'),
  parse: body =>
    recordsOf(body, record => ({
      uuid: xeValue(record, 'uuid').toLowerCase(),
      name: xeValue(record, 'name-label'),
      live: xeValue(record, 'host-metrics-live') === 'true',
    })),
});
