import { check, compare, inRange, type Outcome, optional, type Version, version } from '../../src/index.ts';
import { type CustomGuestOs, customGuestOs, customGuestOsMappings } from './facts/guest-os.ts';

/** The upgrade to 4.13 adds rows with these ids, and ends where one is taken. */
const ADDED_BY_413 = (id: number): boolean => (id >= 277 && id <= 286) || (id >= 289 && id <= 304);

const crosses413 = (from: Version | undefined, to: Version | undefined): boolean =>
  from !== undefined && to !== undefined && inRange(from, '<4.13') && compare(to, version('4.13')!) >= 0;

const REMOVE =
  'Choose another OS type for the templates and virtual machines that use it, and remove it with the API call removeGuestOs before the upgrade; add it again after.';

export default check({
  id: 'cloudstack/guest-os-user-defined',
  title: 'No guest operating system or mapping of the administrator stands in the way of the rows that the upgrade adds',
  severity: 'blocker',
  applies: {
    platform: 'cloudstack',
    phases: ['pre', 'stopped', 'installed'],
    paths: [{ from: '>=4.4' }],
    because: 'up to 4.3 an administrator could not add guest operating systems',
  },
  why: 'Each upgrade adds guest operating systems and their names for hypervisors, some of them with fixed ids. A row of the administrator that has such an id or name makes it stop with an SQL error, and the database is then half-changed.',
  fix: {
    takenId: ({ id }) => ({
      text: `The row itself has to go, as one that is only removed keeps its id. Move it to a free id on a copy of the database first, with everything that refers to it (guest_os_id of vm_template, vm_instance and guest_os_hypervisor), rehearse the upgrade there, and do the same here with every management server down.`,
      down: 'cloudstack-management on every management server',
      note: `Only id ${id} is in the way; the name may stay.`,
    }),
    guestOs: REMOVE,
    mapping: 'Remove it with the API call removeGuestOsMapping before the upgrade, and add it again after, if the new version does not bring it.',
  },
  refs: [
    'https://docs.cloudstack.apache.org/en/latest/upgrading/upgrade/upgrade-4.20.html',
    'https://github.com/apache/cloudstack/issues/5685',
    'https://github.com/apache/cloudstack/issues/7272',
  ],
  needs: { guestOs: customGuestOs, mappings: optional(customGuestOsMappings) },
  messages: {
    takenId: 'Guest OS "{name}" of the administrator has the id {id}, which the upgrade to 4.13 gives to a new one.',
    guestOs: { text: 'Guest OS "{name}" (id {id}) was added by the administrator.', severity: 'warning' },
    mapping: {
      text: 'The guest OS mapping "{name}" (id {id}) of guest OS {os} for {hypervisor} was added by the administrator.',
      severity: 'warning',
    },
  },
  judge({ guestOs, mappings = [] }, found, { from, to }) {
    return [
      ...guestOs.flatMap(judgeGuestOs),
      ...mappings.map(({ id, guest_os_id, guest_os_name, hypervisor_type, hypervisor_version }): Outcome => {
        const hypervisor = [hypervisor_type, hypervisor_version].filter(Boolean).join(' ') || 'no hypervisor';
        return found.mapping({ id, name: guest_os_name ?? '', os: guest_os_id ?? 'none', hypervisor }, { object: `guest OS mapping ${id}` });
      }),
    ];

    function judgeGuestOs({ id, name, removed }: CustomGuestOs): Outcome[] {
      const at = { object: `guest OS ${id}` };
      if (ADDED_BY_413(id) && crosses413(from, to)) return [found.takenId({ id, name }, at)];
      return removed ? [] : [found.guestOs({ id, name }, at)];
    }
  },
});
