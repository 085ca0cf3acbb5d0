import { type AnyPlatform, file } from '../../src/index.ts';
import { shellVariables } from './shell-variables.ts';

type DatabaseAccess = NonNullable<AnyPlatform['database']>;
type Login = Exclude<Extract<ReturnType<DatabaseAccess['logins']>, { readonly from: string }>['schemas'][string], { readonly why: string }>;

export const DATABASE_CONFIGURATION = '/etc/ovirt-engine/engine.conf.d/10-setup-database.conf';

/**
 * The account that the engine itself uses, as engine-setup wrote it down.
 *
 *     ENGINE_DB_HOST="localhost"
 *     ENGINE_DB_PORT="5432"
 *     ENGINE_DB_USER="engine"
 *     ENGINE_DB_PASSWORD="x"
 *     ENGINE_DB_DATABASE="engine"
 *     ENGINE_DB_SECURED="False"
 *     ENGINE_DB_SECURED_VALIDATION="False"
 */
export const databaseAccess: DatabaseAccess = {
  role: 'database',
  via: 'postgres',
  configuredOn: 'engine',
  schema: 'public',
  files: [file(DATABASE_CONFIGURATION)],
  logins(files) {
    const text = files.get(DATABASE_CONFIGURATION);
    if (text === undefined) return { why: `${DATABASE_CONFIGURATION} could not be read` };
    const login = loginOf(shellVariables(text));
    return 'why' in login ? { why: `${DATABASE_CONFIGURATION}: ${login.why}` } : { from: DATABASE_CONFIGURATION, schemas: { public: login } };
  },
};

function loginOf(said: ReadonlyMap<string, string | undefined>): Login | { readonly why: string } {
  const value = (name: string): string => said.get(`ENGINE_DB_${name}`) ?? '';
  const port = value('PORT') || '5432';
  const missing = ['USER', 'PASSWORD'].find(name => value(name) === '');
  if (missing !== undefined) return { why: `ENGINE_DB_${missing} is empty, not there, or made of other variables` };
  const address = value('HOST') || 'localhost';
  if (!/^[A-Za-z0-9_:][A-Za-z0-9_.:%-]{0,252}$/.test(address)) return { why: 'ENGINE_DB_HOST is not one host name or address' };
  if (!/^\d{1,5}$/.test(port) || Number(port) < 1 || Number(port) > 65535) return { why: 'ENGINE_DB_PORT is not a port' };
  const name = value('DATABASE') || 'engine';
  if (!/^[^\p{Cc}]{1,63}$/u.test(name)) return { why: 'ENGINE_DB_DATABASE is not the name of a database' };
  const isTrue = (one: string): boolean => value(one).toLowerCase() === 'true';
  const tls = isTrue('SECURED') ? { verify: isTrue('SECURED_VALIDATION') } : undefined;
  return { name, user: value('USER'), password: value('PASSWORD'), address, port: Number(port), ...(tls && { tls }) };
}
