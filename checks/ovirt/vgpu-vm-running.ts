import { attempt, check, type Outcome, skip, undecided } from '../../src/index.ts';
import { apiSummary } from './facts/api-summary.ts';
import { hosts } from './facts/hosts.ts';
import { vmDevices } from './facts/vm-hardware.ts';
import { vmProperties } from './facts/vm-properties.ts';
import { type Vm, vms } from './facts/vms.ts';
import { GUIDE } from './references.ts';
import { scopeOf, shortLists, UPDATE_INPUTS, vmObject } from './update-scope.ts';
import { type Vgpu, vgpusOf } from './vgpu.ts';
import { isRunning } from './vm-states.ts';

const shutDown = ({ name }: { readonly name: string | number }): string => `Shut down ${name} before its host is updated, and start it after that.`;

export default check({
  id: 'ovirt/vgpu-vm-running',
  title: 'Virtual machines with a virtual GPU are shut down',
  severity: 'blocker',
  applies: { platform: 'ovirt', phases: ['pre'], because: 'afterwards they may run again' },
  why: 'A virtual machine with a virtual GPU cannot be migrated. The engine does not refuse it beforehand: the host stays in "preparing for maintenance".',
  fix: {
    running: shutDown,
    suspended: ({ name }) => `Resume ${name} and shut it down: a suspended machine with a virtual GPU starts on the same host and driver only.`,
    mayStart: ({ name }) =>
      `Take high availability from ${name} (Edit › High Availability) until the hosts are updated, so that the engine does not start it.`,
    ignored: ({ name }) => `Add the virtual GPU of ${name} as a device (Host Devices › Manage vGPU): since 4.5 the user-defined property is ignored.`,
  },
  refs: [
    GUIDE,
    'https://github.com/oVirt/ovirt-engine/tree/master/backend/manager/modules/bll/src/main/java/org/ovirt/engine/core/bll/scheduling/policyunits',
  ],
  covers: ['A.2.12'],
  needs: { summary: apiSummary, hosts, vms, properties: attempt(vmProperties), devices: attempt(vmDevices) },
  inputs: UPDATE_INPUTS,
  messages: {
    running: 'Virtual machine {name} has a virtual GPU{types}, and is {status} on host {host}.',
    suspended: { text: 'Virtual machine {name} has a virtual GPU{types}, and is suspended.', severity: 'warning' },
    mayStart: {
      text: 'Virtual machine {name} has a virtual GPU{types} and is highly available: the engine may start it during the update.',
      severity: 'warning',
    },
    ignored: {
      text: 'Virtual machine {name} has its virtual GPU{types} in a user-defined property, which this engine ignores.',
      severity: 'warning',
    },
  },
  judge({ summary, hosts: all, vms: machines, properties, devices }, found, { inputs, from }) {
    const scope = scopeOf(all, inputs.hostsToUpdate);
    const vgpus = vgpusOf('value' in properties ? properties.value : [], { mdev: 'value' in devices ? devices.value.mdev : new Set<string>() });
    const own = machines.filter(({ id }) => vgpus.has(id));
    const gaps = [properties, devices].flatMap(given =>
      'value' in given ? [] : [undecided(`which virtual machines have a virtual GPU is not known: ${given.reason}`)],
    );
    const outcomes: Outcome[] = [
      ...own.flatMap(vm => judgeVm(vm, vgpus.get(vm.id)!)),
      ...gaps,
      ...scope.problems,
      ...shortLists(summary, { hosts: all, vms: machines }),
    ];
    return own.length === 0 && outcomes.length === 0 ? skip('no virtual machine has a virtual GPU') : outcomes;

    function judgeVm(vm: Vm, { spelling, types }: Vgpu): Outcome[] {
      const at = { object: vmObject(vm) };
      const data = { name: vm.name, types: types === '' ? '' : ` (${types})` };
      const isIgnored = spelling === 'user-defined property' && from !== undefined && (from.parts[0] ?? 0) >= 4 && (from.parts[1] ?? 0) >= 5;
      return [...judgeState(vm, data, at), ...(isIgnored ? [found.ignored(data, at)] : [])];
    }

    function judgeState(vm: Vm, data: { readonly name: string; readonly types: string }, at: { readonly object: string }): Outcome[] {
      if (vm.status === 'suspended') return [found.suspended(data, at)];
      if (!isRunning(vm)) return vm.isHighlyAvailable === true ? [found.mayStart(data, at)] : [];
      const host = scope.hosts.find(({ id }) => id === vm.host);
      return host ? [found.running({ ...data, status: vm.status, host: host.name }, at)] : [];
    }
  },
});
