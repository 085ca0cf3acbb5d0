import { encryptV1, encryptV2 } from '../../ciphers/encrypt.ts';

/** A cloud with one VMware cluster and its data center, as its tables and its management server answer. */

export const MANAGEMENT_KEY = 'mgmtKey-9';
export const DATABASE_KEY = 'dbKey-7';
export const PASSWORD = 'S3cret-vc!';

export const v1 = (plain: string, key = DATABASE_KEY): string => encryptV1(key, plain);
export const v2 = (plain: string, key = DATABASE_KEY): string => encryptV2(key, plain);

const FOLDER = '/etc/cloudstack/management';
const SECRET = `db.cloud.encrypt.secret=ENC(${v1(DATABASE_KEY, MANAGEMENT_KEY)})`;
const properties = (...lines: string[]): Record<string, string> => ({
  [`${FOLDER}/db.properties`]: ['db.cloud.password=ENC(abcd)', ...lines, ''].join('\n'),
});

export const keyFiles: Readonly<
  Record<'on' | 'onV1' | 'onV2' | 'withoutKey' | 'wrongKey' | 'web' | 'off' | 'defaults' | 'old', Readonly<Record<string, string>>>
> = {
  on: { ...properties('db.cloud.encryption.type=file', SECRET), [`${FOLDER}/key`]: MANAGEMENT_KEY },
  onV1: { ...properties('db.cloud.encryption.type=file', SECRET, 'db.cloud.encryptor.version=V1'), [`${FOLDER}/key`]: MANAGEMENT_KEY },
  onV2: { ...properties('db.cloud.encryption.type=file', SECRET, 'db.cloud.encryptor.version=V2'), [`${FOLDER}/key`]: MANAGEMENT_KEY },
  withoutKey: properties('db.cloud.encryption.type=file', SECRET),
  wrongKey: { ...properties('db.cloud.encryption.type=file', SECRET), [`${FOLDER}/key`]: 'another' },
  web: properties('db.cloud.encryption.type=web', SECRET),
  off: properties('db.cloud.encryption.type=none'),
  /** As `cloudstack-setup-encryption` leaves it by default: both keys are the word password. */
  defaults: {
    ...properties('db.cloud.encryption.type=file', `db.cloud.encrypt.secret=ENC(${v1('password', 'password')})`),
    [`${FOLDER}/key`]: 'password\n',
  },
  old: {
    '/etc/cloud/management/db.properties': `db.cloud.encryption.type=file\n${SECRET}\n`,
    '/etc/cloud/management/key': MANAGEMENT_KEY,
  },
};

export const init = (value: string | null) => [{ name: 'init', value }];
export const proof = init(v1('true'));

export const cluster = { id: 3, name: 'vc1', hypervisor_type: 'VMware', data_center_id: 1, removed: null };
export const url = { id: 11, cluster_id: 3, name: 'url', value: 'http://10.1.1.5/DC1/C1' };
export const password = (value: string | null, more: object = {}) => ({ id: 12, cluster_id: 3, name: 'password', value, ...more });
export const dataCenter = (value: string | null, more: object = {}) => ({ id: 4, name: 'DC1', guid: 'DC1@10.1.1.5', password: value, ...more });
