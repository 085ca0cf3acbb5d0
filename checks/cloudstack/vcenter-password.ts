import {
  type Found,
  type Outcome,
  inRange,
  type Phase,
  beforePackages,
  type Remedy,
  type SecretMark,
  sh,
  type Snippet,
  undecided,
  type Version,
} from '../../src/index.ts';
import { WHY_UNVERIFIED } from './database-keys.ts';

/** What both tables with vCenter passwords are told: the words, the remedies and the judging of one row. */

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

/** `table` is the whole name, such as `cloud.cluster_details`. */
interface Row {
  readonly of: string | number;
  readonly id: string | number;
  readonly table: string | number;
  readonly encryptor: string | number;
}

const COLUMNS: Readonly<Record<string, string>> = { 'cloud.cluster_details': 'value', 'cloud.vmware_data_center': 'password' };
const FOLDER = '/etc/cloudstack/management';
const JASYPT = 'V1 by jasypt';
const EITHER = 'V1 or V2';

const GUIDE =
  'The guide encrypts with the management key (cat /etc/cloudstack/management/key). The management server decrypts the table with the database key, which is the decrypted db.cloud.encrypt.secret. The command of the guide is right only where the two are equal. The guide also puts the password into the history of the shell.';

/** Asks for what is secret, so that nothing of it gets into a file or into the history of the shell. */
function encryptRow({ of, id, table, encryptor }: Row): Remedy {
  const name = String(table).replace('cloud.', '');
  const backup = `${name}-${id}.sql`;
  if (encryptor === EITHER) {
    return {
      text: `Encrypt the vCenter password of ${of} with the database key, in the format of the other encrypted values, and write it to row ${id} of ${table}.`,
      note: GUIDE,
    };
  }
  return {
    text: `Back up the database, stop every management server, then run these lines in one bash on a management server, one by one: they ask for the vCenter password of ${of} and for that of the MySQL user, prove the database key with the row init of cloud.configuration, and write nothing where that fails. The arguments of java can be seen with ps while it runs. Delete ${backup} when all is well: the old value is in it.`,
    down: 'cloudstack-management on every management server',
    commands: [
      sh`umask 077; mysqldump -u root -p --no-create-info --single-transaction --replace --where=${`id = ${id}`} cloud ${name} > ${backup}`,
      sh`IFS= read -rsp 'vCenter password: ' PLAIN; echo`,
      sh`MASTER=$(head -n 1 ${`${FOLDER}/key`}) || { IFS= read -rsp 'Management key: ' MASTER; echo; }`,
      sh`SECRET=$(sed -n 's/^[[:space:]]*db[.]cloud[.]encrypt[.]secret[[:space:]]*[=:][[:space:]]*ENC(\\(.*\\))[[:space:]]*$/\\1/p' ${`${FOLDER}/db.properties`})`,
      ...(encryptor === JASYPT ? BY_JASYPT : byPlatform(encryptor)),
      sh`DBKEY=$(decrypt "$MASTER" "$SECRET")`,
      sh`INIT=$(mysql -u root -p -N -B -e "SELECT value FROM cloud.configuration WHERE name = 'init'")`,
      sh`[ "$(decrypt "$DBKEY" "$INIT")" = true ] || unset DBKEY`,
      sh`CIPHER=$(encrypt "\${DBKEY:?is not the key of this database}" "$PLAIN")`,
      sh`[ "$(decrypt "$DBKEY" "$CIPHER")" = "$PLAIN" ] || unset CIPHER`,
      sh`mysql -u root -p -e "UPDATE ${table} SET ${COLUMNS[table] ?? 'value'} = '\${CIPHER:?was not encrypted}' WHERE id = ${id};"`,
      sh`unset PLAIN MASTER SECRET DBKEY INIT CIPHER`,
    ],
    undo: sh`mysql -u root -p cloud < ${backup}`.text,
    note: GUIDE,
  };
}

/** Until 4.17. The argument after the class is the name that the program gives itself. */
const BY_JASYPT: readonly Snippet[] = [
  sh`JASYPT=$(ls /usr/share/cloudstack-common/lib/jasypt-*.jar | tail -n 1)`,
  sh`encrypt() { java -classpath "$JASYPT" org.jasypt.intf.cli.JasyptPBEStringEncryptionCLI encrypt.sh password="$1" input="$2" verbose=false; }`,
  sh`decrypt() { java -classpath "$JASYPT" org.jasypt.intf.cli.JasyptPBEStringDecryptionCLI decrypt.sh password="$1" input="$2" verbose=false; }`,
];

/** From 4.18 on the platform has a tool of its own, which writes both formats and reads either. */
const byPlatform = (encryptor: string | number): Snippet[] => [
  sh`encryption() { java -classpath /usr/share/cloudstack-common/lib/cloudstack-utils.jar com.cloud.utils.crypt.EncryptionCLI "$@"; }`,
  sh`encrypt() { encryption --encryptorversion=${encryptor} --password="$1" --input="$2"; }`,
  sh`decrypt() { encryption --decrypt --password="$1" --input="$2"; }`,
];

export const rowFixes = {
  plaintext: encryptRow,
  plaintextFrom40: (row: Row): Remedy => ({ ...encryptRow(row), text: `Do this when the new packages are installed. ${encryptRow(row).text}` }),
  encryptedTwice: encryptRow,
  managementKey: encryptRow,
  otherKey: encryptRow,
  otherFormat: encryptRow,
  empty: encryptRow,
  someServers:
    'Compare db.properties and the key file of all management servers. Give those that are wrong the db.cloud.encrypt.secret and the key of the others, and run this check again before you change the row.',
  notVerified: `Run preflight as a user that may read ${FOLDER}/key, or decrypt the value by hand with the database key and look whether it is the password. Do not encrypt it again before you know.`,
};

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
