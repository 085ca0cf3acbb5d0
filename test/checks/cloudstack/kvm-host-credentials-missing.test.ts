import { describe, expect, test } from 'vitest';
import { hostAccounts } from '../../../checks/cloudstack/facts/kvm-host-accounts.ts';
import check from '../../../checks/cloudstack/kvm-host-credentials-missing.ts';
import { redactor } from '../../../src/engine/redact/redactor.ts';
import { cases } from '../../support/cases.ts';

const kvm = { id: 5, name: 'kvm1', private_ip_address: '10.1.1.5', type: 'Routing', hypervisor_type: 'KVM', removed: null };
const SECRET = 'Pl4in-s3cret';
const account = (host_id: number, username: string | null = 'root', password: string | null = SECRET) => [
  { host_id, name: 'username', value: username },
  { host_id, name: 'password', value: password },
];
const data = { id: 5, name: 'kvm1', address: '10.1.1.5' };
const found = (message: 'noUsername' | 'noPassword' | 'otherUser', more: object = {}, remedy?: string) =>
  ({ message, data: { ...data, ...more }, object: 'host 5', ...(remedy && { remedy }) }) as never;
const ADD = "INSERT INTO cloud.host_details (host_id, name, value) VALUES (5, 'password', 'PASSWORD')";

cases(check, {
  on: { from: '2.2.14', to: '4.3.2', phase: 'pre' },
  passes: {
    'both are there': { given: { hosts: [kvm], accounts: account(5) } },
    'a removed host without': { given: { hosts: [kvm, { ...kvm, id: 6, removed: '2011-01-01 00:00:00' }], accounts: account(5) } },
    'hosts of XenServer and of system VMs without': {
      given: {
        hosts: [
          kvm,
          { ...kvm, id: 6, hypervisor_type: 'XenServer' },
          { ...kvm, id: 7, type: 'ConsoleProxy' },
          { ...kvm, id: 8, type: 'SecondaryStorage' },
        ],
        accounts: account(5),
      },
    },
    'a schema that keeps no removed hosts': {
      given: { hosts: [{ id: 5, name: 'kvm1', private_ip_address: '10.1.1.5', type: 'Routing', hypervisor_type: 'KVM' }], accounts: account(5) },
    },
    'a password that is a blank, which is one': { given: { hosts: [kvm], accounts: account(5, 'root', ' ') } },
  },
  fails: {
    neither: {
      given: { hosts: [kvm], accounts: [] },
      finds: [found('noUsername', {}, "VALUES (5, 'username', 'root')"), found('noPassword', {}, ADD)],
    },
    'those of another host': { given: { hosts: [kvm], accounts: account(6) }, phase: 'stopped', finds: [found('noUsername'), found('noPassword')] },
    NULL: { given: { hosts: [kvm], accounts: account(5, null, null) }, finds: [found('noUsername'), found('noPassword')] },
    empty: { given: { hosts: [kvm], accounts: account(5, '', '') }, finds: [found('noUsername'), found('noPassword')] },
    'the password alone is missing': { given: { hosts: [kvm], accounts: account(5).slice(0, 1) }, finds: [found('noPassword', {}, ADD)] },
    'the hypervisor in another case': {
      given: { hosts: [{ ...kvm, hypervisor_type: 'kvm' }], accounts: account(5).slice(1) },
      finds: [found('noUsername')],
    },
    'another user, and a hostile name': {
      given: { hosts: [{ ...kvm, name: "__proto__\u001b[2J';--" }], accounts: account(5, 'cloud') },
      finds: [found('otherUser', { name: "__proto__\u001b[2J';--", user: 'cloud' }, 'become root')],
    },
    'a host without a name or address': {
      given: { hosts: [{ ...kvm, name: null, private_ip_address: null }], accounts: account(5).slice(0, 1) },
      finds: [found('noPassword', { name: '', address: 'no address' })],
    },
  },
  skips: {
    'no KVM host': { given: { hosts: [{ ...kvm, hypervisor_type: 'VMware' }], accounts: [] }, because: 'no KVM host' },
  },
  unknown: {
    'the passwords must not be read': {
      given: { hosts: [kvm], accounts: { status: 'denied', reason: 'SELECT command denied' } },
      because: 'accounts of hosts on database: SELECT command denied',
    },
    'no table of hosts': { given: { accounts: [] }, because: 'hypervisor hosts' },
    'an id that is none': { given: { hosts: [{ ...kvm, id: 'x' }], accounts: account(5) }, because: 'column id is not a whole number' },
  },
});

describe('accounts of hosts', () => {
  test('the password never leaves the collector', () => {
    const [query] = hostAccounts.queries({});
    const body = { columns: ['host_id', 'name', 'value'], rows: [{ host_id: '5', name: 'password', value: SECRET }] };
    const redacted = redactor().body(query!, body, { rules: hostAccounts.secrets, keyFiles: [] });
    expect(JSON.stringify(redacted)).not.toContain(SECRET);
    expect(JSON.stringify(hostAccounts.parse(redacted, { host: 'db', at: '2026-11-21T02:00:00Z', query: query! }))).not.toContain(SECRET);
  });
});
