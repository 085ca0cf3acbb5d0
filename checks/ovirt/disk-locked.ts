import { attempt, check, type Outcome } from '../../src/index.ts';
import { disksOfVms, unfitImages, unfitSnapshots, vmStates } from './facts/locked-entities.ts';
import { vmNames } from './facts/vm-names.ts';
import { sayNames, vmObject } from './update-scope.ts';

const [DOWN, SUSPENDED, ILLEGAL, LOCKED] = ['0', '13', '14', '15'];
const isRunning = (state: string | undefined): boolean => state !== undefined && ![DOWN, SUSPENDED, ILLEGAL, LOCKED].includes(state);

const unlock =
  'Look under Tasks and Events what works on it, and wait for that. Where nothing does, take a backup of the engine and ask on users@ovirt.org first: /usr/share/ovirt-engine/setup/dbutils/unlock_entity.sh frees it, and damages a disk that is in use after all.';

export default check({
  id: 'ovirt/disk-locked',
  title: 'No disk, snapshot or virtual machine is locked or illegal',
  severity: 'blocker',
  applies: { platform: 'ovirt', phases: ['pre', 'stopped', 'post'] },
  why: 'A running virtual machine with a locked disk cannot be migrated, so that its host does not go into maintenance. What is locked without a task stays so for ever.',
  fix: {
    lockedRunning: unlock,
    locked: unlock,
    vmLocked: unlock,
    snapshotLocked: unlock,
    illegal:
      'An operation on this image failed in its middle. Delete the snapshot again, or restore the disk from a backup; ask on users@ovirt.org before anything else.',
    vmIllegal: 'One of its images is broken: delete the failed snapshot again, or restore the disk from a backup.',
    preview: 'Compute > Virtual Machines > Snapshots: commit or undo the preview. Until then the level of the cluster cannot be raised.',
  },
  refs: [
    'https://github.com/oVirt/ovirt-engine/blob/master/backend/manager/modules/bll/src/main/java/org/ovirt/engine/core/bll/MigrateVmCommand.java',
  ],
  covers: ['A.3.23'],
  needs: { images: unfitImages, snapshots: unfitSnapshots, states: vmStates, disks: attempt(disksOfVms), names: attempt(vmNames) },
  messages: {
    lockedRunning: 'Image {id} of the disk {disk} is locked, and {vms} runs with it.',
    locked: { text: 'Image {id} of the disk {disk} is locked.', severity: 'warning' },
    illegal: { text: 'Image {id} of the disk {disk} is illegal.', severity: 'warning' },
    snapshotLocked: { text: 'Snapshot {id} of the virtual machine {vm} is locked.', severity: 'warning' },
    preview: { text: 'Snapshot {id} of the virtual machine {vm} is being previewed.', severity: 'warning' },
    vmLocked: { text: 'Virtual machine {vm} is locked.', severity: 'warning' },
    vmIllegal: { text: 'Virtual machine {vm} has an illegal image.', severity: 'warning' },
  },
  judge({ images, snapshots, states, disks, names }, found) {
    const nameOf = (id: string): string => ('value' in names ? names.value.get(id) : undefined) ?? id;
    return [
      ...images.map(({ id, disk, state }): Outcome => {
        const at = { object: `image ${id}` };
        if (state === 'illegal') return found.illegal({ id, disk }, at);
        // Without the table of disks nobody knows who uses it: any of them may run.
        const users = 'value' in disks ? (disks.value.get(disk) ?? []).filter(vm => isRunning(states.get(vm))) : undefined;
        if (users === undefined) return found.lockedRunning({ id, disk, vms: 'perhaps a virtual machine' }, at);
        return users.length > 0 ? found.lockedRunning({ id, disk, vms: sayNames(users.map(nameOf)) }, at) : found.locked({ id, disk }, at);
      }),
      ...snapshots.map(({ id, vm, status }) =>
        found[status === 'LOCKED' ? 'snapshotLocked' : 'preview']({ id, vm: nameOf(vm) }, { object: `snapshot ${id}` }),
      ),
      ...[...states].flatMap(([vm, state]): Outcome[] => {
        const at = { object: vmObject({ name: nameOf(vm) }) };
        if (state === LOCKED) return [found.vmLocked({ vm: nameOf(vm) }, at)];
        return state === ILLEGAL ? [found.vmIllegal({ vm: nameOf(vm) }, at)] : [];
      }),
    ];
  },
});
