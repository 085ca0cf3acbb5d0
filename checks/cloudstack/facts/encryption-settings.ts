import { fact, file, paths, properties, secretMark } from '../../../src/index.ts';
import { isOff, MANAGEMENT_FOLDERS } from '../database-keys.ts';
import { propertyCipher } from '../property-cipher.ts';

const SECRETS = ['db.cloud.encrypt.secret', 'db.cloud.password', 'db.usage.password'] as const;
const TYPE = 'db.cloud.encryption.type';
const VERSION = 'db.cloud.encryptor.version';

/**
 * How one management server encrypts. The three secrets come as marks with a form of `propertyCipher`, undefined where the key is not there.
 *
 *     db.cloud.encryption.type=file
 *     db.cloud.encrypt.secret=ENC(AQIDBAUGBwgUoMDgWLIEUQ==)
 *     db.cloud.password=ENC(…)
 */
export const encryptionSettings = fact({
  id: 'cloudstack.encryption-settings',
  title: 'encryption settings in db.properties',
  role: 'management',
  query: MANAGEMENT_FOLDERS.map(folder => file(`${folder}/db.properties`, { keep: { keys: [TYPE, VERSION, ...SECRETS] } })),
  secrets: SECRETS.map(key => ({ key, by: propertyCipher })),
  parse(body, { query }) {
    const settings = properties(body);
    const type = settings.get(TYPE)?.value ?? '';
    const [secret, password, usagePassword] = SECRETS.map(key => secretMark(settings.get(key)?.value));
    const path = query.kind === 'file' ? query.path : '';
    const encryptor = settings.get(VERSION)?.value.trim().toUpperCase() ?? '';
    return { path, keyPath: path.replace(/db\.properties$/, 'key'), type, off: isOff(type), encryptor, secret, password, usagePassword } as const;
  },
});

/** What `encryptionSettings` says of one server. */
export type EncryptionSettings = ReturnType<typeof encryptionSettings.parse>;

/** Key files of a management server: size and mode, never what is in them. */
export const managementKeyFiles = fact({
  id: 'cloudstack.management-key-files',
  title: 'key files of the management server',
  role: 'management',
  query: paths(...MANAGEMENT_FOLDERS.map(folder => `${folder}/key`)),
  parse: ({ entries }) => entries.map(({ path, size, mode, type }) => ({ path, size, mode, type })),
});
