import { any, check, type Outcome, sh } from '../../src/index.ts';
import { fateOf } from './drivers.ts';
import { hostDrivers } from './facts/resources.ts';
import { vmDrivers } from './facts/vms.ts';
import { readable, source, unreadable } from './pools.ts';

export default check({
  id: 'opennebula/hypervisor-driver-dropped',
  title: 'Every host and virtual machine has a hypervisor driver that the target release ships',
  severity: 'blocker',
  applies: { platform: 'opennebula', phases: ['pre', 'stopped'], paths: [{ to: '>=6.10' }], because: 'drivers were dropped with 6.10 and 7.0' },
  why: 'The new release has no program for vCenter, public clouds, LXD and Firecracker. Hosts with such a driver go into error, and their virtual machines cannot be managed by OpenNebula any more.',
  fix: {
    host: ({ id }) => ({
      text: 'Move its virtual machines to a KVM or LXC host by a backup or an export of their disks, and delete the host.',
      commands: [sh`onehost show ${id}`],
      note: 'There is no way back to such a driver after the upgrade but the backup of the database.',
    }),
    vm: ({ id }) => ({
      text: 'Create it anew on a KVM or LXC host from an export of its disks, or give it up.',
      commands: [sh`onevm show ${id}`],
    }),
    own: 'See that the driver works with the target release, and that its VM_MAD or IM_MAD is in oned.conf after onecfg upgrade.',
    vmOwn: 'See that the driver works with the target release, and that its VM_MAD is in oned.conf after onecfg upgrade.',
  },
  refs: [source('share/etc/oned.conf'), source('share/etc/oned.conf', 'release-6.8.0')],
  covers: ['A.3.13'],
  needs: { hosts: any(hostDrivers), vms: any(vmDrivers) },
  messages: {
    host: 'Host {name} (id {id}) has the driver {driver}, which OpenNebula {since} dropped.',
    vm: 'Virtual machine {name} (id {id}) was last on a host with the driver {driver}, which OpenNebula {since} dropped.',
    own: { text: 'Host {name} (id {id}) has the driver {driver}, which OpenNebula does not ship.', severity: 'warning' },
    vmOwn: {
      text: 'Virtual machine {name} (id {id}) was last on a host with the driver {driver}, which OpenNebula does not ship.',
      severity: 'warning',
    },
  },
  judge({ hosts, vms }, found, { to }) {
    return [
      ...readable(hosts.value).flatMap(host => [...new Set([host.said.hypervisor, host.said.information])].flatMap(driver => ofHost(host, driver))),
      ...vms.value.flatMap(vm => (vm.drivers?.hypervisors ?? []).flatMap(driver => ofVm(vm, driver))),
      ...unreadable('host', hosts.value, hosts.host),
      ...unreadable(
        'virtual machine',
        vms.value.map(({ id, drivers }) => ({ id, said: drivers })),
        vms.host,
      ),
    ];

    function ofHost({ id, name }: { readonly id: number; readonly name: string }, driver: string | undefined): Outcome[] {
      const fate = fateOf('hypervisor', driver, to);
      const [at, data] = [
        { host: hosts.host, object: `host ${id}` },
        { id, name, driver: driver ?? '' },
      ];
      if (fate.is === 'dropped') return [found.host({ ...data, since: fate.since }, at)];
      return fate.is === 'own' ? [found.own(data, at)] : [];
    }

    function ofVm({ id, name }: { readonly id: number; readonly name: string }, driver: string): Outcome[] {
      const fate = fateOf('hypervisor', driver, to);
      const at = { host: vms.host, object: `virtual machine ${id}` };
      if (fate.is === 'dropped') return [found.vm({ id, name, driver, since: fate.since }, at)];
      return fate.is === 'own' ? [found.vmOwn({ id, name, driver }, at)] : [];
    }
  },
});
