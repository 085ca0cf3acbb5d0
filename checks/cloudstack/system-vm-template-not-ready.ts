import { check, type Outcome, optional, skip, undecided } from '../../src/index.ts';
import { clusters } from './facts/clusters.ts';
import {
  imageStores,
  type Store,
  secondaryStorageHosts,
  systemVmTemplates,
  type TemplateCopy,
  templateHostCopies,
  templateStoreCopies,
  templatesInS3,
  templatesInSwift,
} from './facts/templates.ts';
import { zones } from './facts/zones.ts';
import { NO_TEMPLATE_NEEDED, named, type Required, register, requiredBy, TEMPLATE_APPLIES, TEMPLATE_REFS } from './system-vm-template.ts';

/** `state` is written `Ready` and `READY`. The percentage says nothing: copies that an upgrade wrote are ready below 100. */
const isReady = ({ downloadState, state }: TemplateCopy): boolean =>
  downloadState === 'DOWNLOADED' && (state === null || state.toLowerCase() === 'ready');

const NOTE =
  'The upgrade itself looks neither at zones nor at the state: it passes, and the system VMs do not start after it. The guides from 4.0 and 4.1 leave out that the template must be ready; it must be all the same.';

const sayCopy = ({ downloadState, state, error }: TemplateCopy): string =>
  [[downloadState, state].filter(Boolean).join(' / ') || 'no state', error?.trim()].filter(Boolean).join(': ');

export default check({
  id: 'cloudstack/system-vm-template-not-ready',
  title: 'The system VM template of the target is ready in every zone that needs it',
  severity: 'blocker',
  applies: TEMPLATE_APPLIES,
  why: 'The upgrade sets every system VM and virtual router to the new template. In a zone that has no copy of it, none of them starts again.',
  fix: {
    notRegistered: ({ template }) => ({ ...register(template), note: NOTE }),
    notReady: ({ template }) => ({
      ...register(template),
      text: 'Wait until the zone shows the template as ready. Where its download has failed or does not go on, delete it in the user interface, and register it again with these values.',
      note: NOTE,
    }),
    elsewhere: ({ zone }) =>
      `Copy the template to zone ${zone} in the user interface (Templates, the template, Zones, Copy template), and wait until it is ready there.`,
  },
  refs: TEMPLATE_REFS,
  covers: ['14'],
  needs: {
    clusters,
    zones,
    templates: systemVmTemplates,
    storeCopies: optional(templateStoreCopies),
    imageStores: optional(imageStores),
    hostCopies: optional(templateHostCopies),
    storageHosts: optional(secondaryStorageHosts),
    swift: optional(templatesInSwift),
    s3: optional(templatesInS3),
  },
  messages: {
    notRegistered: 'The template {template} is not registered, and zone {zone} has clusters of {hypervisor}.',
    notReady: 'The template {template} is not ready in zone {zone}, which has clusters of {hypervisor}: {state}.',
    elsewhere: {
      text: 'The template {template} is ready in zone {others} and has no copy in zone {zone}, which has clusters of {hypervisor}.',
      severity: 'warning',
    },
  },
  judge(evidence, found) {
    const { clusters, zones, templates } = evidence;
    const live = clusters.filter(({ data_center_id }) => zones.some(({ id }) => id === data_center_id));
    if (requiredBy(live).length === 0) return skip(NO_TEMPLATE_NEEDED);
    const { copies, stores } = placesOf(evidence);
    if (!copies || !stores) return [undecided('neither cloud.template_store_ref and image_store nor template_host_ref and host are there')];
    const inObjectStore = evidence.storeCopies ? [] : [...(evidence.swift ?? []), ...(evidence.s3 ?? [])];
    return zones.flatMap(zone => requiredBy(live.filter(({ data_center_id }) => data_center_id === zone.id)).flatMap(one => judgePair(one, zone)));

    function judgePair(one: Required, { id, name }: (typeof zones)[number]): Outcome[] {
      const zone = `${name ?? ''} (id ${id})`;
      const data = { template: one.name, zone, hypervisor: one.hypervisor };
      const at = { object: `zone ${id} ${one.name}` };
      const [template] = named(templates, one);
      if (!template) return [found.notRegistered(data, at)];
      const own = (copies ?? []).filter(copy => copy.template === template.id);
      const here = own.filter(copy => zonesOf(copy).some(there => there === id || there === null));
      if (here.some(isReady)) return [];
      if (here.length > 0) return [found.notReady({ ...data, state: here.map(sayCopy).join('; ') }, at)];
      if (inObjectStore.includes(template.id))
        return [undecided(`template ${one.name} is in Swift or S3, whose state is not in the database: look whether zone ${zone} shows it as ready`)];
      const others = zones.filter(other => own.some(copy => isReady(copy) && zonesOf(copy).includes(other.id)));
      if (others.length > 0)
        return [found.elsewhere({ ...data, others: others.map(other => `${other.name ?? ''} (id ${other.id})`).join(', ') }, at)];
      return [found.notReady({ ...data, state: `template ${template.id} has no copy there` }, at)];
    }

    function zonesOf(copy: TemplateCopy): (number | null)[] {
      return (stores ?? []).filter(({ id }) => id === copy.store).map(({ zone }) => zone);
    }
  },
});

/** From 4.2 on the tables of stores count, before it those of hosts. Both are there from 4.2 on. */
function placesOf(evidence: {
  readonly storeCopies: readonly TemplateCopy[] | undefined;
  readonly imageStores: readonly Store[] | undefined;
  readonly hostCopies: readonly TemplateCopy[] | undefined;
  readonly storageHosts: readonly Store[] | undefined;
}) {
  const { storeCopies, imageStores, hostCopies, storageHosts } = evidence;
  return storeCopies ? { copies: storeCopies, stores: imageStores } : { copies: hostCopies, stores: storageHosts };
}
