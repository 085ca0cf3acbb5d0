import { type Classified, type Classifier, file, type KeyFile, propertyEntries } from '../../src/index.ts';
import { BOTH, MANAGEMENT_FOLDERS, open } from './database-keys.ts';

/** What an encrypted value of db.properties is, said by a classifier: neither it nor a key leaves the collector. */

const keyFiles: Classifier['keyFiles'] = MANAGEMENT_FOLDERS.flatMap(folder => [`${folder}/db.properties`, `${folder}/key`]).map(path => ({
  role: 'management',
  query: file(path),
}));

/** How good a key is: `own`, or why it is none. */
export type Strength = 'own' | 'default' | 'common' | 'short';

const COMMON = ['cloud', 'cloudstack', 'changeme', 'secret', 'test', 'admin', '12345678', 'password1'];
const SHORTEST = 8;

function strengthOf(key: string): Strength {
  if (key === 'password') return 'default';
  return COMMON.includes(key.toLowerCase()) ? 'common' : key.length < SHORTEST ? 'short' : 'own';
}

/**
 * Forms: `empty`; `plain-KEY`; `sealed-MANAGEMENT-KEY`, opened by the management key of the same host, where both words are the strength
 * of a key; `other-key`, which that key does not open; `some-hosts`, one text on several hosts that not every key opens; `no-key`, where
 * the key of a host was not at hand.
 */
export const propertyCipher: Classifier = {
  id: 'cloudstack.property-cipher',
  keyFiles,
  classify(value, files): Classified {
    if (value.trim() === '') return { form: 'empty' };
    const [, sealed] = /^\s*ENC\((.*)\)\s*$/s.exec(value) ?? [];
    if (sealed === undefined) return { form: `plain-${strengthOf(value)}` };
    const keys = keysBeside(value, files);
    if (keys.length === 0 || keys.includes(undefined)) return { form: 'no-key' };
    const opened = keys.map(key => open(sealed, key!, BOTH));
    const index = opened.findIndex(one => one !== undefined);
    const clear = opened[index];
    if (!clear) return { form: 'other-key' };
    if (opened.includes(undefined)) return { form: 'some-hosts', same: clear.text };
    return { form: `sealed-${strengthOf(keys[index]!)}-${strengthOf(clear.text)}`, same: clear.text };
  },
};

/**
 * The management keys of the hosts whose db.properties holds this text; undefined where a host has none that can be read. A file of
 * 4.0 that was left behind counts only where there is no newer one.
 */
function keysBeside(value: string, files: readonly KeyFile[]): (string | undefined)[] {
  const hosts = [...new Set(files.map(({ host }) => host))];
  return hosts.flatMap(host => {
    const textOf = (path: string): string | undefined => files.find(one => one.host === host && one.path === path)?.text;
    const folder = MANAGEMENT_FOLDERS.find(one => textOf(`${one}/db.properties`) !== undefined);
    if (folder === undefined || !holds(textOf(`${folder}/db.properties`)!, value)) return [];
    return [textOf(`${folder}/key`)?.split(/\r\n|\n|\r/, 1)[0] || undefined];
  });
}

function holds(text: string, value: string): boolean {
  try {
    return propertyEntries(text).some(one => one.value === value);
  } catch {
    return false;
  }
}
