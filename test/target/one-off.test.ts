import { expect, test } from 'vitest';
import { oneOffTarget } from '../../src/target/one-off.ts';
import { PLATFORMS } from './platforms.ts';

test('a target from the command line', () => {
  const hosts = [
    'management=root@mgmt1:2222',
    'database=mysql://preflight@db1/cloud',
    'usage=local',
    'database=sqlite:/var/lib/one/one.db',
    'kvm=mgmt1',
  ];
  expect(oneOffTarget({ platform: 'cloudstack', hosts, to: '4.19' }, PLATFORMS)).toEqual({
    platform: 'cloudstack',
    to: '4.19',
    hosts: [
      { name: 'mgmt1', roles: ['management', 'kvm'], reach: { via: 'ssh', address: 'mgmt1', user: 'root', port: 2222 }, line: 0 },
      { name: 'db1', roles: ['database'], reach: { via: 'mysql', address: 'db1', user: 'preflight', database: 'cloud' }, line: 0 },
      { name: 'localhost', roles: ['usage'], reach: { via: 'local' }, line: 0 },
      { name: 'localhost-database', roles: ['database'], reach: { via: 'sqlite', path: '/var/lib/one/one.db' }, line: 0 },
    ],
    inputs: {},
    answers: {},
    waivers: [],
    limits: {},
    lines: {},
  });
});

test.each([
  [[], 'There is no host to ask; give --host role=host'],
  [['root@mgmt1'], 'A --host does not say its role; write --host role=host'],
  [['managment=m1'], 'cloudstack has no role managment; did you mean management?'],
  [['management=root:hunter2@m1'], '--host management=…: A password is written here itself;'],
  [['database=mysql://u:hunter2@d/cloud'], '--host database=…: A password is written here itself;'],
  [['management=root@m1', 'kvm=ops@m1'], 'Another host is called m1 too and is reached in another way;'],
])('%j is refused', (hosts, sentence) => {
  const make = () => oneOffTarget({ platform: 'cloudstack', hosts }, PLATFORMS);
  expect(make).toThrow(sentence);
  expect(make).not.toThrow('hunter2');
});

test('a platform that there is not', () => {
  expect(() => oneOffTarget({ platform: 'opennebla', hosts: ['a=b'] }, PLATFORMS)).toThrow(
    'There is no platform opennebla; did you mean opennebula?',
  );
});
