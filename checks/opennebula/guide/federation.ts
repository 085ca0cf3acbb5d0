import type { GuideStep } from '../../../src/index.ts';

const EVERY_FRONTEND = 'every front-end of the cluster';
const MASTER = 'the master zone';
const EVERY_SLAVE = 'every slave zone';

/** Clusters of front-ends, and federations of zones, in the order of the window. */
export const federationSteps: readonly GuideStep[] = [
  {
    row: 'A.6.1',
    step: 'Find out whether this is one front-end, a cluster, or a zone of a federation, and follow the guide for it',
    phase: 'pre',
    where: 'every front-end',
    source: '38-44',
  },
  {
    row: 'A.6.2',
    step: 'Make sure that the cluster has one leader and that all others follow it without delay',
    phase: 'pre',
    where: EVERY_FRONTEND,
    source: 'upgrade of a cluster, step 8',
  },
  {
    row: 'A.6.8',
    step: 'Make sure that every server has its state of elections',
    phase: 'pre',
    where: EVERY_FRONTEND,
    source: 'not in the guide: RaftManager',
  },
  {
    row: 'A.6.3',
    step: 'Have an odd number of servers, three or more',
    phase: 'pre',
    where: EVERY_FRONTEND,
    source: 'high availability of front-ends',
  },
  {
    row: 'A.6.7',
    step: 'Make sure that the hooks for leader and follower move the virtual address',
    phase: 'pre',
    where: EVERY_FRONTEND,
    source: 'not in the guide: share/etc/oned.conf',
  },
  { row: 'A.6.9', step: 'Give all servers the same key of FireEdge', phase: 'pre', where: EVERY_FRONTEND, source: 'high availability of front-ends' },
  {
    row: 'A.6.11',
    step: 'Keep users away without onezone disable, if the cluster is one of 7.4.0',
    phase: 'pre',
    where: 'a cluster of 7.4.0',
    source: 'not in the guide: issue 8120',
  },
  { row: 'A.6.12', step: 'Wait until all zones have the same FED_INDEX', phase: 'pre', where: MASTER, source: 'upgrade of a federation, step 1' },
  {
    row: 'A.6.13',
    step: 'Make sure that each database is marked as what oned.conf says',
    phase: 'pre',
    where: EVERY_SLAVE,
    source: 'not in the guide: SystemDB',
  },
  {
    row: 'A.6.14',
    step: 'Upgrade the master first, and import its shared tables into every slave',
    phase: 'installed',
    where: EVERY_SLAVE,
    source: 'upgrade of a federation, steps 3 to 6',
  },
  {
    row: 'A.6.4',
    step: 'Set SERVER_ID on every server again after the configuration was copied',
    phase: 'installed',
    where: EVERY_FRONTEND,
    source: 'upgrade of a cluster, step 6',
  },
  {
    row: 'A.6.6',
    step: 'Set MONITOR_ADDRESS to the virtual address, after onecfg upgrade',
    phase: 'installed',
    where: EVERY_FRONTEND,
    source: 'upgrade of a single front-end, step 7',
  },
  {
    row: 'A.6.5',
    step: 'Copy /etc/one and /var/lib/one/remotes/etc from the upgraded server to all others',
    phase: 'installed',
    where: EVERY_FRONTEND,
    source: 'upgrade of a cluster, step 6',
  },
  { row: 'A.6.10', step: 'Enable the zone again', phase: 'post', where: MASTER, source: 'upgrade of a federation, step 6' },
  { row: 'A.6.15', step: 'Make sure that all zones run the same version', phase: 'post', where: 'every zone', source: 'upgrade of a federation' },
];
