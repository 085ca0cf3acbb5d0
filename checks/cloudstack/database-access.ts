import { type AnyPlatform, file, propertyEntries } from '../../src/index.ts';
import { BOTH, isOff, MANAGEMENT_FOLDERS, open } from './database-keys.ts';

type DatabaseAccess = NonNullable<AnyPlatform['database']>;
type Login = Exclude<Extract<ReturnType<DatabaseAccess['logins']>, { readonly from: string }>['schemas'][string], { readonly why: string }>;
type Why = { readonly why: string };
type Settings = ReadonlyMap<string, string>;

const FILES = MANAGEMENT_FOLDERS.map(folder => ({ settings: `${folder}/db.properties`, key: `${folder}/key` }));

/**
 * The accounts that the management server itself uses. `ENC(…)` is opened with the key file beside db.properties.
 *
 *     db.cloud.username=cloud
 *     db.cloud.password=ENC(AQIDBAUGBwgeqfHg/e0q/0HgoWx3cjtF)
 *     db.cloud.host=10.1.1.20
 *     db.cloud.port=3306
 *     db.cloud.name=cloud
 */
export const databaseAccess: DatabaseAccess = {
  role: 'database',
  configuredOn: 'management',
  schema: 'cloud',
  files: FILES.flatMap(({ settings, key }) => [file(settings), file(key)]),
  logins(files) {
    const there = FILES.find(({ settings }) => files.has(settings));
    if (!there) return { why: `${FILES.map(({ settings }) => settings).join(' and ')} could not be read` };
    const settings = settingsOf(files.get(there.settings)!);
    if (!settings) return { why: `${there.settings} is no properties file` };
    const key = files.get(there.key)?.split(/\r\n|\n|\r/, 1)[0];
    const cloud = loginOf('cloud', settings, key);
    if ('why' in cloud) return { why: `${there.settings}: ${cloud.why}` };
    // An installation without usage has no account of its own for it.
    const usage = settings.has('db.usage.username')
      ? loginOf('usage', settings, key)
      : { ...cloud, name: settings.get('db.usage.name') || 'cloud_usage' };
    return { from: there.settings, schemas: { cloud, cloud_usage: 'why' in usage ? { why: `${there.settings}: ${usage.why}` } : usage } };
  },
};

/** One account, from the settings that begin with `db.cloud.` or `db.usage.`. */
function loginOf(word: 'cloud' | 'usage', settings: Settings, key: string | undefined): Login | Why {
  const said = (setting: string): string => settings.get(`db.${word}.${setting}`) ?? '';
  const user = said('username');
  if (user === '') return { why: `db.${word}.username is empty or not there` };
  const password = passwordOf(said('password'), settings.get('db.cloud.encryption.type') ?? '', key);
  if (typeof password !== 'string') return { why: `db.${word}.password ${password.why}` };
  const place = placeOf(said);
  return 'why' in place ? { why: `db.${word}.${place.why}` } : { ...place, name: place.name || DEFAULTS[word], user, password };
}

const DEFAULTS = { cloud: 'cloud', usage: 'cloud_usage' } as const;
const URI = /^jdbc:(?:mysql|mariadb)(?::\w+)?:\/\/(\[[^\]]+\]|[^/:,?[]+)(?::(\d+))?\/([^/?;]*)(?:[?;]|$)/;

/** Where the schema is. A `uri`, which releases since 4.18 know, stands for host, port and name. */
function placeOf(said: (setting: string) => string): Pick<Login, 'address' | 'port' | 'name'> | Why {
  const uri = said('uri').trim();
  const parts = uri === '' ? ['', said('host'), said('port'), said('name')] : URI.exec(uri);
  if (!parts) return { why: 'uri is not jdbc:mysql://host:port/name with one host' };
  const [host = '', port = '', name = ''] = parts.slice(1).map(part => part?.trim() ?? '');
  const address = host.replace(/^\[|\]$/g, '') || 'localhost';
  if (!/^[A-Za-z0-9_:][A-Za-z0-9_.:%-]{0,252}$/.test(address)) return { why: 'host is not one host name or address' };
  if (!/^\d{0,5}$/.test(port) || Number(port || 3306) < 1 || Number(port) > 65535) return { why: 'port is not a port' };
  if (!/^[^\p{Cc}]{0,64}$/u.test(name)) return { why: 'name is not the name of a database' };
  return { address, port: Number(port || 3306), name };
}

/** The clear password. What goes on from `db.cloud.password` says why there is none, and never what stands there. */
function passwordOf(said: string, type: string, key: string | undefined): string | Why {
  const [, sealed] = /^\s*ENC\((.*)\)\s*$/s.exec(said) ?? [];
  if (sealed === undefined) return said === '' ? { why: 'is empty or not there' } : said;
  if (isOff(type)) return { why: 'is encrypted, although db.cloud.encryption.type says that nothing is' };
  if (type !== 'file') return { why: KEY_ELSEWHERE.get(type) ?? 'is encrypted, and db.cloud.encryption.type is none of file, web and env' };
  if (!key) return { why: 'is encrypted, and the file key beside it is not there, empty or could not be read' };
  return open(sealed, key, BOTH)?.text || { why: 'is encrypted, and the key in the file beside it does not open it' };
}

const KEY_ELSEWHERE: ReadonlyMap<string, string> = new Map([
  ['web', 'is encrypted with a key that is typed in at each start and on no disk (db.cloud.encryption.type is web)'],
  ['env', 'is encrypted with a key that only the environment of the service has (db.cloud.encryption.type is env)'],
]);

function settingsOf(text: string): Settings | undefined {
  try {
    return new Map(propertyEntries(text).map(({ key, value }) => [key, value]));
  } catch {
    return undefined;
  }
}
