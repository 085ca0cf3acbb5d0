import { attempt, check, each, type OnHost, type Outcome, skip, undecided } from '../../src/index.ts';
import { type EncryptionSettings, encryptionSettings } from './facts/encryption-settings.ts';
import { inService, managementServers, sayServer } from './facts/mshosts.ts';

export default check({
  id: 'cloudstack/encryption-keys-differ',
  title: 'All management servers use the same database key and encrypt in the same way',
  severity: 'blocker',
  applies: {
    platform: 'cloudstack',
    phases: ['pre', 'stopped', 'installed', 'post'],
    paths: [{ from: '>=3.0' }, { from: '<3.0', phases: ['installed', 'post'] }],
    because: 'up to 2.2 nothing was encrypted',
  },
  why: 'All management servers read and write the same secrets in one database. What one with another key writes, no other can read.',
  fix: {
    differs:
      'Find out which key opens the row init of cloud.configuration, and bring db.properties and the key file of a server that has it to the others.',
    typeDiffers: 'Bring db.cloud.encryption.type and what belongs to it in line on all management servers.',
    versionDiffers: 'Set the same db.cloud.encryptor.version on all management servers.',
  },
  refs: [
    'https://docs.cloudstack.apache.org/projects/cloudstack-release-notes/en/4.3/#upgrade-from-2-2-14-to-4-3',
    'https://github.com/apache/cloudstack/issues/7299',
  ],
  covers: ['35'],
  needs: { settings: each(encryptionSettings), servers: attempt(managementServers) },
  messages: {
    differs: 'The database key of {host} is not that of {others}.',
    typeDiffers: 'db.cloud.encryption.type is "{type}" on {host} and "{other}" on {others}.',
    versionDiffers: { text: 'db.cloud.encryptor.version is "{version}" on {host} and "{other}" on {others}.', severity: 'warning' },
  },
  judge({ settings, servers }, found) {
    const known = 'value' in servers ? inService(servers.value) : [];
    const areAllSeen = known.length <= settings.length;
    if (settings.length === 1 && areAllSeen) {
      return 'value' in servers
        ? skip('there is one management server only')
        : [undecided(`the target names one management server, and whether there is another is not known: ${servers.reason}`)];
    }
    if (settings.length > 0 && areAllSeen && settings.every(({ value }) => value.off)) return skip('encryption is off on every management server');
    const readable = settings.filter(({ value }) => !value.off && keyOf(value) !== undefined);
    return [
      ...odd(settings, ({ type }) => type).map(({ one, others, value }) =>
        found.typeDiffers({ host: one.host, type: one.value.type, other: value, others }, { host: one.host, object: 'db.cloud.encryption.type' }),
      ),
      ...odd(settings, ({ encryptor }) => encryptor).map(({ one, others, value }) =>
        found.versionDiffers(
          { host: one.host, version: one.value.encryptor, other: value, others },
          { host: one.host, object: 'db.cloud.encryptor.version' },
        ),
      ),
      ...odd(readable, value => keyOf(value)!).map(({ one, others }) =>
        found.differs({ host: one.host, others }, { host: one.host, object: 'database key' }),
      ),
      ...settings.filter(({ value }) => !value.off && keyOf(value) === undefined).map(unreadable),
      ...(areAllSeen ? [] : [unseen(known.map(sayServer), settings.length)]),
    ];
  },
});

/** The mark of the database key: equal for equal keys, although no two texts of one key are equal. */
const keyOf = ({ secret }: EncryptionSettings): string | undefined => (secret && /^(?:sealed|plain)-/.test(secret.form) ? secret.mark : undefined);

const unreadable = ({ host, value: { type, secret } }: OnHost<EncryptionSettings>): Outcome =>
  undecided(
    `the database key of this host cannot be compared: ${type === 'file' ? `db.cloud.encrypt.secret is ${secret?.form ?? 'not set'}` : `db.cloud.encryption.type is ${type}`}`,
    host,
  );

const unseen = (servers: readonly string[], read: number): Outcome =>
  undecided(
    `the database has ${servers.length} management servers that ran until lately, ${servers.join(' and ')}, and the settings of ${read} could be read: name every one of them in the target`,
  );

/** Those that differ from what most have; the first where as many have each. */
function odd(all: readonly OnHost<EncryptionSettings>[], by: (value: EncryptionSettings) => string) {
  const groups = new Map<string, OnHost<EncryptionSettings>[]>();
  for (const one of all) groups.set(by(one.value), [...(groups.get(by(one.value)) ?? []), one]);
  const [usual, ...rest] = [...groups].sort(([, a], [, b]) => b.length - a.length);
  const others = usual?.[1].map(({ host }) => host).join(', ') ?? '';
  return rest.flatMap(([, group]) => group.map(one => ({ one, others, value: usual![0] })));
}
