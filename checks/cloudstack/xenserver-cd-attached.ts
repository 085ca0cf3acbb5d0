import { check, each, optional, sh } from '../../src/index.ts';
import { xenCds } from './facts/xenserver-pool.ts';
import { GUIDE_30, perPool } from './xenserver.ts';
import { beforeHotfix, HOTFIX_PATHS, stageOf, xenHotfixNeeds } from './xenserver-hotfix.ts';

export default check({
  id: 'cloudstack/xenserver-cd-attached',
  title: 'No virtual machine has a CD in it before the XenServer hosts are patched',
  severity: 'warning',
  applies: { platform: 'cloudstack', phases: ['post'], ...HOTFIX_PATHS },
  why: 'A virtual machine with a CD cannot be migrated away from a host, and the host has to be empty for its reboot.',
  fix: {
    attached: ({ uuid }) => ({
      text: 'Unmount the CD inside the virtual machine, then eject it on any host of the pool.',
      commands: [sh`xe vbd-eject uuid=${uuid}`],
      note: 'The guide lets cloud-prepare-upgrade.sh do it. In some versions of that script the name of the virtual machine is read from one fixed uuid, so it ejects nothing and says nothing.',
    }),
  },
  refs: [GUIDE_30, 'https://github.com/apache/cloudstack/blob/4.3/scripts/vm/hypervisor/xenserver/cloud-prepare-upgrade.sh'],
  covers: ['68'],
  needs: { ...xenHotfixNeeds, cds: each(optional(xenCds)) },
  messages: { attached: 'Virtual machine {name} ({vm}) has the CD {disc} in its drive {uuid}.' },
  judge(evidence, found) {
    const early = beforeHotfix(evidence);
    if (early) return early;
    return perPool(evidence, evidence.cds, (cds, { cluster_id, on: host }) =>
      stageOf(evidence, cluster_id) === 'pending' ? cds.map(cd => found.attached(cd, { host, object: `CD drive ${cd.uuid}` })) : [],
    );
  },
});
