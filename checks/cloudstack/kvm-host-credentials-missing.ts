import { check, type Outcome, type Remedy, skip, sql } from '../../src/index.ts';
import { isKvm } from './facts/clusters.ts';
import { hostAccounts, hypervisorHosts } from './facts/kvm-host-accounts.ts';

type Name = 'username' | 'password';

/**
 * The row that is empty gives way to one that is not. `(host_id, name)` is unique on most databases of 2.2, in any case of the name;
 * where it is not, an empty row that stays would win over the new one on the way to 4.0.
 */
const fill = (id: string | number, name: Name): Remedy => ({
  text: `Write the ${name} with which the management server can log in to the host by SSH${name === 'password' ? ', in plain text instead of PASSWORD: the upgrade encrypts it' : ''}. Run the statements in a client that keeps no history.`,
  commands: [
    sql`DELETE FROM cloud.host_details WHERE host_id = ${id} AND name = ${name} AND value = '';`,
    sql`INSERT INTO cloud.host_details (host_id, name, value) VALUES (${id}, ${name}, ${name === 'username' ? 'root' : 'PASSWORD'}) ON DUPLICATE KEY UPDATE name = VALUES(name), value = VALUES(value);`,
  ],
  undo: sql`DELETE FROM cloud.host_details WHERE host_id = ${id} AND name = ${name};`.text,
});

export default check({
  id: 'cloudstack/kvm-host-credentials-missing',
  title: 'Every KVM host has a user name and a password in host_details',
  severity: 'blocker',
  applies: {
    platform: 'cloudstack',
    phases: ['pre', 'stopped'],
    paths: [{ from: '<3.0', to: '>=3.0' }],
    because: 'the upgrade from 2.2 encrypts the passwords of the hosts, and newer versions store them when a host is added',
  },
  why: 'The upgrade from 2.2 encrypts the password of each host. A KVM host that has none cannot be reached by the new management server.',
  fix: {
    noUsername: ({ id }) => fill(id, 'username'),
    noPassword: ({ id }) => fill(id, 'password'),
    otherUser: 'Make sure that the management server may log in to the host with this name and become root there.',
  },
  refs: ['https://docs.cloudstack.apache.org/projects/cloudstack-release-notes/en/4.3/#upgrade-from-2-2-14-to-4-3'],
  covers: ['12'],
  needs: { hosts: hypervisorHosts, accounts: hostAccounts },
  messages: {
    noUsername: 'KVM host {name} (id {id}, {address}) has no user name in cloud.host_details.',
    noPassword: 'KVM host {name} (id {id}, {address}) has no password in cloud.host_details.',
    otherUser: { text: 'KVM host {name} (id {id}, {address}) has the user name "{user}", which is not root.', severity: 'warning' },
  },
  judge({ hosts, accounts }, found) {
    const kvm = hosts.filter(isKvm);
    if (kvm.length === 0) return skip('the database has no KVM host');
    return kvm.flatMap(({ id, name, private_ip_address }): Outcome[] => {
      const own = accounts.filter(({ host_id }) => host_id === id);
      const user = own.flatMap(row => ('username' in row ? [row.username.trim()] : [])).find(Boolean) ?? '';
      const hasPassword = own.some(row => 'password' in row && row.password.form !== 'empty');
      const data = { id, name: name ?? '', address: private_ip_address ?? 'no address' };
      const at = { object: `host ${id}` };
      return [
        ...(user === '' ? [found.noUsername(data, at)] : user === 'root' ? [] : [found.otherUser({ ...data, user }, at)]),
        ...(hasPassword ? [] : [found.noPassword(data, at)]),
      ];
    });
  },
});
