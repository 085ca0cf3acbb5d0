import { check, each, type Outcome, sh } from '../../src/index.ts';
import { clusterNeeds, HA_GUIDE, inCluster } from './cluster.ts';
import { FIREEDGE_KEY, fireedgeKeyDigest } from './facts/deployment.ts';

export default check({
  id: 'opennebula/fireedge-key-differs',
  title: 'All front-ends of the cluster have the same key of FireEdge',
  severity: 'warning',
  applies: { platform: 'opennebula', phases: ['pre', 'post'] },
  why: 'FireEdge signs sessions with this key. Where a server has another one, everybody is logged out when it takes the lead, and remote consoles that run over another server break.',
  fix: {
    differs: ({ other }) => ({
      text: 'On this front-end. Nobody needs to see the key.',
      down: 'opennebula-fireedge on this front-end',
      commands: [sh`scp -p ${`oneadmin@${other}:${FIREEDGE_KEY}`} ${FIREEDGE_KEY}`, sh`systemctl restart opennebula-fireedge`],
    }),
    missing: ({ other }) => ({
      text: 'If FireEdge is to run here too, on this front-end. Nobody needs to see the key.',
      commands: [sh`scp -p ${`oneadmin@${other}:${FIREEDGE_KEY}`} ${FIREEDGE_KEY}`],
    }),
  },
  refs: [HA_GUIDE, 'https://docs.opennebula.io/7.0/product/control_plane_configuration/graphical_user_interface/fireedge_sunstone/'],
  covers: ['A.6.9'],
  needs: { ...clusterNeeds, keys: each(fireedgeKeyDigest) },
  messages: {
    differs: 'The key of FireEdge is another one than on front-end {other}.',
    missing: 'There is no key of FireEdge, and there is one on front-end {other}.',
  },
  judge: ({ keys, ...evidence }, found) =>
    inCluster(evidence, (): Outcome[] => {
      const first = keys.find(({ value }) => value !== undefined);
      const [at, data] = [{ path: FIREEDGE_KEY }, { other: first?.host ?? '' }];
      return keys
        .filter(({ value }) => first !== undefined && value !== first.value)
        .map(({ host, value }) => found[value === undefined ? 'missing' : 'differs'](data, { host, ...at }));
    }),
});
