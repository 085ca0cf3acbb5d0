import { fact, file, paths, properties, secretMark } from '../../../src/index.ts';
import { propertyCipher } from '../property-cipher.ts';
import { escapeGlob } from './backups.ts';
import { fileTimes } from './file-times.ts';

/** The files around db.properties that an upgrade of the packages leaves, on a management server. */

const FOLDERS = ['/etc/cloudstack/management', '/etc/cloud/management'] as const;
const NEW = ['rpmnew', 'dpkg-dist', 'dpkg-new', 'ucf-dist'] as const;
/** The packages for RPM move the folder away, copy the file from there, and rename what they have copied. */
const OLD = [
  ...FOLDERS.map(folder => `${folder}/db.properties-backup`),
  ...['', '.rpmsave'].map(end => `/etc/cloud.rpmsave/management/db.properties${end}`),
  ...FOLDERS.flatMap(folder => ['rpmsave', 'dpkg-old', 'bak', 'orig'].map(end => `${folder}/db.properties.${end}`)),
];

/** What an operator sets, and a package does not know. */
export const SITE_KEYS = [
  'cluster.node.IP',
  'db.cloud.host',
  'db.cloud.port',
  'db.cloud.name',
  'db.cloud.username',
  'db.cloud.encryption.type',
  'db.usage.host',
  'db.usage.name',
  'db.usage.username',
] as const;
const SECRETS = ['db.cloud.password', 'db.usage.password', 'db.cloud.encrypt.secret'] as const;
const keep = { keep: { keys: [...SITE_KEYS, ...SECRETS] } } as const;

/** One such file: all its keys, and the values of those that a site sets; of secrets, whether they are set. */
export interface DbProperties {
  readonly path: string;
  readonly keys: readonly string[];
  /** Keys that stand there more than once; the last counts. */
  readonly twice: readonly string[];
  readonly values: ReadonlyMap<string, string>;
  readonly secrets: ReadonlyMap<string, { readonly empty: boolean }>;
}

const dbProperties = (id: string, title: string, where: readonly string[]) =>
  fact({
    id: `cloudstack.${id}`,
    title,
    role: 'management',
    query: where.map(path => file(path, keep)),
    // As everywhere where these files are read: two classifiers of one value would exclude each other.
    secrets: SECRETS.map(key => ({ key, by: propertyCipher })),
    parse(body, { query }): DbProperties {
      const settings = properties(body);
      const names = settings.entries.map(({ key }) => key);
      const marks = SECRETS.flatMap(key => {
        const mark = secretMark(settings.get(key)?.value);
        return mark ? [[key, { empty: mark.form === 'empty' }] as const] : [];
      });
      return {
        path: query.kind === 'file' ? query.path : '',
        keys: [...new Set(names)],
        twice: [...new Set(names.filter((name, index) => names.indexOf(name) !== index))],
        values: new Map(SITE_KEYS.flatMap(key => (settings.get(key) ? [[key, settings.get(key)!.value.trim()] as const] : []))),
        secrets: new Map(marks),
      };
    },
  });

const at = (end: string): string[] => FOLDERS.map(folder => `${folder}/db.properties${end}`);

export const activeDbProperties = dbProperties('db-properties', 'db.properties', at(''));
export const newDbProperties = dbProperties(
  'db-properties-of-package',
  'db.properties of the new package',
  NEW.flatMap(end => at(`.${end}`)),
);
export const oldDbProperties = dbProperties('db-properties-before', 'db.properties of before the upgrade', OLD);

/** An old file of a package may be left from an earlier upgrade. */
export const dbPropertiesTimes = fileTimes('db-properties-times', 'times of db.properties', ...['', ...NEW.map(end => `.${end}`)].flatMap(at));

/**
 * Without these the management server of 4.3 takes localhost with user and password "cloud" for its database. What else its package
 * has that older ones have not, such as db.ha.enabled and db.cloud.slaves, has a default.
 */
export const NEEDED_43: readonly string[] = [
  ...['cloud', 'usage'].flatMap(schema =>
    ['username', 'password', 'host', 'port', 'name', 'maxActive', 'maxIdle', 'maxWait'].map(key => `db.${schema}.${key}`),
  ),
  ...['timeBetweenEvictionRunsMillis', 'minEvictableIdleTimeMillis'].map(key => `db.cloud.${key}`),
];

/** Copies of db.properties from before the upgrade, never what is in them; `more` is a path that the operator names. */
export const dbPropertiesBackups = fact({
  id: 'cloudstack.db-properties-backups',
  title: 'copies of db.properties',
  role: 'management',
  query: inputs => {
    const given = inputs['db-properties-backup'];
    return [
      paths(
        ...OLD,
        ...FOLDERS.map(folder => `${folder}/db.properties*backup*`),
        ...(typeof given === 'string' && given.startsWith('/') ? [escapeGlob(given)] : []),
      ),
    ];
  },
  parse: ({ entries }) => entries.filter(({ type }) => type === 'file').map(({ path, size }) => ({ path, size })),
});
