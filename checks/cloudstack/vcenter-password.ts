import { beforePackages, type Found, inRange, type Outcome, type Phase, type SecretMark, undecided, type Version } from '../../src/index.ts';
import { WHY_UNVERIFIED } from './database-keys.ts';
import { EITHER, JASYPT, type Row } from './vcenter-password-remedy.ts';

/** What both tables with vCenter passwords are told: the words and the judging of one row. */

/** One message per form that is not right. */
export const rowMessages = {
  plaintext: 'The vCenter password of {of} is in plain text in row {id} of {table}; the management server expects it encrypted ({encryptor}).',
  plaintextFrom40: {
    text: 'The vCenter password of {of} is in plain text in row {id} of {table}. 4.0 wrote it so; newer management servers expect it encrypted ({encryptor}).',
    severity: 'warning',
  },
  encryptedTwice: 'The vCenter password of {of} is encrypted twice in row {id} of {table}; the management server decrypts it once ({encryptor}).',
  managementKey:
    'The vCenter password of {of} in row {id} of {table} is encrypted with the management key; the management server decrypts it with the database key ({encryptor}), which is another.',
  otherKey:
    'The vCenter password of {of} in row {id} of {table} does not decrypt with the database key ({encryptor}), which is the right one as it decrypts the row init of cloud.configuration: it was encrypted with another key, or it is plain text that looks encrypted.',
  otherFormat:
    'The vCenter password of {of} in row {id} of {table} is encrypted in the format that db.cloud.encryptor.version excludes; expected is {encryptor}.',
  someServers:
    'The vCenter password of {of} in row {id} of {table} decrypts with the keys of some management servers and not with those of the others ({encryptor}).',
  empty: 'The vCenter password of {of} in row {id} of {table} is empty; the management server expects it encrypted ({encryptor}).',
  notVerified: {
    text: 'The vCenter password of {of} in row {id} of {table} looks encrypted, which is not verified: {because}. A plain password of that length could look the same.',
    severity: 'warning',
  },
} as const;

/** The tool and the format that the management server now in use reads. */
export function encryptorFor(
  phase: Phase,
  versions: { readonly from: Version | undefined; readonly to: Version | undefined },
  set: 'V1' | 'V2' | undefined,
  proof: string | undefined,
): string {
  const version = beforePackages(phase) ? versions.from : versions.to;
  if (version && inRange(version, '<4.18')) return JASYPT;
  // Where nothing is set, the format of what was decrypted first goes for everything.
  return set ?? /^proved-(V[12])$/.exec(proof ?? '')?.[1] ?? EITHER;
}

/** Whether the evidence of the database key is there: the row `init` decrypts with it. */
const isProved = (proof: string | undefined): boolean => proof?.startsWith('proved-') ?? false;

const NOT_PROVED =
  'the database key does not decrypt it, and does not decrypt the row init of cloud.configuration either, so it may be the wrong key';

/** Judges what one row holds. */
export function judgeRow(
  { form }: SecretMark,
  row: Row,
  { proof, from40 }: { readonly proof: string | undefined; readonly from40: boolean },
  found: Found<typeof rowMessages>,
): Outcome[] {
  const at = { object: `${row.table} row ${row.id}` };
  if (form.startsWith('unverified-')) {
    const why = WHY_UNVERIFIED[form.slice('unverified-'.length) as keyof typeof WHY_UNVERIFIED] ?? form;
    return [found.notVerified({ ...row, because: why }, at)];
  }
  switch (form) {
    case 'encrypted':
      return [];
    case 'plaintext':
      return [from40 ? found.plaintextFrom40(row, at) : found.plaintext(row, at)];
    case 'encrypted-twice':
      return [found.encryptedTwice(row, at)];
    case 'management-key':
      return [found.managementKey(row, at)];
    case 'other-format':
      return [found.otherFormat(row, at)];
    case 'some-servers':
      return [found.someServers(row, at)];
    case 'empty':
      return [found.empty(row, at)];
    case 'other-key':
      return [isProved(proof) ? found.otherKey(row, at) : found.notVerified({ ...row, because: NOT_PROVED }, at)];
    default:
      return [undecided(`the vCenter password of ${row.of} in row ${row.id} of ${row.table} is ${form}, which says nothing`)];
  }
}

/** Up to 3.x the upgrade to 4.0 encrypts the passwords itself, so before it plain text is right. */
export const VCENTER_PATHS = {
  paths: [{ from: '>=4.0' }, { from: '<4.0', phases: ['post'] }],
  because: 'up to 3.0 plain text is right before the upgrade, which encrypts it itself: encrypting it by hand would encrypt it twice',
} as const;

export const VCENTER_REFS = [
  'https://docs.cloudstack.apache.org/projects/cloudstack-release-notes/en/4.3/#upgrade-from-4-2-x-to-4-3',
  'https://docs.cloudstack.apache.org/en/latest/installguide/encryption.html',
] as const;

export const ENCRYPTION_OFF = 'encryption is off (db.cloud.encryption.type is none or not set), so plain text is what the management server expects';

/** Whether no management server encrypts: the one asked says so, and what classified the values saw no other. */
export const isEncryptionOff = ({ off }: { readonly off: boolean }, passwords: readonly SecretMark[]): boolean =>
  off && passwords.every(({ form }) => form === 'encryption-off' || form === 'empty');

const CLEAR = new Set(['plaintext', 'encrypted', 'encrypted-twice', 'management-key', 'other-format', 'some-servers', 'encryption-off', 'empty']);

/** Whether the mark is that of the password itself, so that it can be compared. */
export const isClear = ({ form }: SecretMark): boolean => CLEAR.has(form);
