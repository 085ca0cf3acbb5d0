import type { GuideStep } from '../../../src/index.ts';

const CLOUD = 'the cloud, by its database';
const GUIDES = '41-45';
const NOTES = '17';

/** Virtual machines, hosts, images, networks and drivers: in which states they may be, and what they may use. */
export const resourceSteps: readonly GuideStep[] = [
  { row: 'A.3.1', step: 'Wait until no virtual machine is on its way from one state to another', phase: 'pre', where: CLOUD, source: GUIDES },
  { row: 'A.3.2', step: 'Recover virtual machines whose last action failed', phase: 'pre', where: CLOUD, source: GUIDES },
  { row: 'A.3.3', step: 'Know the state of every virtual machine', phase: 'pre', where: CLOUD, source: GUIDES },
  { row: 'A.3.5', step: 'Look at scheduled actions whose time has come', phase: 'pre', where: CLOUD, source: GUIDES },
  { row: 'A.3.6', step: 'Bring hosts back that are in error', phase: 'pre', where: CLOUD, source: GUIDES },
  { row: 'A.3.9', step: 'Bring hosts out of states of old releases', phase: 'pre', where: CLOUD, source: GUIDES },
  { row: 'A.3.10', step: 'Wait until no image is copied or deleted', phase: 'pre', where: CLOUD, source: GUIDES },
  { row: 'A.3.11', step: 'Wait until no virtual network is created or deleted', phase: 'pre', where: CLOUD, source: GUIDES },
  { row: 'A.3.12', step: 'Wait until no backup runs', phase: 'pre', where: CLOUD, source: GUIDES },
  { row: 'A.3.13', step: 'Leave hypervisors that the target release does not manage', phase: 'pre', where: CLOUD, source: NOTES },
  { row: 'A.3.14', step: 'Leave network drivers that the target release does not have', phase: 'pre', where: CLOUD, source: NOTES },
  { row: 'A.3.15', step: 'Leave datastore drivers that the target release does not have', phase: 'pre', where: CLOUD, source: NOTES },
  { row: 'A.3.16', step: 'Delete marketplaces that the target release cannot reach', phase: 'pre', where: CLOUD, source: NOTES },
  { row: 'A.3.17', step: 'Name the bridge hosts of image datastores on LVM', phase: 'pre', where: CLOUD, source: NOTES },
  { row: 'A.3.18', step: 'Plan new contextualization packages for guests that use OneGate', phase: 'pre', where: CLOUD, source: NOTES },
  { row: 'A.3.19', step: 'List the hooks, and test them after the upgrade', phase: 'pre', where: CLOUD, source: NOTES },
  { row: 'A.3.7', step: 'Disable the hosts before OpenNebula is stopped', phase: 'pre', where: CLOUD, source: GUIDES },
  { row: 'A.3.4', step: 'See that what ran before the upgrade runs after it', phase: 'post', where: CLOUD, source: '47' },
  { row: 'A.3.8', step: 'Enable the hosts again', phase: 'post', where: CLOUD, source: GUIDES },
  { row: 'A.3.20', step: 'Look for quotas of which less than nothing is used', phase: 'post', where: CLOUD, source: '47' },
];
