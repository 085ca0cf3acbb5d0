import { attempt, check, each, inRange, type OnHost, type Outcome, sh, skip, undecided } from '../../src/index.ts';
import { encryptionProof } from './facts/database-encryption.ts';
import { type EncryptionSettings, encryptionSettings, managementKeyFiles } from './facts/encryption-settings.ts';

const SETUP = {
  text: 'Only where the database was never encrypted, and before the first start: choose two keys of your own and use the same two on every management server.',
  commands: [sh`cloudstack-setup-encryption -e file -m MANAGEMENT_KEY -k DATABASE_KEY`],
  note: 'The guide recommends own keys and shows the command that takes the defaults where they are left out. On a database that holds encrypted values, another database key makes all of them unreadable.',
};
const RECOVER =
  'Bring db.properties and the key file back from the backup, both of one time and one host. Do not run cloudstack-setup-encryption: another key makes what is encrypted in the database unreadable.';

export default check({
  id: 'cloudstack/database-encryption-unconfigured',
  title: 'Encryption is set up on every management server, and its key opens what it must',
  severity: 'blocker',
  applies: {
    platform: 'cloudstack',
    phases: ['pre', 'stopped', 'installed', 'post'],
    paths: [{ from: '>=3.0' }, { from: '<3.0', phases: ['installed', 'post'] }],
    because: 'up to 2.2 nothing was encrypted, and encryption is set up with the new packages',
  },
  why: 'The management server opens the passwords of db.properties with its key file and the secrets of the database with the key in db.properties. If one of them does not fit, it does not start. The upgrade from 2.2 refuses to begin without encryption.',
  fix: {
    off: SETUP,
    typeUnknown: 'Set db.cloud.encryption.type to the value that it had before the upgrade: file, web or env.',
    keyMissing: RECOVER,
    keyEmpty: RECOVER,
    keyReadable: ({ path, mode }) => ({ commands: [sh`chmod 640 ${path}`], undo: sh`chmod ${mode} ${path}`.text }),
    secretMissing: RECOVER,
    secretPlain: 'Replace it by ENC(…), encrypted with the management key: whoever can read db.properties now has the key of the database.',
    wrongKey: RECOVER,
    passwordPlain: 'Replace it by ENC(…), encrypted with the management key, with the tool that is also used for other passwords of db.properties.',
    proofFails: RECOVER,
  },
  refs: [
    'https://docs.cloudstack.apache.org/projects/cloudstack-release-notes/en/4.3/#upgrade-from-2-2-14-to-4-3',
    'https://docs.cloudstack.apache.org/en/latest/installguide/encryption.html',
    'https://github.com/apache/cloudstack/issues/2611',
  ],
  covers: ['33'],
  needs: { settings: each(encryptionSettings), keys: each(managementKeyFiles), proof: attempt(encryptionProof) },
  messages: {
    off: '{path} sets db.cloud.encryption.type to none or not at all, so nothing is encrypted, and the upgrade from 2.2 does not begin.',
    typeUnknown: '{path} sets db.cloud.encryption.type to "{type}", which is none of file, web and env.',
    keyMissing: 'db.cloud.encryption.type is file, and {path} is not there.',
    keyEmpty: '{path} is empty.',
    keyReadable: { text: '{path} can be read by everybody (mode {mode}).', severity: 'warning' },
    secretMissing: '{path} has no db.cloud.encrypt.secret, the key of the database.',
    secretPlain: { text: '{path} holds db.cloud.encrypt.secret, the key of the database, in plain text.', severity: 'warning' },
    wrongKey: 'The management key does not open {key} in {path}.',
    passwordPlain: { text: '{path} holds {key} in plain text, although encryption is on.', severity: 'warning' },
    proofFails: 'The key of the database does not open the row init of cloud.configuration ({form}), so the management server does not start.',
    askedAtStart: { text: 'db.cloud.encryption.type is {type}: somebody has to give the key at every start, {how}.', severity: 'note' },
  },
  judge({ settings, keys, proof }, found, { from }) {
    const legacy = from !== undefined && inRange(from, '<3.0');
    const on = settings.filter(({ value }) => !value.off);
    if (on.length === 0 && settings.length > 0 && !legacy)
      return skip('encryption is off on every management server (db.cloud.encryption.type is none or not set)');
    return [...settings.flatMap(judgeHost), ...(on.length > 0 && !legacy ? judgeProof() : [])];

    function judgeHost({ host, value }: OnHost<EncryptionSettings>): Outcome[] {
      const { path, type, off } = value;
      const at = { host, object: 'db.properties', path };
      if (off) return legacy ? [found.off({ path }, at)] : [];
      if (type === 'web' || type === 'env') return [found.askedAtStart({ type, how: HOW[type] }, at), ...judgePasswords(value, host)];
      if (type !== 'file') return [found.typeUnknown({ path, type }, at)];
      return [...judgeKey(value, host), ...judgeSecret(value, host), ...judgePasswords(value, host)];
    }

    function judgeKey({ keyPath: path }: EncryptionSettings, host: string): Outcome[] {
      const listed = keys.find(one => one.host === host);
      if (!listed) return [];
      const at = { host, object: 'key file', path };
      const key = listed.value.find(one => one.path === path);
      if (!key) return [found.keyMissing({ path }, at)];
      if (key.size === 0) return [found.keyEmpty({ path }, at)];
      return key.type === 'file' && Number.parseInt(key.mode, 8) & 0o004 ? [found.keyReadable({ path, mode: key.mode }, at)] : [];
    }

    function judgeSecret({ path, secret }: EncryptionSettings, host: string): Outcome[] {
      const at = { host, object: 'db.cloud.encrypt.secret', path };
      if (!secret || secret.form === 'empty') return [found.secretMissing({ path }, at)];
      if (secret.form.startsWith('plain-')) return [found.secretPlain({ path }, at)];
      return judgeSealed(secret.form, 'db.cloud.encrypt.secret', path, host);
    }

    function judgePasswords({ path, password, usagePassword, type }: EncryptionSettings, host: string): Outcome[] {
      return Object.entries({ 'db.cloud.password': password, 'db.usage.password': usagePassword }).flatMap(([key, mark]): Outcome[] => {
        if (mark?.form.startsWith('plain-')) return [found.passwordPlain({ path, key }, { host, object: key, path })];
        return mark && mark.form !== 'empty' && type === 'file' ? judgeSealed(mark.form, key, path, host) : [];
      });
    }

    function judgeSealed(form: string, key: string, path: string, host: string): Outcome[] {
      if (form === 'other-key' || form === 'some-hosts') return [found.wrongKey({ path, key }, { host, object: key, path })];
      return form === 'no-key' ? [undecided(`${key} in ${path} is encrypted, and the key file could not be read or is not there`, host)] : [];
    }

    /** What the management server looks at before it starts. The row is there from 3.0 on. */
    function judgeProof(): Outcome[] {
      if (!('value' in proof)) return [undecided(`the row init of cloud.configuration: ${proof.reason}`)];
      const form = proof.value;
      if (form === undefined || form === 'empty')
        return [undecided('cloud.configuration has no row init, which would show whether the key of the database is right')];
      if (form.startsWith('proved-')) return [];
      if (form.startsWith('unverified-'))
        return [undecided(`the key of the database is not at hand (${form}), so it is open whether it opens the row init of cloud.configuration`)];
      return [found.proofFails({ form }, { object: 'row init of cloud.configuration' })];
    }
  },
});

const HOW = { web: 'on port 8097', env: 'in the environment of the service' } as const;
