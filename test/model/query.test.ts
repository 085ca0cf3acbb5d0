import { describe, expect, test } from 'vitest';
import { ALLOWED_COMMANDS } from '../../src/model/commands.ts';
import { artifact, command, file, http, keyOf, paths, describe as say, table, widen } from '../../src/model/query.ts';

describe('queries', () => {
  test('equal questions have one key, whatever they want of the answer', () => {
    expect(keyOf(table('cloud.host', { columns: ['id'] }))).toBe(keyOf(table('cloud.host', { columns: ['name'] })));
    expect(keyOf(table('cloud.host', { columns: ['id'], where: { column: 'type', equals: 'Routing' } }))).not.toBe(
      keyOf(table('cloud.host', { columns: ['id'] })),
    );
    expect(keyOf(file('/a', { keep: { keys: ['x'] } }))).toBe(keyOf(file('/a')));
    expect(keyOf(file('/a', { keep: { head: 1, tail: 1 } }))).not.toBe(keyOf(file('/a')));
    expect(keyOf(paths('/b', '/a'))).toBe(keyOf(paths('/a', '/b')));
  });

  test('the union answers both', () => {
    expect(widen(table('t', { columns: ['b', 'a'] }), table('t', { columns: ['c', 'a'] }))).toMatchObject({ columns: ['a', 'b', 'c'] });
    expect(widen(file('/a', { keep: { keys: ['x'] } }), file('/a', { keep: { keys: ['y'] } }))).toMatchObject({ keep: { keys: ['x', 'y'] } });
    expect(widen(file('/a', { keep: { keys: ['x'] } }), file('/a'))).toEqual({ kind: 'file', path: '/a' });
    expect(widen(file('/a', { keep: { head: 10, tail: 1 } }), file('/a', { keep: { head: 1, tail: 20 } }))).toMatchObject({
      keep: { head: 10, tail: 20 },
    });
  });

  test('the union keeps the XML elements of both, and all of a column that one wants whole', () => {
    const of = (columns: string[], body?: string[]) => table('t', { columns, ...(body && { xml: { body } }) });
    expect(widen(of(['body'], ['B', 'A/C']), of(['body', 'id'], ['B', 'A']))).toEqual({
      kind: 'table',
      name: 't',
      columns: ['body', 'id'],
      xml: { body: ['A', 'A/C', 'B'] },
    });
    expect(widen(of(['body'], ['B']), of(['id']))).toMatchObject({ xml: { body: ['B'] } });
    expect(widen(of(['id']), of(['body'], ['B']))).toMatchObject({ columns: ['body', 'id'], xml: { body: ['B'] } });
    for (const [a, b] of [
      [of(['body'], ['B']), of(['body'])],
      [of(['body']), of(['body'], ['B'])],
    ] as const)
      expect(widen(a, b)).toEqual({ kind: 'table', name: 't', columns: ['body'] });
    expect(keyOf(of(['body'], ['B']))).toBe(keyOf(of(['body'])));
    expect(say(of(['body', 'id'], ['B', 'A/@x']))).toBe('table t (body: only A/@x and B, id)');
  });

  test.each([
    [['../x'], ['body']],
    [['/VM/STATE'], ['body']],
    [['a//b'], ['body']],
    [['@a/b'], ['body']],
    [['*'], ['body']],
    [[''], ['body']],
    [['STATE'], ['id']],
  ])('no XML path, or none of a column that is asked: %j', (body, columns) => {
    expect(() => table('t', { columns, xml: { body } })).toThrow(/^(Not a path of XML|The column body is to be reduced)/);
  });

  test('each says what it reads', () => {
    expect(
      say(
        table('cloud.x', {
          columns: ['id'],
          where: {
            all: [
              { column: 'a', in: ["o'b", 2] },
              { column: 'b', is: 'not null' },
            ],
          },
        }),
      ),
    ).toBe("table cloud.x (id) where a in ('o''b', 2) and b is not null");
    expect(say(file('/a', { keep: { keys: ['x'] } }))).toBe('file /a (only x)');
    expect(say(http('/api'))).toBe('http /api');
    expect(say(command('oned', '--version'))).toBe('command oned --version');
    expect(say(artifact('x.tar.bz2'))).toBe('artifact x.tar.bz2');
  });

  test('what is not in the list of allowed commands cannot be said', () => {
    for (const argv of [
      ['rm', '-rf', '/'],
      ['rpm', '-e', 'x'],
      ['rpm', '-q', '--qf', '%{NAME}', '--eval=%(rm -rf /)'],
      ['service', 'cloudstack-agent', 'restart'],
      ['service', '--status-all', 'status'],
      ['systemctl', 'stop', 'x'],
      ['oned'],
      ['oned', '--version', 'more'],
      ['sh', '-c', 'true'],
      [],
    ])
      expect(() => command(...argv)).toThrow('Not in the list of allowed commands');
  });

  test('every allowed command has a reason and at least one form', () => {
    for (const { reason, allow } of ALLOWED_COMMANDS) {
      expect(reason.length).toBeGreaterThan(10);
      expect(allow.length).toBeGreaterThan(0);
    }
  });

  test('a table is named by plain identifiers only, a file by an absolute path', () => {
    for (const name of ['cloud.host; drop table x', 'a.b c', '', 'a.`b`'])
      expect(() => table(name, { columns: ['id'] })).toThrow('Not a plain SQL identifier');
    expect(() => table('a.b', { columns: ['*'] })).toThrow('Not a plain SQL identifier');
    expect(() => file('etc/passwd')).toThrow('must be absolute');
  });
});
