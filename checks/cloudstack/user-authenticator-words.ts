import { lines, type Remedy, sh, sql } from '../../src/index.ts';

/** The words and remedies of user authenticators, in the file and in the global settings. */

/** Bean names in the file, up to 4.2. */
export const BEANS = { plaintext: 'PlainTextUserAuthenticator', md5: 'MD5UserAuthenticator' } as const;
export const KNOWN_BEANS: readonly string[] = [BEANS.plaintext, BEANS.md5, 'LDAPUserAuthenticator', 'SHA256SaltedUserAuthenticator'];

/** The same in the global settings, from 4.3 on; compared with their case. */
export const NAMES = { plaintext: 'PLAINTEXT', md5: 'MD5' } as const;
export const KNOWN_NAMES: readonly string[] = [NAMES.plaintext, NAMES.md5, 'LDAP', 'SHA256SALT', 'PBKDF2', 'SAML2', 'OAUTH2'];

/** The two global settings, and what counts where the first has no value. */
export const ORDER = 'user.authenticators.order';
export const EXCLUDE = 'user.authenticators.exclude';
export const DEFAULT_ORDER = 'SHA256SALT,MD5,LDAP,PLAINTEXT';
export const BY_DEFAULT = 'not set; the default of 4.3 is';

/** How an empty list is called. */
export const NOTHING = 'nothing';

/** As the platform splits them: blanks around the commas are nothing. */
export const split = (value: string | null): string[] =>
  (value ?? '')
    .split(',')
    .map(name => name.trim())
    .filter(Boolean);

const first = (name: string, order: readonly string[]): string[] => [name, ...order.filter(other => other !== name)];

/** The data of a message. */
type Said<N extends string> = Readonly<Record<N, string | number>>;

const RESTART = 'cloudstack-management on every management server, for a restart';
const KEEP =
  'The guide lists PlainTextUserAuthenticator, MD5UserAuthenticator and LDAPUserAuthenticator only. Keep what else is there: users whose password is stored as a salted SHA-256 hash log in through SHA256SaltedUserAuthenticator.';

function editFile({ order, path }: Said<'order' | 'path'>): Remedy {
  const beans = first(BEANS.plaintext, order === NOTHING ? [] : split(String(order)));
  return {
    text: 'Save the file, give the bean userAuthenticators this list, and restart the management server. Do the same on every management server.',
    down: RESTART,
    commands: [
      sh`cp -a ${path} ${`${path}.before-preflight`}`,
      lines(
        '<bean id="userAuthenticators" class="com.cloud.utils.component.AdapterList">',
        '  <property name="Adapters">',
        '    <list>',
        ...beans.map(bean => `      <ref bean="${escaped(bean)}"/>`),
        '    </list>',
        '  </property>',
        '</bean>',
      ),
      sh`service cloudstack-management restart`,
    ],
    undo: `${sh`cp -a ${`${path}.before-preflight`} ${path}`.text} && service cloudstack-management restart`,
    note: KEEP,
  };
}

const escaped = (text: string): string => text.replace(/[<>&"]/g, char => `&#${char.charCodeAt(0)};`);

/** What is told. */
export const authenticatorMessages = {
  fileNotFirst: '{path} lists {first} first ({order}). Clients that send MD5 hashes need PlainTextUserAuthenticator there.',
  fileNotListed: '{path} does not list PlainTextUserAuthenticator at all ({order}).',
  md5Missing: { text: '{path} does not list MD5UserAuthenticator ({order}).', severity: 'warning' },
  unknownBean: { text: '{path} lists {bean}, which is no user authenticator of the platform.', severity: 'warning' },
  settingNotFirst:
    'The global setting user.authenticators.order is {how} "{order}": {first} comes first. Clients that send MD5 hashes need PLAINTEXT there.',
  settingExcluded: 'The global setting user.authenticators.exclude is "{exclude}", so {name} is not used at all.',
  md5Excluded: { text: 'The global setting user.authenticators.exclude is "{exclude}", so {name} is not used at all.', severity: 'warning' },
  unknownName: {
    text: 'The global setting user.authenticators.order names {name}, which is no user authenticator of the platform.',
    severity: 'warning',
  },
  disagree: {
    text: '{path} lists {fileFirst} first, the global setting user.authenticators.order {settingFirst}. From 4.3 on the setting counts, not the file.',
    severity: 'warning',
  },
  settingDecidesLater: {
    text: 'From 4.3 on the file does not count any more. When the upgrade is done, set user.authenticators.order to PLAINTEXT,SHA256SALT,MD5,LDAP and restart every management server.',
    severity: 'note',
  },
  fileOrder: {
    text: '{path} lists the user authenticators in the order {order}. Input md5-clients is no, so any order will do.',
    severity: 'note',
  },
  settingOrder: {
    text: 'The global setting user.authenticators.order is {how} "{order}". Input md5-clients is no, so any order will do.',
    severity: 'note',
  },
} as const;

/** What mends it, by message. */
export const authenticatorFixes = {
  fileNotFirst: editFile,
  fileNotListed: editFile,
  md5Missing: ({ path }: Said<'path'>) => ({
    text: `Add <ref bean="MD5UserAuthenticator"/> as the second entry of the bean userAuthenticators in ${path}, and restart the management server. Without it users whose password is stored as an MD5 hash cannot log in with the password.`,
    down: RESTART,
  }),
  unknownBean: ({ bean, path }: Said<'bean' | 'path'>) =>
    `Look whether ${bean} is an authenticator of your own. If it is not, take it out of the bean userAuthenticators in ${path}: the management server does not start with a bean that is not there.`,
  settingNotFirst: ({ how, order }: Said<'how' | 'order'>) => ({
    text: 'Change the setting in the user interface, or with this statement, when a management server of 4.3 or newer has started once and so has made the row. Then restart every management server.',
    down: RESTART,
    commands: [sql`UPDATE cloud.configuration SET value = ${first(NAMES.plaintext, split(String(order))).join(',')} WHERE name = ${ORDER};`],
    undo:
      how === BY_DEFAULT
        ? sql`UPDATE cloud.configuration SET value = NULL WHERE name = ${ORDER};`.text
        : sql`UPDATE cloud.configuration SET value = ${order} WHERE name = ${ORDER};`.text,
    note: 'The guide changes componentContext.xml. From 4.3 on the order in that file is not read.',
  }),
  settingExcluded: ({ exclude, name }: Said<'exclude' | 'name'>) => ({
    text: 'Change the setting in the user interface or with this statement, and restart every management server.',
    down: RESTART,
    commands: [
      sql`UPDATE cloud.configuration SET value = ${split(String(exclude))
        .filter(one => one !== name)
        .join(',')} WHERE name = ${EXCLUDE};`,
    ],
    undo: sql`UPDATE cloud.configuration SET value = ${exclude} WHERE name = ${EXCLUDE};`.text,
    note: 'Upgrades to some later versions exclude PLAINTEXT again. Run this check after each.',
  }),
  md5Excluded: ({ exclude, name }: Said<'exclude' | 'name'>) =>
    `If users have passwords that are stored as MD5 hashes, take ${name} out of the setting user.authenticators.exclude, which is "${exclude}", and restart every management server.`,
  unknownName: ({ name }: Said<'name'>) =>
    `Names are compared with their case: PLAINTEXT, MD5, LDAP, SHA256SALT. If ${name} is no authenticator of your own, correct or remove it.`,
  disagree: ({ path }: Said<'path'>) =>
    `Nothing needs to be done if the setting is what you want. Bring ${path} in line or remove the bean from it, so that nobody is misled.`,
};
