import { encryptV1, encryptV2 } from '../../ciphers/encrypt.ts';

/** db.properties and key files of management servers, as the setup tool leaves them. Every text of a key has a salt of its own. */

export const FOLDER = '/etc/cloudstack/management';
export const MANAGEMENT_KEY = 'mgmtKey-9';
export const DATABASE_KEY = 'dbKey-7-long';
export const DATABASE_PASSWORD = 'hunter2-of-mysql';

export const sealed = (text: string, key = MANAGEMENT_KEY): string => `ENC(${encryptV1(key, text)})`;
export const sealedV2 = (text: string, key = MANAGEMENT_KEY): string => `ENC(${encryptV2(key, text)})`;

interface Settings {
  readonly type?: string;
  readonly secret?: string | undefined;
  readonly password?: string;
  readonly usage?: string;
  readonly version?: string;
}

/** A whole db.properties; a setting that is undefined has no line. */
export const dbProperties = ({
  type = 'file',
  secret = sealed(DATABASE_KEY),
  password = sealed(DATABASE_PASSWORD),
  usage = password,
  version,
}: Settings = {}): string =>
  [
    'cluster.node.IP=10.1.1.10',
    'db.cloud.username=cloud',
    `db.cloud.password=${password}`,
    'db.cloud.host=10.1.1.20',
    ...(type === 'missing' ? [] : [`db.cloud.encryption.type=${type}`]),
    ...(secret === 'missing' ? [] : [`db.cloud.encrypt.secret=${secret}`]),
    ...(version === undefined ? [] : [`db.cloud.encryptor.version=${version}`]),
    `db.usage.password=${usage}`,
    '',
  ].join('\n');

/** The key file, for the classifier. */
export const key = (text = MANAGEMENT_KEY, folder = FOLDER): Record<string, string> => ({ [`${folder}/key`]: text });

/** The key file, in a listing. */
export const keyEntry = (more: object = {}) => ({ path: `${FOLDER}/key`, size: 9, mode: '0640', owner: 'root', group: 'cloud', ...more });

export const init = (value: string | null) => [{ name: 'init', value }];
export const proof = init(encryptV1(DATABASE_KEY, 'true'));
