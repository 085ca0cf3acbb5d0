import { attempt, check, type Outcome, undecided } from '../../src/index.ts';
import { UNKNOWN_TARGET } from './engine-releases.ts';
import { snapshotLevels } from './facts/custom-levels.ts';
import { vmNames } from './facts/vm-names.ts';
import { LEVEL_REFS, levelsOf } from './levels.ts';

const remove = ({ vm, snapshot }: { readonly vm: string | number; readonly snapshot: string | number }) =>
  `In the Administration Portal, Compute > Virtual Machines > ${vm} > Snapshots: delete the snapshot ${snapshot}, or preview and commit it, which gives it up as well.`;

export default check({
  id: 'ovirt/snapshot-level-unsupported',
  title: 'Every snapshot was taken at a compatibility version that the target supports',
  severity: 'blocker',
  applies: { platform: 'ovirt', phases: ['pre', 'stopped'] },
  why: 'engine-setup asks whether to go on where snapshots are of a level that the new engine does not know, and the default is to stop: such a snapshot cannot be used any more.',
  fix: { unsupported: remove, missing: remove },
  refs: LEVEL_REFS,
  covers: ['A.3.10'],
  needs: { snapshots: snapshotLevels, names: attempt(vmNames) },
  messages: {
    unsupported: 'Snapshot {snapshot} of the virtual machine {vm} is of the level {level}; oVirt {target} supports {levels}.',
    missing:
      'Snapshot {snapshot} of the virtual machine {vm} does not say of which level it is; oVirt {target} takes that for one it does not support.',
  },
  judge({ snapshots, names }, found, { to }) {
    if (!to) return [undecided(UNKNOWN_TARGET)];
    const levels = levelsOf(to);
    if (!levels) return [undecided(`preflight does not know which levels oVirt ${to.text} supports`)];
    return snapshots.flatMap(({ id, vm, description, level }): Outcome[] => {
      const [at, name] = [{ object: `snapshot ${id}` }, ('value' in names ? names.value.get(vm) : undefined) ?? vm];
      const data = { vm: name, snapshot: description === '' ? id : `"${description}" (id ${id})`, target: to.text };
      if (level.is === 'unreadable') return [undecided(`the configuration in snapshot ${id} of the virtual machine ${name} could not be read`)];
      if (level.is !== 'level') return [found.missing(data, at)];
      return levels.includes(level.value) ? [] : [found.unsupported({ ...data, level: level.value, levels: levels.join(', ') }, at)];
    });
  },
});
