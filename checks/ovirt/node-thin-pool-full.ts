import { attempt, check, each, type Outcome, optional, sh, undecided } from '../../src/index.ts';
import { autoextendThreshold, type ThinPool, thinPools } from './facts/node.ts';
import { hostSystem } from './facts/operating-system.ts';
import { NODE_REFS, ofNodes, withoutNodes } from './nodes.ts';

const FULL = 80;
const free = ({ name }: { readonly name: string | number }) => ({
  text: 'Remove an old image that nobody goes back to, or extend the pool where its volume group has room.',
  commands: [sh`imgbase layout`, sh`lvextend -L +10G ${name}`],
  note: 'imgbase base --remove NAME removes an image of the layout for good; never the one that runs.',
});

export default check({
  id: 'ovirt/node-thin-pool-full',
  title: 'The thin pool of oVirt Node is less than 80 % full',
  severity: 'blocker',
  applies: { platform: 'ovirt', phases: ['pre', 'post'] },
  why: 'A new image is written into the same pool as the old. Where the pool runs full, all volumes of the host stop at once.',
  fix: {
    full: free,
    fixed: 'Set thin_pool_autoextend_threshold = 80 and thin_pool_autoextend_percent = 20 in the section activation of /etc/lvm/lvm.conf.',
  },
  refs: NODE_REFS,
  covers: ['A.6.5'],
  needs: { systems: each(hostSystem), pools: each(attempt(thinPools)), thresholds: each(optional(autoextendThreshold)) },
  messages: {
    full: 'Thin pool {name} is {percent} % full ({part}).',
    fixed: { text: 'LVM does not extend a thin pool by itself: thin_pool_autoextend_threshold is {threshold}.', severity: 'warning' },
  },
  judge({ systems, pools, thresholds }, found) {
    return (
      withoutNodes(systems) ?? [
        ...ofNodes(systems, pools).flatMap(({ host, value }): Outcome[] => {
          if (!('value' in value)) return [undecided(`lvs could not be asked: ${value.reason}`, host)];
          if (value.value.length === 0) return [undecided('lvs shows no thin pool, which every oVirt Node has', host)];
          return value.value.flatMap(pool => judgePool(pool, host));
        }),
        ...ofNodes(systems, thresholds)
          .filter(({ value = 100 }) => value >= 100)
          .map(({ host, value = 100 }) =>
            found.fixed({ threshold: value }, { host, object: 'thin_pool_autoextend_threshold', path: '/etc/lvm/lvm.conf' }),
          ),
      ]
    );

    function judgePool({ name, dataPercent, metadataPercent }: ThinPool, host: string): Outcome[] {
      const parts = [['data', dataPercent] as const, ['metadata', metadataPercent] as const].filter(([, percent]) => percent >= FULL);
      return parts.map(([part, percent]) => found.full({ name, part, percent }, { host, object: `${part} of thin pool ${name}` }));
    }
  },
});
