import { attempt, check, each, type Outcome, sh, skip, undecided } from '../../src/index.ts';
import { xenPatches } from './facts/xenserver-pool.ts';
import { answerOn, atHost, GUIDE_30, perXenHost, releaseOf, xenHostsOf } from './xenserver.ts';
import {
  HOTFIX,
  HOTFIX_LIST,
  HOTFIX_PATHS,
  HOTFIX_UUID,
  laterHotfix,
  NOT_FOR,
  needsHotfix,
  needsNoHotfix,
  xenHotfixNeeds,
} from './xenserver-hotfix.ts';

export default check({
  id: 'cloudstack/xenserver-hotfix-missing',
  title: `Every host of XenServer 6.0.2 has the hotfix ${HOTFIX}`,
  severity: 'blocker',
  applies: { platform: 'cloudstack', phases: ['post'], ...HOTFIX_PATHS },
  why: 'The guide requires this hotfix on every host of XenServer 6.0.2, and sends hosts without it through the whole procedure.',
  fix: {
    missing: ({ uuid }) => ({
      text: 'Unmanage the cluster, migrate the virtual machines away from this host, then apply the hotfix, the pool master first, and reboot.',
      down: 'the virtual machines of this host, which run on others meanwhile',
      commands: [sh`xe patch-apply host-uuid=${uuid} uuid=${HOTFIX_UUID}`],
      undo: 'A hotfix cannot be taken back: reinstall the host and let it join the pool again.',
    }),
    laterOnly: `Find out in the article of the later hotfix whether it holds ${HOTFIX}; if not, apply it.`,
  },
  refs: [GUIDE_30, 'https://support.citrix.com/article/CTX133166', HOTFIX_LIST],
  covers: ['72'],
  needs: { ...xenHotfixNeeds, patches: each(attempt(xenPatches)) },
  messages: {
    missing: `XenServer host {title}, uuid {uuid}, does not have the hotfix ${HOTFIX}.`,
    laterOnly: {
      text: `XenServer host {title} does not have the hotfix ${HOTFIX} by that name, but {later}, which came later and may hold it.`,
      severity: 'warning',
    },
  },
  judge(evidence, found) {
    const hosts = xenHostsOf(evidence);
    if (hosts.length > 0 && hosts.every(needsNoHotfix)) return skip(NOT_FOR);
    return perXenHost(evidence, (host): Outcome[] => {
      const { title, inventory } = host;
      if (releaseOf(host) === undefined) return [undecided(`/etc/xensource-inventory does not say of which release ${title} is`, host.on)];
      const software = answerOn(evidence.software, host.on);
      if (!needsHotfix(host) || !software) return [];
      const pool = answerOn(evidence.patches, host.on);
      const named = pool && 'value' in pool && pool.value.some(patch => patch.name === HOTFIX && patch.hosts.includes(inventory.uuid));
      if (named || software.hotfixes.some(({ name }) => name === HOTFIX_UUID)) return [];
      const later = laterHotfix(software);
      return [later === undefined ? found.missing({ title, uuid: inventory.uuid }, atHost(host)) : found.laterOnly({ title, later }, atHost(host))];
    });
  },
});
