import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Foreseen } from '../../src/model/foreseen.ts';
import { type AnsibleOptions, fromAnsible } from '../../src/target/ansible.ts';
import { PLATFORMS } from './platforms.ts';

/** As `ansible-inventory --list` prints it: variables of groups are merged into those of hosts. */
const inventory = (hostvars: object, groups: object): string =>
  JSON.stringify({ _meta: { hostvars, profile: 'inventory_legacy' }, all: { children: ['ungrouped', ...Object.keys(groups)] }, ...groups });
const read = (json: string, options: Partial<AnsibleOptions> = {}) => fromAnsible(json, { platform: 'opennebula', ...options }, PLATFORMS);

test('hosts of the groups called like roles, and of the groups inside them', () => {
  const json = inventory(
    {
      front1: {
        ansible_host: '10.0.0.1',
        ansible_user: 'one',
        ansible_port: 2222,
        ansible_ssh_private_key_file: '~/.ssh/one',
        ansible_become: 'yes',
      },
      node1: { ansible_ssh_host: '10.0.0.2', ansible_port: '22', ansible_ssh_common_args: '-o StrictHostKeyChecking=no -o ProxyJump=ops@bastion' },
      other: { ansible_password: 'not asked, so not refused' },
    },
    {
      frontend: { hosts: ['front1'] },
      kvm_node: { children: ['rack1', 'kvm_node'] },
      rack1: { hosts: ['node1', 'front1', 'node3'], children: ['kvm_node'] },
      unused: { hosts: ['other'] },
    },
  );
  const target = read(json, { hosts: ['database=mysql://p@10.0.0.9/opennebula'] });
  expect(target.hosts).toEqual([
    {
      name: 'front1',
      roles: ['frontend', 'kvm-node'],
      reach: { via: 'ssh', address: '10.0.0.1', port: 2222, user: 'one', identityFile: '~/.ssh/one', sudo: true },
      line: 0,
    },
    { name: 'node1', roles: ['kvm-node'], reach: { via: 'ssh', address: '10.0.0.2', port: 22, jump: 'ops@bastion' }, line: 0 },
    { name: '10.0.0.9', roles: ['database'], reach: { via: 'mysql', address: '10.0.0.9', user: 'p', database: 'opennebula' }, line: 0 },
    { name: 'node3', roles: ['kvm-node'], reach: { via: 'ssh', address: 'node3' }, line: 0 },
  ]);
});

test('another group for a role, and a host that is this machine', () => {
  const json = inventory({ here: { ansible_connection: 'local' } }, { heads: { hosts: ['here'] } });
  expect(read(json, { groups: ['frontend=heads'] }).hosts).toEqual([{ name: 'here', roles: ['frontend'], reach: { via: 'local' }, line: 0 }]);
});

const frontend = { frontend: { hosts: ['f'] } };
test.each([
  ['[]', {}, 'is not a JSON object; give the output of ansible-inventory --list.'],
  ['{"a": hunter2}', {}, 'is not a JSON object;'],
  [inventory({}, {}), {}, 'has no hosts in groups called frontend, database, kvm-node, which are the roles of opennebula;'],
  [inventory({}, frontend), { groups: ['frontend=fronted'] }, 'has no group fronted; did you mean frontend?'],
  [inventory({}, frontend), { groups: ['front=frontend'] }, 'opennebula has no role front; there are'],
  [inventory({ f: { ansible_password: 'hunter2' } }, frontend), {}, 'has ansible_password for f, and preflight takes no passwords from there;'],
  [inventory({ f: { ansible_ssh_pass: 'hunter2' } }, frontend), {}, 'has ansible_ssh_pass for f'],
  [inventory({ f: { ansible_become_password: { __ansible_vault: 'hunter2' } } }, frontend), {}, 'has ansible_become_password for f'],
  [
    inventory({ f: { ansible_user: 'root:hunter2' } }, frontend),
    {},
    'ansible_user of f in the Ansible inventory must be a user name and nothing else',
  ],
  [inventory({ f: { ansible_host: '{{ hunter2 }}' } }, frontend), {}, 'ansible_host of f in the Ansible inventory must be a host name or an address'],
  [inventory({ f: { ansible_connection: 'winrm' } }, frontend), {}, 'by another ansible_connection than ssh or local;'],
])('%s %j is refused', (json, options, sentence) => {
  const make = () => read(json, options);
  expect(make).toThrow(sentence);
  expect(make).not.toThrow('hunter2');
});

test('any JSON is a target or a sentence', () => {
  fc.assert(
    fc.property(fc.json(), fc.json(), (hostvars, group) => {
      try {
        read(`{"_meta":{"hostvars":${hostvars}},"frontend":${group},"database":{"hosts":${group},"children":${hostvars}}}`);
      } catch (error) {
        expect(error).toBeInstanceOf(Foreseen);
      }
    }),
    { numRuns: 500 },
  );
});
