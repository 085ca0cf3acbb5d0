import { any, check, inRange, skip } from '../../src/index.ts';
import { datastores } from './facts/resources.ts';
import { readable, source, unreadable } from './pools.ts';

export default check({
  id: 'opennebula/datastore-secret-plaintext',
  title: 'Passwords of NetApp datastores are encrypted',
  severity: 'advice',
  applies: {
    platform: 'opennebula',
    phases: ['pre', 'post'],
    paths: [{ to: '>=7.0' }],
    because: 'NetApp datastores came with 7.0',
  },
  why: 'oned.conf of 7.0 names NETAPP_PASSWORD as an attribute to encrypt, and the driver reads NETAPP_PASS, which is therefore kept as it is, readable to whoever may see the datastore. 7.2 names the right one.',
  fix: 'Write DATASTORE_ENCRYPTED_ATTR = "NETAPP_PASS" into /etc/one/oned.conf, restart oned, and set the attribute of the datastore anew (onedatastore update).',
  refs: [source('share/etc/oned.conf', 'release-7.0.2'), source('share/etc/oned.conf', 'release-7.2.0')],
  covers: ['A.2.26'],
  needs: { datastores: any(datastores) },
  messages: { plaintext: 'Datastore {name} (id {id}) has NETAPP_PASS, which the oned.conf of OpenNebula 7.0 does not encrypt.' },
  judge({ datastores: { host, value } }, found, { to }) {
    if (to && !inRange(to, '7.0')) return skip(`oned.conf of ${to.text} encrypts the attribute`);
    return [
      ...readable(value)
        .filter(({ said }) => said.netappPassword)
        .map(({ id, name }) => found.plaintext({ id, name }, { host, object: `datastore ${id}` })),
      ...unreadable('datastore', value, host),
    ];
  },
});
