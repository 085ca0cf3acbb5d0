import { any, check } from '../../src/index.ts';
import { vmDrivers } from './facts/vms.ts';
import { some, unreadable } from './pools.ts';

export default check({
  id: 'opennebula/guest-contextualization-old',
  title: 'Guests that use OneGate have contextualization packages of 7.0 or newer',
  severity: 'advice',
  applies: { platform: 'opennebula', phases: ['pre', 'post'], paths: [{ from: '<7.0', to: '>=7.0' }] },
  why: 'OneGate of 7.0 does not understand the contextualization packages of older releases: such guests report no state any more, and services of OneFlow that wait for it do not become ready.',
  fix: 'Nothing before the upgrade. After it, install the package one-context of the new release in these guests.',
  refs: ['https://docs.opennebula.io/7.0/software/release_information/release_notes_70/compatibility/'],
  covers: ['A.3.18'],
  needs: { vms: any(vmDrivers) },
  messages: { onegate: 'Virtual machines that use OneGate ({count}, by their ids: {ids}) may have old packages: that cannot be seen from here.' },
  judge({ vms: { host, value } }, found) {
    const users = value.filter(({ drivers }) => drivers?.onegate).map(({ id }) => id);
    const unread = unreadable(
      'virtual machine',
      value.map(({ id, drivers }) => ({ id, said: drivers })),
      host,
    );
    return [...(users.length > 0 ? [found.onegate({ count: users.length, ids: some(users, 20) }, { host })] : []), ...unread];
  },
});
