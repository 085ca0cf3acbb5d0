import { attempt, check, type Outcome, quoteShell, skip } from '../../src/index.ts';
import { glusterBricks, glusterVolumes } from './facts/gluster-bricks.ts';

export default check({
  id: 'ovirt/gluster-brick-unhealed',
  title: 'Every brick of the Gluster volumes is up and healed',
  severity: 'blocker',
  applies: { platform: 'ovirt', phases: ['pre', 'post'] },
  why: 'A host that goes away while its neighbours still heal takes the only good copy of some files with it, and the volume stops.',
  fix: {
    unhealed: ({ volume }) =>
      `Wait for it: gluster volume heal ${quoteShell(volume)} info on one of the servers must say "Number of entries: 0" for every brick.`,
    down: ({ volume }) => `Start it: gluster volume start ${quoteShell(volume)} force on one of the servers, and wait until it is healed.`,
    unknownHeal: ({ volume }) =>
      `Look for yourself: gluster volume heal ${quoteShell(volume)} info on one of the servers must say "Number of entries: 0" for every brick.`,
  },
  refs: ['https://github.com/oVirt/ovirt-ansible-collection/blob/master/roles/cluster_upgrade/tasks/upgrade.yml'],
  covers: ['A.3.41'],
  needs: { bricks: glusterBricks, volumes: attempt(glusterVolumes) },
  messages: {
    unhealed: 'Brick {brick} of the Gluster volume {volume} has {count} files to heal.',
    down: 'Brick {brick} of the Gluster volume {volume} is {status}.',
    unknownHeal: { text: 'The engine does not know how much brick {brick} of the Gluster volume {volume} has to heal.', severity: 'warning' },
  },
  judge({ bricks, volumes }, found) {
    if (bricks.length === 0) return skip('the engine manages no Gluster volume');
    return bricks.flatMap(({ directory, volume: id, status, unsynced }): Outcome[] => {
      const volume = ('value' in volumes ? volumes.value.get(id) : undefined) ?? id;
      const [data, at] = [{ brick: directory, volume }, { object: `brick ${directory} of ${volume}` }];
      if (status.toUpperCase() !== 'UP') return [found.down({ ...data, status }, at)];
      if (unsynced === undefined) return [found.unknownHeal(data, at)];
      return unsynced > 0 ? [found.unhealed({ ...data, count: unsynced }, at)] : [];
    });
  },
});
