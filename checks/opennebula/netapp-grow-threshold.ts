import { any, check, sh, undecided } from '../../src/index.ts';
import { netappThresholds } from './facts/known-issues.ts';

export default check({
  id: 'opennebula/netapp-grow-threshold',
  title: 'No datastore has the attribute NETAPP_GROW_THRESHOLD, which the driver of 7.0 does not survive',
  severity: 'blocker',
  applies: {
    platform: 'opennebula',
    phases: ['pre', 'stopped', 'installed', 'post'],
    paths: [{ to: '7.0' }],
    because: 'only the driver for NetApp of 7.0 fails with the attribute',
  },
  why: 'The driver for NetApp of 7.0 fails with errors as soon as a datastore has this attribute: no image or disk can be made there.',
  fix: {
    set: ({ id }) => ({
      text: 'Delete the line with NETAPP_GROW_THRESHOLD, in the datastore for images and in the one for running machines.',
      commands: [sh`onedatastore update ${id}`],
    }),
  },
  refs: [
    'https://github.com/OpenNebula/one/issues/7416',
    'https://docs.opennebula.io/7.0/software/release_information/release_notes_70/known_issues/',
  ],
  covers: ['A.7.7'],
  needs: { datastores: any(netappThresholds) },
  messages: { set: 'Datastore {name} (id {id}) has the attribute NETAPP_GROW_THRESHOLD.' },
  judge: ({ datastores: { value } }, found) =>
    value
      .filter(({ has }) => has !== false)
      .map(({ id, name, has }) =>
        has === undefined
          ? undecided(`the body of datastore ${id} is no XML that can be read`)
          : found.set({ id, name }, { object: `datastore ${id}` }),
      ),
});
