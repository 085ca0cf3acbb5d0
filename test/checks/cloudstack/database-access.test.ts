import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { databaseAccess } from '../../../checks/cloudstack/database-access.ts';
import { encryptV1, encryptV2 } from '../../ciphers/encrypt.ts';

const FOLDER = '/etc/cloudstack/management';
const BASE: Readonly<Record<string, string>> = {
  'db.cloud.username': 'cloud',
  'db.cloud.password': 'ENC(AQIDBAUGBwgUoMDgWLIEUQ==)',
  'db.cloud.host': '10.1.1.20',
  'db.cloud.port': '3306',
  'db.cloud.name': 'cloud',
  'db.cloud.encryption.type': 'file',
};

const loginsOf = (changes: Readonly<Record<string, string | undefined>> = {}, key: string | undefined = 'mgmtKey-9', folder = FOLDER) => {
  const lines = Object.entries({ ...BASE, ...changes }).flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${value}`]));
  const files = new Map([[`${folder}/db.properties`, lines.join('\n')]]);
  if (key !== undefined) files.set(`${folder}/key`, key);
  return databaseAccess.logins(files);
};
const cloud = { user: 'cloud', password: 'dbKey-7', address: '10.1.1.20', port: 3306, name: 'cloud' };
const why = (text: string) => ({ why: expect.stringContaining(text) });

describe('db.properties', () => {
  test('as the setup tool writes it', () => {
    expect(loginsOf()).toEqual({ from: `${FOLDER}/db.properties`, schemas: { cloud, cloud_usage: { ...cloud, name: 'cloud_usage' } } });
    expect(loginsOf({}, 'mgmtKey-9\n')).toMatchObject({ schemas: { cloud } });
    expect(loginsOf({ 'db.cloud.password': `ENC(${encryptV2('mgmtKey-9', 'pä ss=x')})` })).toMatchObject({
      schemas: { cloud: { password: 'pä ss=x' } },
    });
    expect(loginsOf({}, 'mgmtKey-9', '/etc/cloud/management')).toMatchObject({ from: '/etc/cloud/management/db.properties', schemas: { cloud } });
  });

  test('the newer folder wins, with its own key', () => {
    const old = [
      ['/etc/cloud/management/db.properties', 'db.cloud.username=old\ndb.cloud.password=old'],
      ['/etc/cloud/management/key', 'mgmtKey-9'],
    ] as const;
    const now = [
      [
        `${FOLDER}/db.properties`,
        Object.entries(BASE)
          .map(entry => entry.join('='))
          .join('\n'),
      ],
    ] as const;
    expect(databaseAccess.logins(new Map([...old, ...now]))).toEqual(why('the file key beside it is not there'));
  });

  test('the usage server has an account and a place of its own', () => {
    const usage = {
      'db.usage.username': 'billing',
      'db.usage.password': 'plain',
      'db.usage.host': '10.1.1.21',
      'db.usage.port': '3307',
      'db.usage.name': 'u',
    };
    expect(loginsOf(usage)).toMatchObject({
      schemas: { cloud, cloud_usage: { user: 'billing', password: 'plain', address: '10.1.1.21', port: 3307, name: 'u' } },
    });
    expect(loginsOf({ ...usage, 'db.usage.password': '' })).toMatchObject({ schemas: { cloud, cloud_usage: why('db.usage.password is empty') } });
  });

  test.each([
    [
      { 'db.cloud.host': 'localhost', 'db.cloud.port': '' },
      { address: 'localhost', port: 3306 },
    ],
    [
      { 'db.cloud.host': undefined, 'db.cloud.port': undefined, 'db.cloud.name': undefined },
      { address: 'localhost', port: 3306, name: 'cloud' },
    ],
    [{ 'db.cloud.host': '[fd00::7] ' }, { address: 'fd00::7' }],
    [{ 'db.cloud.uri': 'jdbc:mysql://db2:3310/cloud_a?serverTimezone=UTC' }, { address: 'db2', port: 3310, name: 'cloud_a' }],
    [{ 'db.cloud.uri': 'jdbc:mariadb://[fd00::8]/c' }, { address: 'fd00::8', port: 3306, name: 'c' }],
  ])('place %#', (changes, place) => {
    expect(loginsOf(changes)).toMatchObject({ schemas: { cloud: { ...cloud, ...place } } });
  });

  test.each([
    [{ 'db.cloud.host': 'db1,db2' }, 'db.cloud.host is not one host name or address'],
    [{ 'db.cloud.port': '0' }, 'db.cloud.port is not a port'],
    [{ 'db.cloud.port': 'x' }, 'db.cloud.port is not a port'],
    [{ 'db.cloud.name': 'x'.repeat(65) }, 'db.cloud.name is not the name of a database'],
    [{ 'db.cloud.uri': 'jdbc:mysql:loadbalance://a,b/cloud' }, 'db.cloud.uri is not jdbc:mysql://host:port/name with one host'],
    [{ 'db.cloud.username': undefined }, 'db.cloud.username is empty or not there'],
    [{ 'db.cloud.encryption.type': 'constructor' }, 'is none of file, web and env'],
    [{ 'db.cloud.encryption.type': 'none' }, 'although db.cloud.encryption.type says that nothing is'],
    [{ 'db.cloud.password': 'ENC(!)' }, 'the key in the file beside it does not open it'],
    [{ 'db.cloud.password': `ENC(${encryptV1('mgmtKey-9', '')})` }, 'the key in the file beside it does not open it'],
  ])('no login: %#', (changes, text) => {
    expect(loginsOf(changes)).toEqual(why(text));
  });

  test('whatever stands there, nothing is thrown, and no reason repeats the password or the key', () => {
    const value = fc.oneof(fc.string(), fc.constantFrom('ENC(x)', 'file', 'web', '\\u12', 'a\\'), fc.string({ unit: 'binary' }));
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom(...Object.keys(BASE), 'db.cloud.uri', 'db.usage.username', 'db.usage.password'), value),
        fc.string(),
        (changes, key) => {
          const read = loginsOf({ ...changes, 'db.cloud.password': 'ENC(Canary+Secret)' }, `Canary-${key}`);
          expect(JSON.stringify(read)).not.toContain('Canary');
        },
      ),
    );
  });
});
