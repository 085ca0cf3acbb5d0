import { check, lines, type OnHost, type Outcome } from '../../src/index.ts';
import { clusterNeeds, HA_GUIDE, inCluster } from './cluster.ts';
import type { Deployment, RaftHook } from './facts/deployment.ts';
import { ONED_CONF } from './facts/oned-conf.ts';
import { source } from './pools.ts';

const HOOKS = { RAFT_LEADER_HOOK: 'leader', RAFT_FOLLOWER_HOOK: 'follower' } as const;

const sayAddresses = ({ addresses }: RaftHook): string => addresses.map(({ device, address }) => `${device} ${address}`).join(' ') || 'nothing';

/** The words that stand in the file that is shipped, and pairs without their second half. */
const isPlaceholder = ({ addresses }: RaftHook): boolean =>
  addresses.length === 0 ||
  addresses.some(({ device, address }) => /^(?:interface|\[.*|\.\.\.\]?)$/.test(device) || /^ip_cidr\b/.test(address) || address === '');

export default check({
  id: 'opennebula/raft-hooks-unfit',
  title: 'The hooks of elections move the virtual address of the cluster',
  severity: 'warning',
  applies: { platform: 'opennebula', phases: ['pre', 'installed', 'post'] },
  why: 'The leader takes the virtual address with one hook and gives it away with the other. Users, hosts and OneGate reach the cluster by it. If another program moves the address, say so in a waiver.',
  fix: {
    missing: ({ hook, action }) => ({
      text: `Write it into ${ONED_CONF} of every front-end, with the interface and the virtual address.`,
      commands: [lines(`${hook} = [`, '  COMMAND = "raft/vip.sh",', `  ARGUMENTS = "${action} INTERFACE ADDRESS/BITS"`, ']')],
      down: 'opennebula on this front-end',
    }),
    action: ({ action }) => `Begin ARGUMENTS with the word ${action}, on every front-end.`,
    placeholder: 'Write the interface and the virtual address with its bits, such as ens1 10.0.0.2/24, on every front-end.',
    differ: 'Give both hooks the same interfaces and addresses: what the one sets, the other takes away.',
  },
  refs: [source('share/etc/oned.conf'), HA_GUIDE],
  covers: ['A.6.7'],
  needs: clusterNeeds,
  messages: {
    missing: '{path} has no {hook}, whose arguments begin with {action}.',
    action: { text: '{hook} in {path} begins its arguments with "{word}", and not with {action}.', severity: 'blocker' },
    placeholder: { text: '{hook} in {path} has {addresses} for its interface and address.', severity: 'blocker' },
    differ: { text: 'RAFT_LEADER_HOOK in {path} has {leader}, and RAFT_FOLLOWER_HOOK has {follower}.', severity: 'blocker' },
  },
  judge(evidence, found) {
    return inCluster(evidence, ({ frontends }) => frontends.flatMap(about));

    function about({ host, value }: OnHost<Deployment>): Outcome[] {
      const { leaderHook, followerHook } = value;
      const single = [...aboutHook(host, 'RAFT_LEADER_HOOK', leaderHook), ...aboutHook(host, 'RAFT_FOLLOWER_HOOK', followerHook)];
      if (single.length > 0 || !leaderHook || !followerHook) return single;
      const [leader, follower] = [sayAddresses(leaderHook), sayAddresses(followerHook)];
      return leader === follower ? [] : [found.differ({ path: ONED_CONF, leader, follower }, { host, path: ONED_CONF })];
    }

    function aboutHook(host: string, hook: keyof typeof HOOKS, value: RaftHook | undefined): Outcome[] {
      const [action, at] = [HOOKS[hook], { host, path: ONED_CONF, object: hook }];
      if (!value) return [found.missing({ path: ONED_CONF, hook, action }, at)];
      if (value.action !== action) return [found.action({ path: ONED_CONF, hook, word: value.action, action }, at)];
      return isPlaceholder(value) ? [found.placeholder({ path: ONED_CONF, hook, addresses: sayAddresses(value) }, at)] : [];
    }
  },
});
