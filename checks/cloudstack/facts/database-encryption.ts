import { fact, file, nullable, properties, rows, secretMark, table, text } from '../../../src/index.ts';
import { encryptionProofCipher } from '../database-cipher.ts';
import { isOff, MANAGEMENT_FOLDERS } from '../database-keys.ts';

/** How a management server is set to encrypt. `encryptor` is undefined where nothing is set, as in every version before 4.18. */
export const databaseEncryption = fact({
  id: 'cloudstack.database-encryption',
  title: 'encryption settings of the database',
  role: 'management',
  query: MANAGEMENT_FOLDERS.map(folder =>
    file(`${folder}/db.properties`, { keep: { keys: ['db.cloud.encryption.type', 'db.cloud.encryptor.version'] } }),
  ),
  parse(body) {
    const settings = properties(body);
    const type = settings.get('db.cloud.encryption.type')?.value ?? '';
    const version = settings.get('db.cloud.encryptor.version')?.value.toUpperCase();
    return { type, off: isOff(type), encryptor: version === 'V1' || version === 'V2' ? version : undefined } as const;
  },
});

/** What the row `init` of the configuration says of the database key: a form of `encryptionProofCipher`, undefined where there is no such row. */
export const encryptionProof = fact({
  id: 'cloudstack.encryption-proof',
  title: 'encrypted row init of the configuration',
  role: 'database',
  query: table('cloud.configuration', { columns: ['name', 'value'], where: { column: 'name', equals: 'init' } }),
  secrets: [{ column: 'value', by: encryptionProofCipher }],
  parse(body) {
    const [row] = rows({ name: text, value: nullable(text) })(body);
    return row && secretMark(row.value)?.form;
  },
});
