import { check, each, type OnHost, type Outcome, skip, undecided } from '../../src/index.ts';
import { type EncryptionSettings, encryptionSettings } from './facts/encryption-settings.ts';

const MIGRATE =
  'Not now: plan it for when you are at 4.18, where cloudstack-migrate-databases changes both keys and encrypts everything anew, with every management server stopped and after a dump. Never run cloudstack-setup-encryption with another database key on a database that is in use: what is encrypted in it becomes unreadable.';
const WEAK: Readonly<Record<string, string>> = {
  default: 'is the default, "password"',
  common: 'is one of the first that anybody would try',
  short: 'has fewer than eight characters',
};

export default check({
  id: 'cloudstack/default-encryption-keys',
  title: 'Neither the management key nor the database key is the default',
  severity: 'warning',
  applies: {
    platform: 'cloudstack',
    phases: ['pre', 'stopped', 'installed', 'post'],
    paths: [{ from: '>=3.0' }, { from: '<3.0', phases: ['installed', 'post'] }],
    because: 'up to 2.2 nothing was encrypted',
  },
  why: 'cloudstack-setup-encryption takes "password" for both keys where none is given. A copy of the database, or of a dump, then protects no secret in it.',
  fix: { management: MIGRATE, database: MIGRATE },
  refs: ['https://docs.cloudstack.apache.org/en/latest/installguide/encryption.html'],
  covers: ['34'],
  needs: { settings: each(encryptionSettings) },
  messages: {
    management: 'The management key (first line of {path}) {why}.',
    database: 'The database key (db.cloud.encrypt.secret in {path}) {why}.',
  },
  judge({ settings }, found) {
    const on = settings.filter(({ value }) => !value.off);
    if (on.length === 0 && settings.length > 0) return skip('encryption is off on every management server');
    return on.flatMap(({ host, value: { path, keyPath, secret, type } }: OnHost<EncryptionSettings>): Outcome[] => {
      const [seal, ...strengths] = secret?.form.split('-') ?? [];
      const [management, database] = seal === 'plain' ? [undefined, strengths[0]] : strengths;
      if (seal !== 'plain' && seal !== 'sealed') return [undecided(whyNot(type, secret?.form), host)];
      return [
        ...weak(management).map(why => found.management({ path: keyPath, why }, { host, object: 'management key', path: keyPath })),
        ...weak(database).map(why => found.database({ path, why }, { host, object: 'database key', path })),
      ];
    });
  },
});

const weak = (strength: string | undefined): string[] => {
  const why = strength === undefined ? undefined : WEAK[strength];
  return why === undefined ? [] : [why];
};

function whyNot(type: string, form: string | undefined): string {
  if (type !== 'file') return `the management key is not on the disk (db.cloud.encryption.type is ${type}), so neither key can be looked at`;
  return form === undefined || form === 'empty'
    ? 'db.properties has no db.cloud.encrypt.secret'
    : 'the management key could not be read, or does not open db.cloud.encrypt.secret';
}
