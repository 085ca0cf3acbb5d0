import { attempt, check, each, type Outcome, sh, undecided } from '../../src/index.ts';
import { nodeHealth } from './facts/node.ts';
import { hostSystem } from './facts/operating-system.ts';
import { NODE_REFS, ofNodes, withoutNodes } from './nodes.ts';

/** vdsmd alone, before the host was added, is no more than a warning. */
const repair = { text: 'See what it is, on the host, and mend that.', commands: [sh`nodectl check`] };

export default check({
  id: 'ovirt/node-unhealthy',
  title: 'oVirt Node finds nothing wrong with itself',
  severity: 'blocker',
  applies: { platform: 'ovirt', phases: ['pre', 'post'] },
  why: 'The update of the image needs boot entries, mounts and a thin pool as the installation made them.',
  fix: { bad: repair, warned: repair },
  refs: [...NODE_REFS, 'https://github.com/oVirt/ovirt-node-ng'],
  covers: ['A.6.1', 'A.6.2'],
  needs: { systems: each(hostSystem), health: each(attempt(nodeHealth)) },
  messages: {
    bad: 'nodectl check says {status}: {problems}.',
    warned: { text: 'nodectl check says {status}: {problems}.', severity: 'warning' },
  },
  judge({ systems, health }, found) {
    return (
      withoutNodes(systems) ??
      ofNodes(systems, health).flatMap(({ host, value }): Outcome[] => {
        if (!('value' in value)) return [undecided(`nodectl could not be asked: ${value.reason}`, host)];
        const { status, problems } = value.value;
        if (status === 'ok') return [];
        const data = { status, problems: problems.join('; ') || 'nothing more' };
        return [found[status === 'warn' ? 'warned' : 'bad'](data, { host, object: 'nodectl check' })];
      })
    );
  },
});
