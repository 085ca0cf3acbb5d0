import { expect, test } from 'vitest';
import check from '../../../checks/cloudstack/encryption-keys-differ.ts';
import { encryptionSettings } from '../../../checks/cloudstack/facts/encryption-settings.ts';
import { redactor } from '../../../src/engine/redact/redactor.ts';
import { cases } from '../../support/cases.ts';
import { DATABASE_KEY, DATABASE_PASSWORD, dbProperties, FOLDER, key, MANAGEMENT_KEY, sealed } from './encryption.ts';
import { DENIED, mshost, on } from './services.ts';

const two = { on: { m1: key(), m2: key() } };
const differs = (host: string, others: string) => ({ message: 'differs' as const, data: { host, others }, host, object: 'database key' });

cases(check, {
  on: { from: '4.2.1', to: '4.3.2', phase: 'stopped' },
  passes: {
    'one key, sealed anew on each': { given: { settings: on({ m1: dbProperties(), m2: dbProperties() }) }, keyFiles: two },
    'the same file on both': {
      given: {
        settings: on({
          m1: dbProperties({ secret: sealed('same-secret') }).slice(),
          m2: dbProperties().replace(/encrypt\.secret=.*/, `encrypt.secret=${sealed('same-secret')}`),
        }),
      },
      keyFiles: two,
    },
    'management keys of their own, which seal one database key': {
      given: { settings: on({ m1: dbProperties(), m2: dbProperties({ secret: sealed(DATABASE_KEY, 'another-9') }) }) },
      keyFiles: { on: { m1: key(), m2: key('another-9') } },
    },
    'in plain text on one': { given: { settings: on({ m1: dbProperties(), m2: dbProperties({ secret: DATABASE_KEY }) }) }, keyFiles: two },
  },
  fails: {
    'another key on the second': {
      given: { settings: on({ m1: dbProperties(), m2: dbProperties({ secret: sealed('dbKey-8-long') }) }) },
      keyFiles: two,
      finds: [differs('m2', 'm1')],
    },
    'another key on one of three': {
      given: { settings: on({ m1: dbProperties({ secret: sealed('odd-one-out') }), m2: dbProperties(), m3: dbProperties() }) },
      keyFiles: { on: { m1: key(), m2: key(), m3: key() } },
      finds: [differs('m1', 'm2, m3')],
    },
    'off on one of them': {
      given: { settings: on({ m1: dbProperties(), m2: dbProperties({ type: 'none' }) }) },
      keyFiles: two,
      finds: [
        { message: 'typeDiffers', data: { type: 'none', host: 'm2', other: 'file', others: 'm1' }, host: 'm2', object: 'db.cloud.encryption.type' },
      ],
    },
    'another format': {
      given: { settings: on({ m1: dbProperties({ version: 'v2' }), m2: dbProperties({ version: 'V1' }), m3: dbProperties({ version: 'V2' }) }) },
      keyFiles: { on: { m1: key(), m2: key(), m3: key() } },
      finds: [
        {
          message: 'versionDiffers',
          data: { version: 'V1', host: 'm2', other: 'V2', others: 'm1, m3' },
          host: 'm2',
          object: 'db.cloud.encryptor.version',
        },
      ],
    },
  },
  skips: {
    'one management server': { given: { settings: dbProperties(), servers: [mshost(1)] }, keyFiles: key(), because: 'one management server only' },
    'one in the database too, beside what is left of others': {
      given: {
        settings: dbProperties(),
        servers: [mshost(1), mshost(2, { last_update: '2025-03-01 10:00:00' }), mshost(3, { removed: '2026-11-20 01:00:00' })],
      },
      keyFiles: key(),
      because: 'one management server only',
    },
    'encryption is off': {
      given: { settings: on({ m1: dbProperties({ type: '' }), m2: dbProperties({ type: 'none' }) }) },
      because: 'encryption is off',
    },
  },
  unknown: {
    'the database knows another that ran until an hour ago': {
      given: {
        settings: dbProperties(),
        servers: [mshost(1), mshost(2, { last_update: '2026-11-21 01:00:00' })],
      },
      keyFiles: key(),
      because: 'the database has 2 management servers that ran until lately, m1 (id 1, 10.1.1.11) and m2 (id 2, 10.1.1.12), and the settings of 1',
    },
    'off where it was looked, and there is another': {
      given: { settings: dbProperties({ type: 'none' }), servers: [mshost(1), mshost(2)] },
      because: 'the settings of 1 could be read',
    },
    'the database cannot be asked for others': {
      given: { settings: dbProperties(), servers: DENIED },
      keyFiles: key(),
      because: 'whether there is another is not known: permission denied',
    },
    'one cannot be read': { given: { settings: on({ m1: dbProperties(), m2: DENIED }) }, keyFiles: two, because: 'on m2: permission denied' },
    'one key file is not there': {
      given: { settings: on({ m1: dbProperties(), m2: dbProperties() }) },
      keyFiles: { on: { m1: key() } },
      because: 'db.cloud.encrypt.secret is no-key',
    },
    'keys that are typed in': {
      given: { settings: on({ m1: dbProperties({ type: 'web' }), m2: dbProperties({ type: 'web' }) }) },
      keyFiles: {},
      because: 'db.cloud.encryption.type is web',
    },
    'one text, and the key of one host does not open it': {
      given: (() => {
        const text = dbProperties();
        return { settings: on({ m1: text, m2: text }) };
      })(),
      keyFiles: { on: { m1: key(), m2: key('another-9') } },
      because: 'db.cloud.encrypt.secret is some-hosts',
    },
  },
});

test('neither key nor password is in what is kept', () => {
  const text = dbProperties();
  const [query] = encryptionSettings.queries({});
  const hider = redactor();
  const keyFiles = [
    { host: 'm1', path: `${FOLDER}/db.properties`, text },
    { host: 'm1', path: `${FOLDER}/key`, text: MANAGEMENT_KEY },
  ];
  const kept = JSON.stringify(hider.body(query!, { text }, { rules: encryptionSettings.secrets, keyFiles }));
  for (const secret of [DATABASE_KEY, DATABASE_PASSWORD, MANAGEMENT_KEY, 'ENC(', '10.1.1.20']) expect(kept).not.toContain(secret);
  expect(kept).toContain('‹secret:sealed-own-own:');
});
