import { describe, expect, test } from 'vitest';
import { databaseAccess } from '../../../checks/opennebula/database-access.ts';

const CANARY = 's3cret-canary';
const logins = (text?: string) => databaseAccess.logins(new Map(text === undefined ? [] : [['/etc/one/oned.conf', text]]));
const login = (text: string) => {
  const read = logins(text);
  return 'why' in read ? read : read.schemas.opennebula;
};

describe('the account of oned', () => {
  test('is what oned.conf says', () => {
    const text = `PORT = 2633\nDB = [ BACKEND = "mysql", # "comment"\n  SERVER = "10.0.0.7",\n  PORT = 3307, USER = "one",\n  PASSWD = "a\\"#${CANARY}, ]",\n  DB_NAME = "cloud" ]\n`;
    expect(login(text)).toEqual({ name: 'cloud', user: 'one', password: `a"#${CANARY}, ]`, address: '10.0.0.7', port: 3307 });
    expect(logins(text)).toMatchObject({ from: '/etc/one/oned.conf' });
  });

  test.each(['DB = [ BACKEND = "mysql" ]', 'db = [ backend = mysql, port = 0 ]', 'DB = [ BACKEND = "mysql", PORT = "x" ]'])(
    'has the defaults of oned: %s',
    text => {
      expect(login(text)).toEqual({ name: 'opennebula', user: 'oneadmin', password: 'oneadmin', address: 'localhost', port: 3306 });
    },
  );

  test.each([
    ['an SQLite file', 'DB = [ BACKEND = "sqlite", TIMEOUT = 2500 ]', 'sqlite:/var/lib/one/one.db'],
    ['no DB', 'PORT = 2633', 'sqlite:/var/lib/one/one.db'],
    ['another kind', `DB = [ BACKEND = "postgresql", PASSWD = "${CANARY}" ]`, 'neither sqlite nor mysql'],
    ['a file that oned refuses', `DB = [ BACKEND = "mysql", PASSWD = ${CANARY} ${CANARY} ]`, 'cannot be read: line 1'],
    ['no file', undefined, 'could not be read'],
  ])('is not there for %s, and the reason has no secret', (_, text, why) => {
    expect(logins(text)).toEqual({ why: expect.stringContaining(why) });
    expect(JSON.stringify(logins(text))).not.toContain(CANARY);
  });
});
