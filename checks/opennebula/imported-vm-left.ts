import { any, check, inRange, optional, sh, skip } from '../../src/index.ts';
import { dbVersions } from './facts/db-versions.ts';
import { importedVms, livingVms } from './facts/vms.ts';
import { source } from './pools.ts';
import { vmState } from './states.ts';

export default check({
  id: 'opennebula/imported-vm-left',
  title: 'No imported wild virtual machine is left',
  severity: 'warning',
  applies: {
    platform: 'opennebula',
    phases: ['pre', 'stopped', 'installed'],
    paths: [{ from: '<7.0', to: '>=7.0' }],
    because: '7.0 gives up imported virtual machines',
  },
  why: 'OpenNebula 7.0 does not manage virtual machines that it found on a host. The migration sets them to DONE: they go on running, and OpenNebula forgets them, with their networks and disks. That of 7.0.0 stops with an error instead.',
  fix: {
    forgotten: ({ id }) => ({
      text: 'Create it anew as a virtual machine of OpenNebula, from its disks; or let it be forgotten: it goes on running on its host. In that case terminate nothing, because that would stop it.',
      commands: [sh`onevm show ${id}`],
    }),
    stops: ({ id }) => ({
      text: 'Upgrade to 7.0.1 or newer, whose migration does not stop; then decide for each of them whether OpenNebula may forget it.',
      commands: [sh`onevm show ${id}`],
    }),
  },
  refs: [source('src/onedb/local/6.10.0_to_7.0.0.rb', 'release-7.0.1'), 'https://github.com/OpenNebula/one/issues/7144'],
  covers: ['A.2.20'],
  needs: { versions: any(dbVersions), imported: any(optional(importedVms)), vms: any(livingVms) },
  messages: {
    forgotten: 'Virtual machine {name} (id {id}, {state}) was imported from a host: the migration sets it to DONE.',
    stops: {
      text: 'Virtual machine {name} (id {id}, {state}) was imported from a host: the migration of 7.0.0 stops at it.',
      severity: 'blocker',
    },
  },
  judge({ imported, vms: { host, value } }, found, { to }) {
    if (!imported.value) return skip('the database has no table vm_import');
    const ids = new Set(imported.value);
    const message = to && inRange(to, '=7.0.0') ? 'stops' : 'forgotten';
    return value
      .filter(({ id }) => ids.has(id))
      .map(vm => found[message]({ id: vm.id, name: vm.name, state: vmState(vm) }, { host, object: `virtual machine ${vm.id}` }));
  },
});
