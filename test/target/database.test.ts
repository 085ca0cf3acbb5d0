import { expect, test } from 'vitest';
import { fromAnsible } from '../../src/target/ansible.ts';
import { oneOffTarget } from '../../src/target/one-off.ts';
import { parseTarget } from '../../src/target/parse.ts';
import type { PlatformRoles } from '../../src/target/target.ts';
import { PLATFORMS } from './platforms.ts';

const [cloudstack, opennebula] = PLATFORMS as [PlatformRoles, PlatformRoles];
const database: NonNullable<PlatformRoles['database']> = {
  role: 'database',
  configuredOn: 'management',
  schema: 'cloud',
  files: [],
  logins: () => ({ why: 'x' }),
};
const knowing = [{ ...cloudstack, database }, opennebula];
const ADDED = { name: 'database', roles: ['database'], reach: { via: 'mysql' }, line: 0 };

test('a target without the required database gets one, whichever way it is written', () => {
  const inventory = JSON.stringify({ management: { hosts: ['m1'] } });
  for (const target of [
    parseTarget('platform: cloudstack\nhosts: { management: m1 }', 'preflight.yaml', knowing),
    oneOffTarget({ platform: 'cloudstack', hosts: ['management=local'] }, knowing),
    fromAnsible(inventory, { platform: 'cloudstack' }, knowing),
  ]) {
    expect(target.hosts.at(-1)).toEqual(ADDED);
    expect(target.database).toBe(database);
  }
});

test('it is not added where one is named, where nobody could say how to reach it, and where the platform does not know', () => {
  const rolesOf = (hosts: string, platforms: readonly PlatformRoles[] = knowing) =>
    parseTarget(`platform: cloudstack\nhosts: ${hosts}`, 'preflight.yaml', platforms).hosts.flatMap(({ roles }) => roles);
  expect(rolesOf('{ management: m1, database: mysql://db1/cloud }')).toEqual(['management', 'database']);
  expect(rolesOf('{ kvm: k1 }')).toEqual(['kvm']);
  expect(rolesOf('{ management: https://m1.example.org/client }')).toEqual(['management']);
  expect(rolesOf('{ management: m1 }', PLATFORMS)).toEqual(['management']);
});

test('it takes no name that another host has', () => {
  const names = (hosts: string) => parseTarget(`platform: cloudstack\nhosts: ${hosts}`, 'preflight.yaml', knowing).hosts.map(({ name }) => name);
  expect(names('{ management: [database] }')).toEqual(['database', 'platform-database']);
  expect(names('{ management: [database, platform-database] }').at(-1)).toBe('platform-database-2');
});

test('a socket has no port', () => {
  const text = 'platform: cloudstack\nhosts: { database: { via: mysql, socket: /run/s, port: 3306 } }';
  expect(() => parseTarget(text, 'preflight.yaml', knowing)).toThrow('port belongs to address');
});
