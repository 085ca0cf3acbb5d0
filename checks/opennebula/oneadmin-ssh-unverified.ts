import { manual } from '../../src/index.ts';

export default manual({
  id: 'opennebula/oneadmin-ssh-unverified',
  title: 'oneadmin reaches every host over SSH without a password, from every front-end',
  severity: 'warning',
  applies: { platform: 'opennebula', phases: ['pre', 'post'] },
  why: 'Monitoring, drivers and onehost sync log in to the hosts as oneadmin. What was broken before shows up as a failure of the upgrade, and in a cluster only when another server leads. preflight logs in nowhere as oneadmin: that would leave traces on every host.',
  question: 'Did ssh -o BatchMode=yes HOST true, run as oneadmin on every front-end, succeed for every host?',
  fix: 'Run it for every host of onehost list. Where it fails, put the public key of oneadmin into ~oneadmin/.ssh/authorized_keys of the host, and the key of the host into known_hosts of the front-end.',
  refs: ['https://docs.opennebula.io/7.0/software/installation_process/manual_installation/kvm_node_installation/'],
  covers: ['A.5.11'],
});
