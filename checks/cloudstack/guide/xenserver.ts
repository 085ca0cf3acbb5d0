import type { GuideStep } from '../../../src/index.ts';

const EACH = 'each XenServer host';
const POOL = 'one host of each XenServer pool';
const CLUSTER = 'each XenServer cluster';

/** Rehearsal, the XenServer procedure of the way from 2.2 and 3.0, vhd-util, and the UI. */
export const xenserverSteps: readonly GuideStep[] = [
  {
    row: '81',
    step: 'Read the whole section, and rehearse the upgrade on a test system',
    phase: 'pre',
    where: 'a test system',
    source: '153-155, 2184-2186',
  },
  {
    row: '80',
    step: 'Put vhd-util into the XenServer scripts of the management server, where XenServer is in use',
    phase: 'installed',
    where: 'every management server',
    source: '468-473, 1244-1249, 1700-1706, 2067-2070',
  },
  {
    row: '65',
    step: 'Upgrade XenServer hosts to a release that the new version supports',
    phase: 'post',
    where: EACH,
    source: '2606-2612, 3501-3507',
  },
  { row: '66', step: 'Make sure that every host of the cluster is in a steady state', phase: 'post', where: CLUSTER, source: '2627-2629, 3522-3524' },
  { row: '67', step: 'Unmanage the cluster and wait until it is unmanaged', phase: 'post', where: CLUSTER, source: '2619-2634, 3514-3529' },
  { row: '69', step: 'Remove VLANs that nothing uses, with cloud-clean-vlan.sh', phase: 'post', where: POOL, source: '2636-2640, 3531-3537' },
  { row: '68', step: 'Eject every CD, with cloud-prepare-upgrade.sh or by hand', phase: 'post', where: POOL, source: '2642-2650, 3539-3549' },
  {
    row: '70',
    step: 'Upload the hotfix XS602E003 to the pool',
    phase: 'post',
    where: 'the master of each XenServer pool',
    source: '2652-2666, 3551-3567',
  },
  {
    row: '71',
    step: 'Migrate every virtual machine away from the host, the pool master first',
    phase: 'post',
    where: EACH,
    source: '2668-2680, 3569-3585',
  },
  { row: '72', step: 'Apply the hotfix XS602E003 to the host', phase: 'post', where: EACH, source: '2614-2617, 2682-2698, 3509-3599' },
  {
    row: '73',
    step: 'Copy NFSSR.py, setupxenserver.sh and make_migratable.sh from the management server',
    phase: 'post',
    where: EACH,
    source: '2700-2724, 3601-3624',
  },
  {
    row: '74',
    step: 'Install the Cloud Support Pack after the hotfixes XS602E005 and XS602E007',
    phase: 'post',
    where: EACH,
    source: '2726-2756, 3625-3651',
  },
  {
    row: '75',
    step: 'Switch the network backend to the Linux bridge in zones with basic networking',
    phase: 'post',
    where: 'each XenServer host of a basic zone',
    source: '2758-2765, 3653-3658',
  },
  { row: '76', step: 'Reboot the host, then run setupxenserver.sh', phase: 'post', where: EACH, source: '2767-2779, 3660-3670' },
  { row: '77', step: 'Plug every storage connection that is unplugged', phase: 'post', where: EACH, source: '2781-2787, 3672-3678' },
  {
    row: '78',
    step: 'Repeat it on every slave until all hosts of the pool are alike',
    phase: 'post',
    where: 'every slave of each XenServer pool',
    source: '2654-2657, 2789-2792, 3680-3683',
  },
  { row: '79', step: 'Manage the cluster again, which the guide does not say', phase: 'post', where: CLUSTER, source: '2619-2634' },
  {
    row: '82',
    step: 'Clear the cache of browsers where good passwords appear to be wrong',
    phase: 'post',
    where: 'people who use the UI',
    source: '2566, 2794',
  },
];
