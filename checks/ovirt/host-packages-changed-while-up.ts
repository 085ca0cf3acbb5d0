import { check, each, type Outcome, skip, undecided } from '../../src/index.ts';
import { engineHost } from './engine-hosts.ts';
import { HOST_EVENTS, type HostEvents, hostEvents, sayMoment } from './facts/host-events.ts';
import { bootTime, corePackages } from './facts/host-system.ts';
import { hosts } from './facts/hosts.ts';
import { hostObject, sayNames } from './update-scope.ts';

/** What virtual machines and the engine depend on while the host is up. */
const VIRTUALISATION = /^(?:vdsm|libvirt|qemu)/;
/** An update by the engine begins at most so long before its packages are installed. */
const DURATION = 4 * 3_600_000;

export default check({
  id: 'ovirt/host-packages-changed-while-up',
  title: 'No host got new packages of virtualisation by hand while it was up',
  severity: 'blocker',
  applies: { platform: 'ovirt', phases: ['pre', 'post'], because: 'hosts are updated before and after that, not while the engine is' },
  why: 'yum update on a host that is not in maintenance replaces vdsm, libvirt and QEMU under running virtual machines, which can then not be migrated.',
  fix: {
    changed: ({ name }) =>
      `Put ${name} into maintenance (Management › Maintenance), restart it, and activate it. Shut down what cannot be migrated from it.`,
  },
  refs: ['https://www.ovirt.org/documentation/upgrade_guide/#Manually_Updating_Hosts_minor_updates'],
  covers: ['A.2.14'],
  needs: { packages: each(corePackages), boots: each(bootTime), hosts, events: hostEvents },
  messages: {
    changed: 'Host {name} is up, and these packages were installed since its last start, and not by an update of the engine: {packages} (at {time}).',
  },
  judge({ packages, boots, hosts: all, events }, found) {
    if (packages.length + boots.length === 0) return skip('the target names no host to log in to');
    return packages.flatMap(({ host: machine, value }): Outcome[] => {
      const booted = boots.find(one => one.host === machine)?.value;
      if (booted === undefined) return [];
      const changed = value.all.filter(one => VIRTUALISATION.test(one.name) && one.installedAt > booted);
      if (changed.length === 0) return [];
      const host = engineHost(machine, all);
      if (!host) return [undecided(`the engine has no host with the name or address ${machine}`, machine)];
      const latest = Math.max(...changed.map(one => one.installedAt)) * 1000;
      if (host.status !== 'up' || isByEngine(events, host.id, latest)) return [];
      const data = { name: host.name, packages: sayNames(changed.map(one => one.name)), time: sayMoment(latest) };
      return [found.changed(data, { host: machine, object: hostObject(host) })];
    });
  },
});

const isByEngine = ({ events }: HostEvents, host: string, installed: number): boolean =>
  events.some(
    event => event.host === host && event.code === HOST_EVENTS.upgradeStarted && event.time <= installed && installed - event.time <= DURATION,
  );
