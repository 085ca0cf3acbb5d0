import { type Classified, type Classifier, file } from '../../src/index.ts';
import { BASE64, BOTH, first, MANAGEMENT_FOLDERS, type Opened, open, type Server, serversOf } from './database-keys.ts';

/** What an encrypted column of the database is, said by a classifier: the value itself never leaves the collector. */

const keyFiles: Classifier['keyFiles'] = MANAGEMENT_FOLDERS.flatMap(folder => [`${folder}/db.properties`, `${folder}/key`]).map(path => ({
  role: 'management',
  query: file(path),
}));

/**
 * Forms: `encryption-off`, `empty`, `plaintext`, `encrypted`, `encrypted-twice`, `management-key` (opened by the wrong one of the two keys),
 * `some-servers` (opened by the keys of some management servers), `other-format` (the one that db.cloud.encryptor.version excludes),
 * `other-key` (looks encrypted, no key opens it), `unverified-…` (looks encrypted, no key at hand; see WHY_UNVERIFIED).
 */
export const databaseCipher: Classifier = {
  id: 'cloudstack.database-cipher',
  keyFiles,
  classify: (value, files) => classify(value, serversOf(files)),
};

/** The row `init` of cloud.configuration is an encrypted `true`: `proved-V1` or `proved-V2` where it is, `not-true`, or a form as above. */
export const encryptionProofCipher: Classifier = {
  id: 'cloudstack.encryption-proof-cipher',
  keyFiles,
  classify(value, files) {
    const servers = serversOf(files);
    const { form, same } = classify(value, servers);
    if (form !== 'encrypted') return { form };
    return { form: same === 'true' ? `proved-${opened(value, servers)!.format}` : 'not-true' };
  },
};

function classify(value: string, servers: readonly Server[]): Classified {
  const on = servers.filter(({ off }) => !off);
  if (servers.length > 0 && on.length === 0) return { form: 'encryption-off' };
  if (value === '') return { form: 'empty' };
  const able = on.filter(({ database }) => database !== undefined);
  if (able.length === 0) return { form: looksEncrypted(value) ? `unverified-${on[0]?.why ?? 'settings'}` : 'plaintext' };
  const clear = opened(value, able);
  if (!clear) return unopened(value, able);
  if (clear.text === '') return { form: 'empty', same: '' };
  if (able.some(server => !opened(value, [server]))) return { form: 'some-servers', same: clear.text };
  const inner = innermost(clear.text, able);
  return { form: inner === clear.text ? 'encrypted' : 'encrypted-twice', same: inner };
}

function unopened(value: string, able: readonly Server[]): Classified {
  const byManagementKey = first(able, ({ management }) => open(value, management!, BOTH));
  if (byManagementKey) return { form: 'management-key', same: byManagementKey.text };
  const inOtherFormat = first(able, ({ database }) => open(value, database!, BOTH));
  if (inOtherFormat) return { form: 'other-format', same: inOtherFormat.text };
  return { form: looksEncrypted(value) ? 'other-key' : 'plaintext' };
}

const opened = (value: string, servers: readonly Server[]): Opened | undefined =>
  first(servers, ({ database, formats }) => (database === undefined ? undefined : open(value, database, formats)));

const LAYERS = 4;

/** What is below further layers of encryption, by either key. */
function innermost(text: string, servers: readonly Server[]): string {
  let inner = text;
  for (let layer = 0; layer < LAYERS; layer++) {
    const below = first(servers, ({ database, management }) => open(inner, database!, BOTH) ?? open(inner, management!, BOTH));
    if (!below) break;
    inner = below.text;
  }
  return inner;
}

const SMALLEST_V1 = 16;
const SMALLEST_V2 = 29;
const FEWEST_CHARACTERS = 10;

/**
 * The shape alone: base64 of whole DES blocks with their salt, or of a nonce, something and a tag, with as many different characters
 * as random bytes give. A long password can look like that too.
 */
function looksEncrypted(value: string): boolean {
  const base64 = value.replace(/\s/g, '');
  if (!BASE64.test(base64) || new Set(base64).size < FEWEST_CHARACTERS) return false;
  const bytes = (base64.length / 4) * 3 - (/=*$/.exec(base64)?.[0].length ?? 0);
  return bytes >= SMALLEST_V2 || (bytes >= SMALLEST_V1 && bytes % 8 === 0);
}
