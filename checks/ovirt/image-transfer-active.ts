import { attempt, check, type Outcome, optional, undecided } from '../../src/index.ts';
import { hostNames, type ImageTransfer, imageTransfers, TRANSFER_PHASES, vmBackups } from './facts/image-transfers.ts';
import { vmNames } from './facts/vm-names.ts';
import { vmObject } from './update-scope.ts';

/** Paused, or cancelled and about to be ended. */
const PAUSED = [4, 5, 6];
const OVER = [9, 10, 11, 13];

export default check({
  id: 'ovirt/image-transfer-active',
  title: 'No disk is being transferred, and no virtual machine backed up',
  severity: 'blocker',
  applies: { platform: 'ovirt', phases: ['pre', 'stopped'] },
  why: 'A host with an active transfer or backup does not go into maintenance, and a transfer through the engine breaks off where it restarts.',
  fix: {
    active: 'Wait until the transfer is done, or cancel it in the Administration Portal, Storage > Disks.',
    paused: 'Resume or cancel it in the Administration Portal, Storage > Disks.',
    backup: 'Wait until the backup is done, or end it with the backup software that began it.',
  },
  refs: [
    'https://github.com/oVirt/ovirt-engine/blob/master/backend/manager/modules/bll/src/main/java/org/ovirt/engine/core/bll/MaintenanceNumberOfVdssCommand.java',
  ],
  covers: ['A.3.22', 'A.4.13'],
  needs: { transfers: imageTransfers, backups: optional(vmBackups), hosts: attempt(hostNames), names: attempt(vmNames) },
  messages: {
    active: 'Transfer {id} of the disk {disk} on {host} is {phase}.',
    paused: { text: 'Transfer {id} of the disk {disk} on {host} is {phase}.', severity: 'warning' },
    backup: 'Backup {id} of the virtual machine {vm} is going on: {phase}.',
  },
  judge({ transfers, backups, hosts, names }, found) {
    return [
      ...transfers.flatMap(judgeTransfer),
      ...(backups ?? []).map(({ id, vm, phase }) => {
        const name = ('value' in names ? names.value.get(vm) : undefined) ?? vm;
        return found.backup({ id, vm: name, phase }, { object: vmObject({ name }) });
      }),
    ];

    function judgeTransfer({ id, phase, disk, host }: ImageTransfer): Outcome[] {
      const said = TRANSFER_PHASES[phase];
      if (said === undefined || phase === 0) return [undecided(`transfer ${id} is in a phase (${phase}) that preflight does not know`)];
      if (OVER.includes(phase)) return [];
      const name = host === null ? 'no host' : `host ${('value' in hosts ? hosts.value.get(host) : undefined) ?? host}`;
      return [found[PAUSED.includes(phase) ? 'paused' : 'active']({ id, disk, host: name, phase: said }, { object: `transfer ${id}` })];
    }
  },
});
