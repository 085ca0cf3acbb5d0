import { check, each, optional, sh } from '../../src/index.ts';
import { xenPatches } from './facts/xenserver-pool.ts';
import { GUIDE_30, perPool } from './xenserver.ts';
import { beforeHotfix, HOTFIX, HOTFIX_PATHS, HOTFIX_UUID, stageOf, xenHotfixNeeds } from './xenserver-hotfix.ts';

export default check({
  id: 'cloudstack/xenserver-hotfix-upload-missing',
  title: `The hotfix ${HOTFIX} is uploaded to every XenServer pool that waits for it`,
  severity: 'blocker',
  applies: { platform: 'cloudstack', phases: ['post'], ...HOTFIX_PATHS },
  why: 'A hotfix is applied from the database of the pool: what is not uploaded to the master cannot be applied to any host.',
  fix: {
    missing: {
      text: `Copy ${HOTFIX}.xsupdate to /tmp on the pool master, and upload it there. xe prints its uuid.`,
      commands: [sh`xe patch-upload file-name=${`/tmp/${HOTFIX}.xsupdate`}`],
      undo: `xe patch-destroy uuid=${HOTFIX_UUID}, as long as no host has it`,
    },
  },
  refs: [GUIDE_30, 'https://support.citrix.com/article/CTX133166'],
  covers: ['70'],
  needs: { ...xenHotfixNeeds, patches: each(optional(xenPatches)) },
  messages: { missing: `${HOTFIX} is not uploaded to the pool of cluster {cluster}.` },
  judge(evidence, found) {
    const early = beforeHotfix(evidence);
    if (early) return early;
    return perPool(evidence, evidence.patches, (patches, { cluster_id, on }) => {
      const there = patches.some(({ uuid, name }) => uuid.toLowerCase() === HOTFIX_UUID || name === HOTFIX);
      const cluster = cluster_id ?? 'without an id';
      return there || stageOf(evidence, cluster_id) !== 'pending' ? [] : [found.missing({ cluster }, { host: on, object: `cluster ${cluster}` })];
    });
  },
});
