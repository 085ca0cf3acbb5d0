import { check, each } from '../../src/index.ts';
import { holding, hostFileSystems, sayBytes } from './facts/file-systems.ts';
import { hostSystem } from './facts/operating-system.ts';
import { NODE_REFS, ofNodes, withoutNodes } from './nodes.ts';

const LEAST = 1_000_000_000;

export default check({
  id: 'ovirt/node-boot-too-small',
  title: 'oVirt Node has a /boot of 1 GB or more',
  severity: 'blocker',
  applies: { platform: 'ovirt', phases: ['pre', 'stopped'] },
  why: 'Every image keeps its own kernel and initial RAM disk in /boot. The update refuses a smaller one.',
  fix: { small: 'Install the host anew with the default partitions of oVirt Node, or enlarge /boot with a rescue system.' },
  refs: NODE_REFS,
  covers: ['A.6.4'],
  needs: { systems: each(hostSystem), space: each(hostFileSystems) },
  messages: { small: '/boot has {size}; the update needs 1 GB.' },
  judge: ({ systems, space }, found) =>
    withoutNodes(systems) ??
    ofNodes(systems, space).flatMap(({ host, value }) => {
      const boot = holding(value, '/boot');
      return boot && boot.size < LEAST ? [found.small({ size: sayBytes(boot.size) }, { host, object: 'file system /boot' })] : [];
    }),
});
