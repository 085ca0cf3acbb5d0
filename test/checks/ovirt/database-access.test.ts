import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DATABASE_CONFIGURATION, databaseAccess } from '../../../checks/ovirt/database-access.ts';
import { shellVariables } from '../../../checks/ovirt/shell-variables.ts';

const CANARY = 'canary-of-the-engine';
const said = (text: string) => databaseAccess.logins(new Map([[DATABASE_CONFIGURATION, text]]));
const file = (more: Readonly<Record<string, string>> = {}) =>
  Object.entries({
    HOST: '"localhost"',
    PORT: '"5432"',
    USER: '"engine"',
    PASSWORD: `"${CANARY}"`,
    DATABASE: '"engine"',
    SECURED: '"False"',
    ...more,
  })
    .map(([name, value]) => `ENGINE_DB_${name}=${value}\n`)
    .join('');

describe('variables of a file of settings', () => {
  test.each([
    ['a="x"', 'x'],
    ['a=x', 'x'],
    ["a='x $y'", 'x $y'],
    ['a="p\\"q\\\\r\\$s\\x"', 'p"q\\r$s\\x'],
    ['a=x"y z"\'w\'', 'xy zw'],
    ['a=x # y', 'x'],
    ['a=x#y', 'x#y'],
    ['  export a=1', '1'],
    ['a=', ''],
    ['a=""', ''],
    ['a=1\na=2', '2'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of the shell
    ['a="${b}"', undefined],
    ['a=$(id)', undefined],
    ['a="x', undefined],
    ['a=x y', undefined],
    ['#a=1', undefined],
  ])('%s', (text, value) => expect(shellVariables(text).get('a')).toBe(value));

  test('whatever is quoted comes back', () => {
    fc.assert(
      fc.property(
        fc.string().filter(text => !/[\r\n]/.test(text)),
        text => {
          const quoted = text.replace(/["\\$`]/g, '\\$&');
          expect(shellVariables(`a="${quoted}"`).get('a')).toBe(text);
          expect(shellVariables(text).get('__proto__')).toBeUndefined();
        },
      ),
    );
  });
});

describe('the account of the engine', () => {
  test('is that of its configuration', () => {
    expect(said(file())).toEqual({
      from: DATABASE_CONFIGURATION,
      schemas: { public: { name: 'engine', user: 'engine', password: CANARY, address: 'localhost', port: 5432 } },
    });
  });

  test('with TLS as the engine uses it', () => {
    expect(said(file({ SECURED: '"True"' }))).toMatchObject({ schemas: { public: { tls: { verify: false } } } });
    expect(said(file({ SECURED: '"True"', SECURED_VALIDATION: '"True"' }))).toMatchObject({ schemas: { public: { tls: { verify: true } } } });
  });

  test.each([
    ['no user', file({ USER: '""' }), 'ENGINE_DB_USER'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of the shell
    ['a password made of variables', file({ PASSWORD: '"${X}"' }), 'ENGINE_DB_PASSWORD'],
    ['a host with a slash', file({ HOST: '"/var/run/postgresql"' }), 'ENGINE_DB_HOST'],
    ['a port that is none', file({ PORT: '"99999"' }), 'ENGINE_DB_PORT'],
    ['a database with a control character', file({ DATABASE: '"\u001b"' }), 'ENGINE_DB_DATABASE'],
    ['an empty file', '', 'ENGINE_DB_USER'],
  ])('%s: half a sentence, without the password', (_, text, why) => {
    const login = said(text);
    expect(login).toMatchObject({ why: expect.stringContaining(why) });
    expect(JSON.stringify(login)).not.toContain(CANARY);
  });

  test('no file', () => expect(databaseAccess.logins(new Map())).toMatchObject({ why: expect.stringContaining('could not be read') }));
});
