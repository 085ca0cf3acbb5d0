import {
  beforePackages,
  check,
  each,
  flag,
  inRange,
  lines,
  optional,
  type OnHost,
  type Outcome,
  type Remedy,
  sh,
  skip,
  sql,
  undecided,
} from '../../src/index.ts';
import { type AuthenticatorList, authenticatorSettings, componentContext, nonossContext } from './facts/user-authenticators.ts';

const BEANS = { plaintext: 'PlainTextUserAuthenticator', md5: 'MD5UserAuthenticator' } as const;
const NAMES = { plaintext: 'PLAINTEXT', md5: 'MD5' } as const;
const KNOWN_BEANS: readonly string[] = [BEANS.plaintext, BEANS.md5, 'LDAPUserAuthenticator', 'SHA256SaltedUserAuthenticator'];
const KNOWN_NAMES: readonly string[] = [NAMES.plaintext, NAMES.md5, 'LDAP', 'SHA256SALT', 'PBKDF2', 'SAML2', 'OAUTH2'];
const DEFAULT_ORDER = 'SHA256SALT,MD5,LDAP,PLAINTEXT';
const ORDER = 'user.authenticators.order';
const EXCLUDE = 'user.authenticators.exclude';
const BY_DEFAULT = 'not set; the default of 4.3 is';

const NOTHING = 'nothing';

/** As the platform splits them: blanks around the commas are nothing. */
const split = (value: string | null): string[] =>
  (value ?? '')
    .trim()
    .split(/\s*,\s*/)
    .filter(Boolean);
const first = (name: string, order: readonly string[]): string[] => [name, ...order.filter(other => other !== name)];

const RESTART = 'cloudstack-management on every management server, for a restart';
const KEEP =
  'The guide lists PlainTextUserAuthenticator, MD5UserAuthenticator and LDAPUserAuthenticator only. Keep what else is there: users whose password is stored as a salted SHA-256 hash log in through SHA256SaltedUserAuthenticator.';

function editFile({ order, path }: { readonly order: string | number; readonly path: string | number }): Remedy {
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

export default check({
  id: 'cloudstack/plaintext-authenticator-not-first',
  title: 'Where API clients send MD5 hashes, the plain text authenticator is the first',
  severity: 'blocker',
  applies: {
    platform: 'cloudstack',
    phases: ['pre', 'stopped', 'installed', 'post'],
    paths: [{ to: '>=4.1' }],
    because: 'up to 4.0 MD5 hashes were what clients were expected to send',
  },
  why: 'From 4.1 on clients are expected to send the password itself. A client that sends an MD5 hash logs in only where the first authenticator compares what it gets with what is stored. The guide says so for upgrades from 4.0 and older; the same order locks such clients out on every other path, and from 4.3 on it stands in another place.',
  fix: {
    fileNotFirst: editFile,
    fileNotListed: editFile,
    md5Missing: ({ path }) => ({
      text: `Add <ref bean="MD5UserAuthenticator"/> as the second entry of the bean userAuthenticators in ${path}, and restart the management server. Without it users whose password is stored as an MD5 hash cannot log in with the password.`,
      down: RESTART,
    }),
    unknownBean: ({ bean, path }) =>
      `Look whether ${bean} is an authenticator of your own. If it is not, take it out of the bean userAuthenticators in ${path}: the management server does not start with a bean that is not there.`,
    settingNotFirst: ({ how, order }) => ({
      text: 'Change the setting in the user interface, or with this statement, when a management server of 4.3 or newer has started once and so has made the row. Then restart every management server.',
      down: RESTART,
      commands: [sql`UPDATE cloud.configuration SET value = ${first(NAMES.plaintext, split(String(order))).join(',')} WHERE name = ${ORDER};`],
      undo:
        how === BY_DEFAULT
          ? sql`UPDATE cloud.configuration SET value = NULL WHERE name = ${ORDER};`.text
          : sql`UPDATE cloud.configuration SET value = ${order} WHERE name = ${ORDER};`.text,
      note: 'The guide changes componentContext.xml. From 4.3 on the order in that file is not read.',
    }),
    settingExcluded: ({ exclude, name }) => ({
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
    md5Excluded: ({ exclude, name }) =>
      `If users have passwords that are stored as MD5 hashes, take ${name} out of the setting user.authenticators.exclude, which is "${exclude}", and restart every management server.`,
    unknownName: ({ name }) =>
      `Names are compared with their case: PLAINTEXT, MD5, LDAP, SHA256SALT. If ${name} is no authenticator of your own, correct or remove it.`,
    disagree: ({ path }) =>
      `Nothing needs to be done if the setting is what you want. Bring ${path} in line or remove the bean from it, so that nobody is misled.`,
  },
  refs: [
    'https://docs.cloudstack.apache.org/projects/cloudstack-release-notes/en/4.3/#upgrade-from-4-0-x-to-4-3',
    'https://github.com/apache/cloudstack/blob/4.3/core/resources/META-INF/cloudstack/core/spring-core-registry-core-context.xml',
  ],
  inputs: {
    md5Clients: flag('md5-clients', {
      title: 'Do API clients still send MD5 hashes in place of passwords?',
      default: false,
      reason:
        'No evidence shows what clients send. The user interface and current clients send the password itself, so the answer is no unless you know better.',
    }),
  },
  needs: { component: each(optional(componentContext)), nonoss: each(optional(nonossContext)), settings: authenticatorSettings },
  messages: {
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
      text: 'From {to} on the file does not count any more. When the upgrade is done, set user.authenticators.order to PLAINTEXT,SHA256SALT,MD5,LDAP and restart every management server.',
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
  },
  judge({ component, nonoss, settings }, found, { phase, from, to, inputs }) {
    const running = beforePackages(phase) ? from : to;
    if (!running)
      return [undecided('the version before the upgrade is not known (give it with --from), so it is open whether a file or a setting counts')];
    if (inRange(running, '<4.1'))
      return skip(
        `${running.text} has its authenticators in components.xml, and expects MD5 hashes; componentContext.xml comes with the new packages`,
      );
    const settingCounts = inRange(running, '>=4.3');
    const files = [...component, ...nonoss].flatMap(({ host, value }) => (value ? [{ host, value }] : []));
    const setting = { how: settings.order === null ? BY_DEFAULT : 'set to', order: settings.order ?? DEFAULT_ORDER };
    const at = { object: `global setting ${ORDER}` };

    if (!inputs.md5Clients) return [...files.flatMap(noteFile), ...(settingCounts ? [found.settingOrder(setting, at)] : [])];
    if (settingCounts) return [...judgeSetting(), ...files.flatMap(compareFile)];
    const later = beforePackages(phase) && to && inRange(to, '>=4.3') ? [found.settingDecidesLater({ to: to.text }, at)] : [];
    return [...component.flatMap(judgeHost), ...later];

    function noteFile({ host, value: { path, order, line } }: OnHost<AuthenticatorList>): Outcome[] {
      return order ? [found.fileOrder({ path, order: say(order) }, placeOf(host, path, line))] : [];
    }

    function judgeHost({ host }: OnHost<unknown>): Outcome[] {
      const own = files.filter(one => one.host === host);
      const defined = own.filter(({ value }) => value.line !== undefined);
      if (own.length === 0) return [undecided('componentContext.xml is not there', host)];
      if (defined.length === 0)
        return [undecided(`${own.map(({ value }) => value.path).join(' and ')} defines no bean userAuthenticators${sayImports(own)}`, host)];
      return defined.flatMap(judgeFile);
    }

    function judgeFile({ host, value: { path, order, line } }: OnHost<AuthenticatorList>): Outcome[] {
      const place = placeOf(host, path, line);
      if (!order) return [undecided(`the bean userAuthenticators in ${path}, line ${line}, has no list of adapters`, host)];
      const data = { path, order: say(order), first: order[0] ?? '' };
      return [
        ...(order.includes(BEANS.plaintext)
          ? order[0] === BEANS.plaintext
            ? []
            : [found.fileNotFirst(data, place)]
          : [found.fileNotListed(data, place)]),
        ...(order.includes(BEANS.md5) ? [] : [found.md5Missing(data, place)]),
        ...order.filter(bean => !KNOWN_BEANS.includes(bean)).map(bean => found.unknownBean({ path, bean }, { ...place, object: `bean ${bean}` })),
      ];
    }

    function judgeSetting(): Outcome[] {
      const order = split(setting.order);
      const excluded = split(settings.exclude);
      const exclude = settings.exclude ?? '';
      const atExclude = { object: `global setting ${EXCLUDE}` };
      if (order.length === 0)
        return [undecided(`the global setting ${ORDER} is empty, so the order in which the parts of the platform are loaded decides`)];
      const isExcluded = excluded.includes(NAMES.plaintext);
      const used = order.find(name => !excluded.includes(name)) ?? NOTHING;
      return [
        ...(isExcluded ? [found.settingExcluded({ exclude, name: NAMES.plaintext }, atExclude)] : []),
        ...(used === NAMES.plaintext || (isExcluded && order[0] === NAMES.plaintext) ? [] : [found.settingNotFirst({ ...setting, first: used }, at)]),
        ...(excluded.includes(NAMES.md5) ? [found.md5Excluded({ exclude, name: NAMES.md5 }, atExclude)] : []),
        ...order.filter(name => !KNOWN_NAMES.includes(name)).map(name => found.unknownName({ name }, { object: `authenticator ${name}` })),
      ];
    }

    function compareFile({ host, value: { path, order, line } }: OnHost<AuthenticatorList>): Outcome[] {
      if (!order) return [];
      const used = split(setting.order).find(name => !split(settings.exclude).includes(name)) ?? NOTHING;
      const agrees = (order[0] === BEANS.plaintext) === (used === NAMES.plaintext);
      return agrees ? [] : [found.disagree({ path, fileFirst: order[0] ?? NOTHING, settingFirst: used }, placeOf(host, path, line))];
    }
  },
});

const say = (order: readonly string[]): string => order.join(', ') || NOTHING;

const sayImports = (files: readonly OnHost<AuthenticatorList>[]): string => {
  const imports = files.flatMap(({ value }) => value.imports);
  return imports.length > 0 ? `; it may be in what they import: ${imports.join(', ')}` : '';
};

const placeOf = (host: string, path: string, line: number | undefined) => ({
  host,
  object: 'bean userAuthenticators',
  path,
  ...(line !== undefined && { line }),
});
