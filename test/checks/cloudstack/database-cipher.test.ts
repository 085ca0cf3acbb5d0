import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { databaseCipher, encryptionProofCipher } from '../../../checks/cloudstack/database-cipher.ts';
import type { KeyFile } from '../../../src/index.ts';
import { encryptV1, encryptV2 } from '../../ciphers/encrypt.ts';

const MANAGEMENT = 'mgmtKey-9';
const DATABASE = 'dbKey-7';
const PLAIN = 'S3cret-vc!';
const SEALED = `db.cloud.encrypt.secret=ENC(${encryptV1(MANAGEMENT, DATABASE)})`;

interface Server {
  readonly host?: string;
  readonly folder?: string;
  readonly settings?: string;
  readonly key?: string;
}
/** The files of one management server, as a classifier gets them. */
const server = ({
  host = 'm1',
  folder = '/etc/cloudstack/management',
  settings = `db.cloud.encryption.type=file\n${SEALED}\n`,
  key = MANAGEMENT,
}: Server = {}): KeyFile[] => [
  { host, path: `${folder}/db.properties`, text: settings },
  { host, path: `${folder}/key`, text: key },
];
const settings = (...lines: string[]): KeyFile[] => server({ settings: lines.join('\n') });
const formOf = (value: string, files: readonly KeyFile[] = server()): string => databaseCipher.classify(value, files).form;

describe('with the key', () => {
  test.each([
    ['encrypted', encryptV1(DATABASE, PLAIN), PLAIN],
    ['encrypted', encryptV2(DATABASE, PLAIN), PLAIN],
    ['encrypted', 'AQIDBAUGBwgE/qNUBtRDEOCMoxh2hKit', PLAIN],
    ['encrypted', `${encryptV1(DATABASE, PLAIN)}\n`, PLAIN],
    ['encrypted', encryptV1(DATABASE, 'pässwörd 密码'), 'pässwörd 密码'],
    ['encrypted', encryptV1(DATABASE, 'abcdefghijklmnopqrstuvwxyz012345'), 'abcdefghijklmnopqrstuvwxyz012345'],
    ['plaintext', PLAIN, undefined],
    ['plaintext', 'true', undefined],
    ['plaintext', ' ', undefined],
    ['plaintext', '‹plain›', undefined],
    ['plaintext', 'passwordpasswordpassword', undefined],
    ['plaintext', 'Password1234', undefined],
    ['plaintext', encryptV1(DATABASE, PLAIN).slice(1), undefined],
    ['plaintext', encryptV1(DATABASE, PLAIN).replace('A', '-'), undefined],
    ['empty', '', undefined],
    ['empty', encryptV1(DATABASE, ''), ''],
    ['encrypted-twice', encryptV1(DATABASE, encryptV1(DATABASE, PLAIN)), PLAIN],
    ['encrypted-twice', encryptV1(DATABASE, encryptV1(MANAGEMENT, PLAIN)), PLAIN],
    ['encrypted-twice', encryptV2(DATABASE, encryptV1(DATABASE, encryptV1(DATABASE, PLAIN))), PLAIN],
    ['management-key', encryptV1(MANAGEMENT, PLAIN), PLAIN],
    ['management-key', encryptV2(MANAGEMENT, PLAIN), PLAIN],
    ['other-key', encryptV1('another', PLAIN), undefined],
    ['other-key', encryptV2('another', PLAIN), undefined],
    ['other-key', 'abcdefghijklmnopqrstuvwxyz012345', undefined],
    ['plaintext', 'abcdefghijklmnopqrstuvwx', undefined],
  ])('%s: %j', (form, value, same) => {
    expect(databaseCipher.classify(value, server())).toEqual({ form, ...(same !== undefined && { same }) });
  });

  test('equal keys: the command of the guide is right by luck', () => {
    const files = settings('db.cloud.encryption.type=file', `db.cloud.encrypt.secret=ENC(${encryptV1('password', 'password')})`);
    const key = server({ key: 'password' })[1]!;
    expect(formOf('AQIDBAUGBwgeqfHg/e0q/0HgoWx3cjtF', [files[0]!, key])).toBe('encrypted');
  });

  test('a database key that is not in ENC() is the key itself', () => {
    expect(formOf(encryptV1(DATABASE, PLAIN), settings('db.cloud.encryption.type=file', `db.cloud.encrypt.secret=${DATABASE}`))).toBe('encrypted');
  });

  test.each([
    ['a line end after it', `${MANAGEMENT}\n`],
    ['a Windows line end and more', `${MANAGEMENT}\r\nmore`],
    ['an old Macintosh line end', `${MANAGEMENT}\rmore`],
  ])('only the first line of the key file is the key: %s', (_, key) => {
    expect(formOf(encryptV1(DATABASE, PLAIN), server({ key }))).toBe('encrypted');
  });

  test.each([
    ['blanks and a colon', `  db.cloud.encryption.type : file\ndb.cloud.encrypt.secret:ENC(${encryptV1(MANAGEMENT, DATABASE)})  `],
    ['escapes and a continued line', `db.cloud.encryption\\.type=fi\\\n  le\n${SEALED}`],
    ['duplicates, of which the last counts', `db.cloud.encryption.type=none\n${SEALED}\ndb.cloud.encryption.type=file`],
    ['Windows line ends', `db.cloud.encryption.type=file\r\n${SEALED}\r\n`],
    ['a secret in the second format', `db.cloud.encryption.type=file\ndb.cloud.encrypt.secret=ENC(${encryptV2(MANAGEMENT, DATABASE)})`],
  ])('db.properties with %s', (_, text) => {
    expect(formOf(encryptV1(DATABASE, PLAIN), server({ settings: text }))).toBe('encrypted');
  });

  test.each([
    ['V1', encryptV1, 'encrypted'],
    ['v1', encryptV2, 'other-format'],
    ['V2', encryptV2, 'encrypted'],
    ['v2', encryptV1, 'other-format'],
    ['', encryptV2, 'encrypted'],
    ['', encryptV1, 'encrypted'],
    ['V3', encryptV1, 'encrypted'],
  ])('db.cloud.encryptor.version=%s', (version, encrypt, form) => {
    const files = settings('db.cloud.encryption.type=file', SEALED, `db.cloud.encryptor.version=${version}`);
    expect(databaseCipher.classify(encrypt(DATABASE, PLAIN), files)).toEqual({ form, same: PLAIN });
    expect(formOf(PLAIN, files)).toBe('plaintext');
  });

  test('the old folder of 4.0, and the new one where both are there', () => {
    const old = server({ folder: '/etc/cloud/management' });
    expect(formOf(encryptV1(DATABASE, PLAIN), old)).toBe('encrypted');
    const stale = server({ folder: '/etc/cloud/management', settings: 'db.cloud.encryption.type=none', key: 'stale' });
    expect(formOf(encryptV1(DATABASE, PLAIN), [...stale, ...server()])).toBe('encrypted');
  });
});

describe('several management servers', () => {
  const other = server({
    host: 'm2',
    settings: `db.cloud.encryption.type=file\ndb.cloud.encrypt.secret=ENC(${encryptV1('other-mgmt', 'other-db')})`,
    key: 'other-mgmt',
  });

  test('the same key under different management keys', () => {
    const same = server({
      host: 'm2',
      settings: `db.cloud.encryption.type=file\ndb.cloud.encrypt.secret=ENC(${encryptV1('k2', DATABASE)})`,
      key: 'k2',
    });
    expect(formOf(encryptV1(DATABASE, PLAIN), [...server(), ...same])).toBe('encrypted');
  });
  test('keys that differ', () => {
    expect(databaseCipher.classify(encryptV1(DATABASE, PLAIN), [...server(), ...other])).toEqual({ form: 'some-servers', same: PLAIN });
    expect(formOf(encryptV1('other-db', PLAIN), [...server(), ...other])).toBe('some-servers');
    expect(formOf(encryptV1('third', PLAIN), [...server(), ...other])).toBe('other-key');
  });
  test('one without its key is not asked', () => {
    expect(formOf(encryptV1(DATABASE, PLAIN), [...server(), ...other.slice(0, 1)])).toBe('encrypted');
  });
  test('one where encryption is off does not turn it off', () => {
    expect(formOf(encryptV1(DATABASE, PLAIN), [...server({ host: 'm2', settings: 'db.cloud.encryption.type=none' }), ...server()])).toBe('encrypted');
  });
});

describe('without a key', () => {
  const sealed = encryptV1(DATABASE, PLAIN);
  test.each([
    ['unverified-settings', []],
    ['unverified-settings', server({ settings: 'a=\\u00' })],
    ['unverified-no-key', server().slice(0, 1)],
    ['unverified-no-key', server({ key: '' })],
    ['unverified-no-key', server({ key: `\n${MANAGEMENT}` })],
    ['unverified-web', settings('db.cloud.encryption.type=web', SEALED)],
    ['unverified-env', settings('db.cloud.encryption.type=env', SEALED)],
    ['unverified-type', settings('db.cloud.encryption.type=File', SEALED)],
    ['unverified-no-secret', settings('db.cloud.encryption.type=file')],
    ['unverified-mismatch', server({ key: 'another' })],
    ['unverified-mismatch', settings('db.cloud.encryption.type=file', 'db.cloud.encrypt.secret=ENC()')],
  ])('%s', (form, files) => {
    expect(databaseCipher.classify(sealed, files)).toEqual({ form });
    expect(databaseCipher.classify(PLAIN, files)).toEqual({ form: 'plaintext' });
    expect(databaseCipher.classify('', files)).toEqual({ form: 'empty' });
  });
});

describe('encryption off', () => {
  test.each([
    ['none', settings('db.cloud.encryption.type=none', SEALED)],
    ['empty', settings('db.cloud.encryption.type=')],
    ['not there', settings('# db.cloud.encryption.type=file')],
  ])('%s', (_, files) => {
    for (const value of [PLAIN, '', encryptV1(DATABASE, PLAIN)]) expect(databaseCipher.classify(value, files)).toEqual({ form: 'encryption-off' });
  });
});

describe('the row init proves the key', () => {
  test.each([
    ['proved-V1', 'AQIDBAUGBwhBDuu77u06tw==', server()],
    ['proved-V2', encryptV2(DATABASE, 'true'), server()],
    ['not-true', encryptV1(DATABASE, 'false'), server()],
    ['other-key', encryptV1('another', 'true'), server()],
    ['management-key', encryptV1(MANAGEMENT, 'true'), server()],
    ['plaintext', 'true', server()],
    ['empty', '', server()],
    ['unverified-web', encryptV1(DATABASE, 'true'), settings('db.cloud.encryption.type=web')],
    ['encryption-off', 'true', settings('')],
  ])('%s', (form, value, files) => {
    expect(encryptionProofCipher.classify(value, files)).toEqual({ form });
  });
});

describe('any password', () => {
  const password = fc.string({ minLength: 1, maxLength: 40, unit: 'grapheme' }).filter(text => !/[\p{Cc}\p{Cs}]/u.test(text));
  const salt = fc.uint8Array({ minLength: 8, maxLength: 8 }).map(bytes => Buffer.from(bytes));
  const nonce = fc.uint8Array({ minLength: 12, maxLength: 12 }).map(bytes => Buffer.from(bytes));

  test('is told from its encrypted form, and has one mark in all forms', () => {
    fc.assert(
      fc.property(password, salt, nonce, (plain, salt, nonce) => {
        const same = (value: string): string | undefined => databaseCipher.classify(value, server()).same ?? value;
        expect(formOf(encryptV1(DATABASE, plain, salt))).toBe('encrypted');
        expect(formOf(encryptV2(DATABASE, plain, nonce))).toBe('encrypted');
        expect(formOf(encryptV1(MANAGEMENT, plain, salt))).toBe('management-key');
        expect(['plaintext', 'other-key']).toContain(formOf(plain));
        expect(same(encryptV1(DATABASE, plain, salt))).toBe(plain);
        expect(same(encryptV1(DATABASE, encryptV2(DATABASE, plain, nonce), salt))).toBe(plain);
        expect(same(plain)).toBe(plain);
      }),
      { numRuns: 12 },
    );
  });

  test('what is encrypted with any key is never called plain text', () => {
    fc.assert(
      fc.property(password, password, salt, nonce, (key, plain, salt, nonce) => {
        for (const value of [encryptV1(key, plain, salt), encryptV2(key, plain, nonce)]) {
          expect(formOf(value)).not.toBe('plaintext');
          expect(formOf(value, [])).toBe('unverified-settings');
        }
      }),
      { numRuns: 20 },
    );
  });

  test('of hostile length and make is classified', () => {
    for (const value of ['A'.repeat(1 << 20), '='.repeat(1 << 16), 'a=', '====', '\0', '‹secret:encrypted:00›', '__proto__', '\u001b[31m']) {
      expect(formOf(value)).toBe('plaintext');
    }
  });
});
