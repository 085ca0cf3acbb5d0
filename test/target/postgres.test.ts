import { expect, test } from 'vitest';
import ovirt from '../../checks/ovirt/platform.ts';
import { parseTarget } from '../../src/target/parse.ts';

const target = (hosts: string) => parseTarget(`platform: ovirt\nhosts: { engine: e1, ${hosts} }`, 'preflight.yaml', [ovirt]);
const reachOf = (hosts: string) => target(hosts).hosts.find(({ roles }) => roles.includes('database'))?.reach;

test('a PostgreSQL server in one word', () => {
  expect(reachOf('database: postgres://preflight@db1:5433/engine')).toEqual({
    via: 'postgres',
    address: 'db1',
    port: 5433,
    user: 'preflight',
    database: 'engine',
  });
  expect(reachOf('database: "postgresql://[fd00::7]"')).toEqual({ via: 'postgres', address: 'fd00::7' });
});

test('a PostgreSQL server with more to say', () => {
  expect(reachOf('database: { via: postgres, socket: /run/postgresql/.s.PGSQL.5432, user: p, password: { env: X }, through: e1 }')).toEqual({
    via: 'postgres',
    socket: '/run/postgresql/.s.PGSQL.5432',
    user: 'p',
    password: { env: 'X' },
    through: 'e1',
  });
});

test('none at all: it is the one of the engine', () => {
  expect(reachOf('api: https://e1.example.org/ovirt-engine')).toEqual({ via: 'postgres' });
});

test.each([
  ['database: postgres://u:hunter2@db1/engine', 'A password is written here itself'],
  ['database: postgres://db1/a/b', 'Behind the host of a postgres:// address'],
  ['database: { via: postgres }', 'A host via postgres needs either an address or a socket'],
  ['database: { via: postgres, address: db1, socket: /run/x }', 'A host via postgres needs either an address or a socket'],
  ['database: { via: postgres, address: db1, path: /x }', 'path'],
])('%s is refused', (hosts, problem) => {
  expect(() => target(hosts)).toThrow(problem);
  expect(() => target(hosts)).not.toThrow('hunter2');
});
