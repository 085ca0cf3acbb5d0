import check from '../../../checks/cloudstack/database-encryption-unconfigured.ts';
import { encryptV1, encryptV2 } from '../../ciphers/encrypt.ts';
import { cases } from '../../support/cases.ts';
import { DATABASE_KEY, dbProperties, FOLDER, init, key, keyEntry, proof, sealed, sealedV2 } from './encryption.ts';
import { DENIED, on } from './services.ts';

const FILE = `${FOLDER}/db.properties`;
const KEY = `${FOLDER}/key`;
const given = (settings: unknown, more: object = {}) => ({ settings, keys: [keyEntry()], proof, ...more }) as never;
const at = (object: string, path = FILE) => ({ host: 'management', object, path });
const legacy = { from: '2.2.14', to: '4.3.2', phase: 'installed' } as const;

cases(check, {
  on: { from: '4.2.1', to: '4.3.2', phase: 'post' },
  passes: {
    'all of it, by the key file': { given: given(dbProperties()), keyFiles: key() },
    'the new format': {
      given: given(dbProperties({ secret: sealedV2(DATABASE_KEY) }), { proof: init(encryptV2(DATABASE_KEY, 'true')) }),
      keyFiles: key(),
    },
    'a line end behind the key': { given: given(dbProperties()), keyFiles: key('mgmtKey-9\r\nsecond line\n') },
    'before the first start after 2.2': { ...legacy, given: given(dbProperties(), { proof: undefined }), keyFiles: key() },
    'the files of 4.0': {
      from: '3.0.2',
      to: '4.0.2',
      given: given((query: { path?: string }) => (query.path === '/etc/cloud/management/db.properties' ? dbProperties() : undefined), {
        keys: [keyEntry({ path: '/etc/cloud/management/key' })],
      }),
      keyFiles: key('mgmtKey-9', '/etc/cloud/management'),
    },
    'a key file that is a link': { given: given(dbProperties(), { keys: [keyEntry({ type: 'link', mode: '0777' })] }), keyFiles: key() },
    'no password for usage': { given: given(dbProperties({ usage: '' })), keyFiles: key() },
  },
  notes: {
    'the key is given at each start, and there is nothing to open yet': {
      ...legacy,
      given: given(dbProperties({ type: 'env' })),
      finds: [{ message: 'askedAtStart', data: { type: 'env', how: 'in the environment of the service' }, ...at('db.properties') }],
      keyFiles: key(),
    },
  },
  fails: {
    'off, and the upgrade is from 2.2': {
      ...legacy,
      given: given(dbProperties({ type: 'none' })),
      finds: [
        {
          message: 'off',
          data: { path: FILE },
          ...at('db.properties'),
          remedy: 'cloudstack-setup-encryption -e file -m MANAGEMENT_KEY -k DATABASE_KEY',
        },
      ],
    },
    'not set at all, and the upgrade is from 2.2': {
      ...legacy,
      given: given(dbProperties({ type: 'missing' })),
      finds: [{ message: 'off', data: { path: FILE }, ...at('db.properties') }],
    },
    'a type that is none': {
      given: given(dbProperties({ type: 'File\u001b[2J' })),
      finds: [{ message: 'typeUnknown', data: { path: FILE, type: 'File\u001b[2J' }, ...at('db.properties') }],
      keyFiles: key(),
    },
    'no key file': {
      given: given(dbProperties({ secret: 'plainKey-77', password: 'p' }), { keys: [], proof: init('x') }),
      finds: [
        { message: 'keyMissing', data: { path: KEY }, ...at('key file', KEY) },
        { message: 'secretPlain', data: { path: FILE }, ...at('db.cloud.encrypt.secret') },
        { message: 'passwordPlain', data: { path: FILE, key: 'db.cloud.password' }, ...at('db.cloud.password') },
        { message: 'passwordPlain', data: { path: FILE, key: 'db.usage.password' }, ...at('db.usage.password') },
        { message: 'proofFails', data: { form: 'plaintext' }, object: 'row init of cloud.configuration' },
      ],
      keyFiles: key(),
    },
    'an empty key file': {
      given: given(dbProperties(), { keys: [keyEntry({ size: 0 })] }),
      finds: [{ message: 'keyEmpty', data: { path: KEY }, ...at('key file', KEY) }],
      keyFiles: key(),
    },
    'a key file for everybody': {
      given: given(dbProperties(), { keys: [keyEntry({ mode: '0644' })] }),
      finds: [{ message: 'keyReadable', data: { path: KEY, mode: '0644' }, ...at('key file', KEY), remedy: `chmod 640 ${KEY}` }],
      keyFiles: key(),
    },
    'db.properties overwritten by that of the package': {
      given: given(dbProperties({ secret: 'missing', password: 'cloud' })),
      finds: [
        { message: 'secretMissing', data: { path: FILE }, ...at('db.cloud.encrypt.secret') },
        { message: 'passwordPlain', data: { path: FILE, key: 'db.cloud.password' }, ...at('db.cloud.password') },
        { message: 'passwordPlain', data: { path: FILE, key: 'db.usage.password' }, ...at('db.usage.password') },
      ],
      phase: 'installed',
      from: '2.2.14',
      keyFiles: key(),
    },
    'the key of another server': {
      given: given(dbProperties({ secret: sealed(DATABASE_KEY, 'other-key'), password: sealed('x', 'other-key') }), { proof: init('x') }),
      finds: [
        { message: 'wrongKey', data: { path: FILE, key: 'db.cloud.encrypt.secret' }, ...at('db.cloud.encrypt.secret') },
        { message: 'wrongKey', data: { path: FILE, key: 'db.cloud.password' }, ...at('db.cloud.password') },
        { message: 'wrongKey', data: { path: FILE, key: 'db.usage.password' }, ...at('db.usage.password') },
        { message: 'proofFails', data: { form: 'plaintext' }, object: 'row init of cloud.configuration' },
      ],
      keyFiles: key(),
    },
    'a database of another key': {
      given: given(dbProperties(), { proof: init(encryptV1('another', 'true')) }),
      finds: [{ message: 'proofFails', data: { form: 'other-key' }, object: 'row init of cloud.configuration' }],
      keyFiles: key(),
    },
    'a proof that is not true': {
      given: given(dbProperties(), { proof: init(encryptV1(DATABASE_KEY, 'false')) }),
      finds: [{ message: 'proofFails', data: { form: 'not-true' }, object: 'row init of cloud.configuration' }],
      keyFiles: key(),
    },
  },
  skips: {
    'off on purpose': { given: given(dbProperties({ type: 'none' })), because: 'encryption is off' },
    'not set, as with 4.2 without encryption': { given: given(dbProperties({ type: 'missing' })), because: 'encryption is off' },
  },
  unknown: {
    'a key file that cannot be read': { given: given(dbProperties()), because: 'the key file could not be read or is not there' },
    'the key is typed in, and no proof': {
      given: given(dbProperties({ type: 'web' })),
      because: 'the key of the database is not at hand',
      keyFiles: {},
    },
    'no row init': { given: given(dbProperties(), { proof: [] }), because: 'has no row init', keyFiles: key() },
    'a database that refuses': { given: given(dbProperties(), { proof: DENIED }), because: 'permission denied', keyFiles: key() },
    'one of two hosts': {
      given: given(on({ m1: dbProperties(), m2: DENIED }), { keys: on({ m1: [keyEntry()], m2: [keyEntry()] }) }),
      because: 'on m2: permission denied',
      keyFiles: { on: { m1: key() } },
    },
  },
});
