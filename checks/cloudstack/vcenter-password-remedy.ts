import { type Remedy, type Snippet, sh } from '../../src/index.ts';

/** How the vCenter password in one row is encrypted anew. */

/** `table` is the whole name, such as `cloud.cluster_details`. */
export interface Row {
  readonly of: string | number;
  readonly id: string | number;
  readonly table: string | number;
  readonly encryptor: string | number;
}

const COLUMNS: Readonly<Record<string, string>> = { 'cloud.cluster_details': 'value', 'cloud.vmware_data_center': 'password' };
const FOLDER = '/etc/cloudstack/management';
/** What encrypts, as messages say it: jasypt until 4.17, then the format alone, where that is known. */
export const JASYPT = 'V1 by jasypt';
export const EITHER = 'V1 or V2';

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

/** By message of a row. */
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
