import { aesGcmSha256, type KeyFile, pbeWithMd5AndDes, propertyEntries } from '../../src/index.ts';

/**
 * The two keys of a management server, and how they open a text. The management key opens `ENC(…)` in db.properties; the
 * database key, which is `db.cloud.encrypt.secret` there, opens the columns. Both formats are in use since 4.18: V1 is jasypt's
 * PBEWithMD5AndDES, V2 is AES-256-GCM.
 */

/** Newest name first; 4.0 and older have the second. */
export const MANAGEMENT_FOLDERS = ['/etc/cloudstack/management', '/etc/cloud/management'] as const;

/** How a text is encrypted. */
export type Format = 'V1' | 'V2';

/** What one management server is set to. `why` is why its database key is not known. */
export interface Server {
  readonly off: boolean;
  readonly formats: readonly Format[];
  readonly management?: string;
  readonly database?: string;
  readonly why?: keyof typeof WHY_UNVERIFIED;
}

/** Why a value that looks encrypted could not be decrypted, by the second part of its form. */
export const WHY_UNVERIFIED = {
  settings: 'db.properties could not be read on any management server',
  type: 'db.cloud.encryption.type is none of file, web and env',
  web: 'db.cloud.encryption.type is web, so the key is typed in at each start and on no disk',
  env: 'db.cloud.encryption.type is env, so the key is in the environment of the service',
  'no-key': 'the file with the management key is not there or could not be read',
  'no-secret': 'db.properties has no db.cloud.encrypt.secret',
  mismatch: 'the management key does not decrypt db.cloud.encrypt.secret',
} as const;

/** What a key found in a text. */
export interface Opened {
  readonly text: string;
  readonly format: Format;
}

/** In the order the platform tries them. */
export const BOTH: readonly Format[] = ['V2', 'V1'];

/** The management servers whose db.properties could be read. */
export function serversOf(files: readonly KeyFile[]): Server[] {
  const hosts = [...new Set(files.map(({ host }) => host))];
  return hosts.flatMap(host => serverOf(new Map(files.filter(one => one.host === host).map(({ path, text }) => [path, text]))));
}

/** One management server, from its files by path; none where its db.properties could not be read. */
function serverOf(files: ReadonlyMap<string, string>): Server[] {
  const folder = MANAGEMENT_FOLDERS.find(one => files.has(`${one}/db.properties`));
  const settings = folder && settingsOf(files.get(`${folder}/db.properties`)!);
  if (!settings) return [];
  const type = settings.get('db.cloud.encryption.type') ?? '';
  const formats = formatsOf(settings.get('db.cloud.encryptor.version'));
  if (isOff(type)) return [{ off: true, formats }];
  const unknown = (why: NonNullable<Server['why']>): Server[] => [{ off: false, formats, why }];
  if (type === 'web' || type === 'env') return unknown(type);
  if (type !== 'file') return unknown('type');
  const [management = ''] = files.get(`${folder}/key`)?.split(/\r\n|\n|\r/, 1) ?? [];
  if (management === '') return unknown('no-key');
  const secret = settings.get('db.cloud.encrypt.secret') ?? '';
  if (secret === '') return unknown('no-secret');
  const [, sealed] = /^\s*ENC\((.*)\)\s*$/s.exec(secret) ?? [];
  const database = sealed === undefined ? secret : open(sealed, management, BOTH)?.text;
  return database ? [{ off: false, formats, management, database }] : unknown('mismatch');
}

/** Whether this `db.cloud.encryption.type` leaves everything in plain text. */
export const isOff = (type: string): boolean => type === '' || type === 'none';

function formatsOf(version = ''): readonly Format[] {
  const set = version.toUpperCase();
  return set === 'V1' || set === 'V2' ? [set] : BOTH;
}

function settingsOf(text: string): ReadonlyMap<string, string> | undefined {
  try {
    return new Map(propertyEntries(text).map(({ key, value }) => [key, value]));
  } catch {
    return undefined;
  }
}

/** The first that is there. */
export function first<T, U>(all: readonly T[], get: (one: T) => U | undefined): U | undefined {
  for (const one of all) {
    const got = get(one);
    if (got !== undefined) return got;
  }
  return undefined;
}

/** V1 has no proof of its own, but a wrong key does not give readable text; V2 is authenticated. */
export function open(value: string, key: string, formats: readonly Format[]): Opened | undefined {
  return first(formats, format => {
    // jasypt skips what is not base64, such as a line end that was pasted with the value; V2 is strict.
    const base64 = format === 'V1' ? value.replace(/[^A-Za-z0-9+/=]/g, '') : value;
    if (!BASE64.test(base64)) return undefined;
    const text = readable(format === 'V1' ? pbeWithMd5AndDes(key, base64) : aesGcmSha256(key, base64));
    return text === undefined ? undefined : { text, format };
  });
}

function readable(bytes: Uint8Array | undefined): string | undefined {
  if (!bytes) return undefined;
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return /\p{Cc}/u.test(text) ? undefined : text;
  } catch {
    return undefined;
  }
}

/** Base64 of the standard alphabet, padded. */
export const BASE64 = /^(?:[A-Za-z0-9+/]{4})+(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$|^(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)$/;
