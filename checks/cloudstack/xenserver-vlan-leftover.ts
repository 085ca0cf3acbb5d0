import { check, each, type Outcome, optional, type PathEntry, sh } from '../../src/index.ts';
import { xenNetworks } from './facts/xenserver-pool.ts';
import { xenScripts } from './facts/xenserver-scripts.ts';
import { answerOn, GUIDE_30, perPool } from './xenserver.ts';
import { beforeHotfix, HOTFIX_PATHS, stageOf, xenHotfixNeeds } from './xenserver-hotfix.ts';

const CLEAN = '/opt/xensource/bin/cloud-clean-vlan.sh';
const PREPARE = '/opt/xensource/bin/cloud-prepare-upgrade.sh';

const canRun = (entries: readonly PathEntry[], script: string): boolean =>
  entries.some(({ path, type, mode }) => path === script && (type === 'link' || (Number.parseInt(mode, 8) & 0o111) !== 0));

export default check({
  id: 'cloudstack/xenserver-vlan-leftover',
  title: 'No VLAN network without a virtual interface is left in a XenServer pool that waits for the hotfix',
  severity: 'warning',
  applies: { platform: 'cloudstack', phases: ['post'], ...HOTFIX_PATHS },
  why: 'cloud-prepare-upgrade.sh creates each VLAN network on every host of the pool, also those that nothing uses any more.',
  fix: {
    leftover: {
      text: 'Run this once, on one host of the pool. It removes VLANs that nothing uses; CloudStack creates them again when it needs them.',
      commands: [sh`${CLEAN}`],
    },
    scriptMissing: 'Let the management server connect to the host once before the cluster is unmanaged: it copies the script there.',
  },
  refs: [GUIDE_30, 'https://github.com/apache/cloudstack/blob/4.3/scripts/vm/hypervisor/xenserver/cloud-clean-vlan.sh'],
  covers: ['69'],
  needs: { ...xenHotfixNeeds, networks: each(optional(xenNetworks)), scripts: each(optional(xenScripts)) },
  messages: {
    leftover: 'Network {name} ({uuid}) of the pool of cluster {cluster} has no virtual interface.',
    scriptMissing: 'XenServer host {title} has no executable {script}.',
  },
  judge(evidence, found) {
    const early = beforeHotfix(evidence);
    if (early) return early;
    return perPool(evidence, evidence.networks, (networks, { cluster_id, on, title }): Outcome[] => {
      if (stageOf(evidence, cluster_id) !== 'pending') return [];
      const unused = networks.filter(({ name, interfaces }) => name.startsWith('VLAN') && interfaces.length === 0);
      const entries = answerOn(evidence.scripts, on);
      const missing = entries ? [CLEAN, PREPARE].filter(script => !canRun(entries, script)) : [];
      return [
        ...unused.map(({ uuid, name }) =>
          found.leftover({ name, uuid, cluster: cluster_id ?? 'without an id' }, { host: on, object: `network ${uuid}` }),
        ),
        ...missing.map(script => found.scriptMissing({ title, script }, { host: on, path: script })),
      ];
    });
  },
});
