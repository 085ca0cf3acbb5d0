import check from '../../../checks/cloudstack/default-encryption-keys.ts';
import { cases } from '../../support/cases.ts';
import { DATABASE_KEY, dbProperties, FOLDER, key, sealed, sealedV2 } from './encryption.ts';
import { DENIED, on } from './services.ts';

const FILE = `${FOLDER}/db.properties`;
const KEY = `${FOLDER}/key`;
const management = (why: string) => ({
  message: 'management' as const,
  data: { path: KEY, why },
  host: 'management',
  object: 'management key',
  path: KEY,
});
const database = (why: string, host = 'management') => ({
  message: 'database' as const,
  data: { path: FILE, why },
  host,
  object: 'database key',
  path: FILE,
});
const DEFAULT = 'is the default, "password"';

cases(check, {
  on: { from: '4.2.1', to: '4.3.2', phase: 'pre' },
  passes: {
    "two keys of one's own": { given: { settings: dbProperties() }, keyFiles: key() },
    'passwords with capitals are not the default': {
      given: { settings: dbProperties({ secret: sealed('Password', 'PASSWORD') }) },
      keyFiles: key('PASSWORD'),
    },
    'the new format': { given: { settings: dbProperties({ secret: sealedV2(DATABASE_KEY) }) }, keyFiles: key() },
  },
  fails: {
    'both as the setup tool leaves them': {
      given: { settings: dbProperties({ secret: sealed('password', 'password') }) },
      keyFiles: key('password\n'),
      finds: [{ ...management(DEFAULT), remedy: 'Never run cloudstack-setup-encryption' }, database(DEFAULT)],
    },
    'the database key alone': { given: { settings: dbProperties({ secret: sealed('password') }) }, keyFiles: key(), finds: [database(DEFAULT)] },
    'the default in plain text': { given: { settings: dbProperties({ secret: 'password' }) }, finds: [database(DEFAULT)] },
    'a common word and a short one': {
      given: { settings: dbProperties({ secret: sealed('k3y', 'changeme') }) },
      keyFiles: key('changeme'),
      finds: [management('is one of the first that anybody would try'), database('has fewer than eight characters')],
    },
    'on one of two': {
      given: { settings: on({ m1: dbProperties(), m2: dbProperties({ secret: sealed('password') }) }) },
      keyFiles: { on: { m1: key(), m2: key() } },
      finds: [database(DEFAULT, 'm2')],
    },
  },
  skips: { 'encryption is off': { given: { settings: dbProperties({ type: 'none' }) }, because: 'encryption is off' } },
  unknown: {
    'no key file that can be read': { given: { settings: dbProperties() }, because: 'could not be read' },
    'the key is typed in': {
      given: { settings: dbProperties({ type: 'web' }) },
      keyFiles: {},
      because: 'is not on the disk (db.cloud.encryption.type is web)',
    },
    'no secret': { given: { settings: dbProperties({ secret: 'missing' }) }, keyFiles: key(), because: 'has no db.cloud.encrypt.secret' },
    'db.properties cannot be read': { given: { settings: DENIED }, because: 'permission denied' },
  },
});
