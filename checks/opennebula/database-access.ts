import { type AnyPlatform, file } from '../../src/index.ts';
import { databaseOfOned } from './database-settings.ts';
import { parseOnedConf } from './oned-conf.ts';

type DatabaseAccess = NonNullable<AnyPlatform['database']>;

const ONED_CONF = '/etc/one/oned.conf';
const USUAL_PORT = 3306;

/** Half a sentence for an operator whose database no account opens. */
const IS_FILE = 'the database is an SQLite file: write database: sqlite:/var/lib/one/one.db in the target, with through: where it is on another host';

/** The account that oned itself uses, where its database is MySQL or MariaDB. What oned.conf does not say has the default of oned. */
export const databaseAccess: DatabaseAccess = {
  role: 'database',
  configuredOn: 'frontend',
  schema: 'opennebula',
  files: [file(ONED_CONF)],
  logins(files) {
    const text = files.get(ONED_CONF);
    if (text === undefined) return { why: `${ONED_CONF} could not be read` };
    const conf = parseOnedConf(text);
    if ('problem' in conf) return { why: `${ONED_CONF} cannot be read: line ${conf.line}` };
    const { backend, said } = databaseOfOned(conf.attributes);
    if (backend === 'sqlite') return { why: IS_FILE };
    if (backend !== 'mysql') return { why: `DB in ${ONED_CONF} has a BACKEND that is neither sqlite nor mysql` };
    const login = {
      name: said('DB_NAME') ?? 'opennebula',
      user: said('USER') ?? 'oneadmin',
      password: said('PASSWD') ?? 'oneadmin',
      address: said('SERVER') ?? 'localhost',
      port: portOf(said('PORT')),
    };
    return { from: ONED_CONF, schemas: { opennebula: login } };
  },
};

/** 0 and what is no number is the usual port to oned. */
const portOf = (port: string | undefined): number => (/^[1-9]\d{0,4}$/.test(port ?? '') ? Number(port) : USUAL_PORT);
