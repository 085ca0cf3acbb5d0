import { any, check, sh, skip } from '../../src/index.ts';
import { datastores } from './facts/resources.ts';
import { readable, unreadable } from './pools.ts';

const [IMAGE, SYSTEM] = [0, 1];
const isLvm = (driver: string | undefined): boolean => driver === 'fs_lvm' || driver === 'fs_lvm_ssh';

export default check({
  id: 'opennebula/lvm-bridge-list-missing',
  title: 'Image datastores on LVM name their bridge hosts, as the system datastores do',
  severity: 'warning',
  applies: { platform: 'opennebula', phases: ['pre', 'stopped', 'installed', 'post'], paths: [{ from: '<7.0', to: '>=7.0' }] },
  why: 'Since 7.0 the LVM drivers take the hosts that copy images from BRIDGE_LIST of the image datastore. Until then that of the system datastore was enough.',
  fix: {
    missing: ({ id }) => ({
      text: 'Write BRIDGE_LIST of the system datastore into the image datastore too.',
      commands: [sh`onedatastore update ${id}`],
      undo: 'Remove the line again, in the same way.',
    }),
  },
  refs: ['https://docs.opennebula.io/7.0/software/release_information/release_notes_70/compatibility/'],
  covers: ['A.3.17'],
  needs: { datastores: any(datastores) },
  messages: {
    missing: 'Image datastore {name} (id {id}, {driver}) has no BRIDGE_LIST, and the system datastore {system} has one.',
  },
  judge({ datastores: { host, value } }, found) {
    const lvm = readable(value).filter(({ said }) => isLvm(said.transfer));
    const unread = unreadable('datastore', value, host);
    if (lvm.length === 0 && unread.length === 0) return skip('no datastore has an LVM driver');
    const system = lvm.find(({ said }) => said.type === SYSTEM && said.bridges);
    const without = system ? lvm.filter(({ said }) => said.type === IMAGE && !said.bridges) : [];
    return [
      ...without.map(({ id, name, said }) =>
        found.missing({ id, name, driver: said.transfer!, system: system!.name }, { host, object: `datastore ${id}` }),
      ),
      ...unread,
    ];
  },
});
