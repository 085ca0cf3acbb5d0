import type { GuideStep } from '../../../src/index.ts';

const EVERY_HOST = 'every host';
const EVERY_CLUSTER = 'every cluster';

/** Updating the hosts, in the order of the window. */
export const hostSteps: readonly GuideStep[] = [
  {
    row: 'A.2.1',
    step: 'Make sure that every host is Up or Non-operational, so that the engine looks for its updates',
    phase: 'pre',
    where: EVERY_HOST,
    source: '47',
  },
  {
    row: 'A.2.5',
    step: 'Copy what you have changed on oVirt Node outside /etc and /var to a safe place',
    phase: 'pre',
    where: 'every oVirt Node',
    source: '50',
  },
  {
    row: 'A.2.6',
    step: 'Make sure that virtual machines migrate by themselves when a host goes into maintenance',
    phase: 'pre',
    where: EVERY_CLUSTER,
    source: '55',
  },
  { row: 'A.2.7', step: 'Choose a time when the host has little to do', phase: 'pre', where: EVERY_HOST, source: '55' },
  { row: 'A.2.8', step: 'Make sure that the cluster has more than one host', phase: 'pre', where: EVERY_CLUSTER, source: '57' },
  { row: 'A.2.9', step: 'Update one host after the other, never all at once', phase: 'pre', where: EVERY_CLUSTER, source: '57' },
  {
    row: 'A.2.10',
    step: 'Keep a host that can be the storage pool manager',
    phase: 'pre',
    where: 'every data center',
    source: '57',
  },
  {
    row: 'A.2.11',
    step: 'Make sure that the other hosts have memory for the virtual machines of the host that is updated',
    phase: 'pre',
    where: EVERY_CLUSTER,
    source: '59',
  },
  {
    row: 'A.2.13',
    step: 'Shut down, or move by hand, virtual machines that are not migrated automatically',
    phase: 'pre',
    where: EVERY_HOST,
    source: '59',
  },
  { row: 'A.2.12', step: 'Shut down virtual machines with a virtual GPU', phase: 'pre', where: EVERY_HOST, source: '61' },
  { row: 'A.2.3', step: 'Enable the repositories of oVirt', phase: 'pre', where: 'every Enterprise Linux host', source: '65-71' },
  {
    row: 'A.2.4',
    step: 'Leave the repository of the image as the release package made it',
    phase: 'pre',
    where: 'every oVirt Node',
    source: '67',
  },
  { row: 'A.2.2', step: 'Let the engine check for updates of the host', phase: 'pre', where: EVERY_HOST, source: '73-77' },
  {
    row: 'A.2.14',
    step: 'Put the host into maintenance before you update it with yum instead of from the engine',
    phase: 'pre',
    where: 'every host that is updated by hand',
    source: '96',
  },
  { row: 'A.2.15', step: 'Update the host, and wait until it is Up again', phase: 'post', where: EVERY_HOST, source: '79-89' },
  { row: 'A.2.16', step: 'Update a host again whose update failed', phase: 'post', where: EVERY_HOST, source: '91' },
  { row: 'A.2.17', step: 'Make sure that the host was restarted', phase: 'post', where: EVERY_HOST, source: '89' },
  { row: 'A.2.18', step: 'Make sure that the virtual machines run as before', phase: 'post', where: EVERY_HOST, source: '89' },
  { row: 'A.2.19', step: 'Repeat this for every host', phase: 'post', where: EVERY_CLUSTER, source: '94' },
  {
    row: 'A.2.20',
    step: 'Restart virtual machines that wait for their next start to take a change',
    phase: 'post',
    where: 'every virtual machine',
    source: 'not in this chapter: from the one on compatibility versions',
  },
];
