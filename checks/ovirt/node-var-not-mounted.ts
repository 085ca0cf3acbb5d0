import { check, each } from '../../src/index.ts';
import { mounts } from './facts/node.ts';
import { hostSystem } from './facts/operating-system.ts';
import { NODE_REFS, ofNodes, withoutNodes } from './nodes.ts';

export default check({
  id: 'ovirt/node-var-not-mounted',
  title: 'oVirt Node has /var on a volume of its own',
  severity: 'blocker',
  applies: { platform: 'ovirt', phases: ['pre', 'stopped'] },
  why: 'The update of the image refuses to begin where /var is part of the image: everything in it would be lost.',
  fix: {
    notMounted: 'Install the host anew with the default partitions of oVirt Node: put it into maintenance, remove it, install it, and add it again.',
  },
  refs: NODE_REFS,
  covers: ['A.6.3'],
  needs: { systems: each(hostSystem), mounts: each(mounts) },
  messages: { notMounted: '/var is not a file system of its own.' },
  judge: ({ systems, mounts }, found) =>
    withoutNodes(systems) ??
    ofNodes(systems, mounts)
      .filter(({ value }) => !value.includes('/var'))
      .map(({ host }) => found.notMounted({}, { host, object: 'mount /var' })),
});
