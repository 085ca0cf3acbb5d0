import { expect, test } from 'vitest';
import { exampleAccount, grantsOf, permissionsOf } from '../../src/engine/permissions.ts';
import { check, command, fact, file, paths, platform, table } from '../../src/index.ts';
import type { DatabaseAccess } from '../../src/model/platform.ts';

const key = file('/etc/key');
const asked = {
  motd: fact({ id: 'x.motd', title: 'motd', role: 'server', query: file('/etc/motd'), parse: ({ text }) => text }),
  logs: fact({ id: 'x.logs', title: 'logs', role: 'server', query: paths('/var/log/*'), parse: ({ entries }) => entries }),
  kernel: fact({ id: 'x.kernel', title: 'kernel', role: 'server', query: command('uname', '-r'), parse: ({ stdout }) => stdout }),
  users: fact({ id: 'x.users', title: 'users', role: 'database', query: table('x.user', { columns: ['id', 'name'] }), parse: ({ rows }) => rows }),
  words: fact({
    id: 'x.words',
    title: 'words',
    role: 'database',
    query: table('x.user', { columns: ['id', 'password'], where: { column: 'name', equals: 'a' } }),
    secrets: [
      {
        column: 'password',
        when: { column: 'name', equals: 'a' },
        by: { id: 'x', keyFiles: [{ role: 'server', query: key }], classify: () => ({ form: 'x' }) },
      },
    ],
    parse: ({ rows }) => rows,
  }),
  tables: fact({
    id: 'x.tables',
    title: 'tables',
    role: 'database',
    query: table('information_schema.TABLES', { columns: ['TABLE_NAME'] }),
    parse: ({ rows }) => rows,
  }),
};
const all = check({
  id: 'x/all',
  title: 'All is asked',
  severity: 'advice',
  applies: { platform: 'x', phases: ['pre'] },
  why: 'w',
  fix: 'f',
  refs: [],
  needs: asked,
  messages: { never: 'Never.' },
  judge: () => [],
});
const roles = {
  server: { title: 'server', required: true },
  database: { title: 'database', required: true },
  idle: { title: 'idle host', required: false },
};
const x = platform({ id: 'x', title: 'X', roles, version: { needs: {}, detect: () => undefined } });

test('what may be read is told by role, with what is dropped, and why a command is run', () => {
  const [server, database, ...rest] = permissionsOf(x, [all]);
  expect(rest).toEqual([]);
  expect(server).toMatchObject({
    role: 'server',
    files: ['/etc/key (to tell what secrets are; dropped at once)', '/etc/motd'],
    paths: ['/var/log/*'],
    commands: [{ argv: ['uname', '-r'], reason: 'the kernel that runs' }],
  });
  expect(database!.tables).toEqual([
    { name: 'information_schema.TABLES', columns: ['TABLE_NAME'], secret: [] },
    { name: 'x.user', columns: ['id', 'name', 'password'], secret: ['password where name is a'] },
  ]);
});

test('the grants are of these columns, and none for what everybody may read', () => {
  const [, database] = permissionsOf(x, [all]);
  expect(grantsOf(database!, "'preflight'@'%'")).toEqual(["GRANT SELECT (id, name, password) ON x.user TO 'preflight'@'%';"]);
});

test('the account of an example is as the database writes it, and what everybody may read of PostgreSQL is not granted', () => {
  expect(exampleAccount(x)).toBe("'preflight'@'%'");
  expect(exampleAccount({ database: { via: 'postgres' } as DatabaseAccess })).toBe('preflight');
  const tables = ['pg_catalog.pg_settings', 'public.vm'].map(name => ({ name, columns: ['a'], secret: [] }));
  expect(grantsOf({ role: 'r', title: 't', files: [], paths: [], commands: [], tables, requests: [] }, 'preflight')).toEqual([
    'GRANT SELECT (a) ON public.vm TO preflight;',
  ]);
});
