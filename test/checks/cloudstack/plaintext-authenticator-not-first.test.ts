import check from '../../../checks/cloudstack/plaintext-authenticator-not-first.ts';
import { cases } from '../../support/cases.ts';

const FILE = '/etc/cloudstack/management/componentContext.xml';
const NONOSS = '/etc/cloudstack/management/nonossComponentContext.xml';
const PLAIN = 'PlainTextUserAuthenticator';
const MD5 = 'MD5UserAuthenticator';
const LDAP = 'LDAPUserAuthenticator';
const SHA = 'SHA256SaltedUserAuthenticator';

/** As the packages bring it: the encoders first, with the same adapters, and a comment that looks like an entry. */
const context = (list: string, more = '') => `<?xml version="1.0" encoding="UTF-8"?>
<beans xmlns="http://www.springframework.org/schema/beans"
       xmlns:context="http://www.springframework.org/schema/context">
  <!-- <ref bean="${PLAIN}"/> this one is a comment -->
  <bean id="userPasswordEncoders" class="com.cloud.utils.component.AdapterList">
    <property name="Adapters"><list><ref bean="${SHA}"/><ref bean="${PLAIN}"/></list></property>
  </bean>
  <bean id="userAuthenticators" class="com.cloud.utils.component.AdapterList">
    <property name="Adapters">
      <list>${list}</list>
    </property>
  </bean>
${more}</beans>
`;
const refs = (...beans: string[]) => beans.map(bean => `\n        <ref bean="${bean}"/>`).join('');
const file = (...beans: string[]) => context(refs(...beans));
const GUIDE = file(PLAIN, MD5, LDAP);
const OF_42 = file(SHA, MD5, LDAP, PLAIN);
const bean = (list: string) => `<bean id="userAuthenticators"><property name="Adapters"><list>${list}</list></property></bean>\n`;

const order = (value: string | null) => ({ name: 'user.authenticators.order', value });
const exclude = (value: string | null) => ({ name: 'user.authenticators.exclude', value });
const given = (component: unknown, ...settings: readonly object[]) => ({ component, settings }) as never;
const inFile = (line: number | undefined = 8, host = 'management', path = FILE) => ({
  host,
  object: 'bean userAuthenticators',
  path,
  ...(line !== undefined && { line }),
});
const ofOrder = { object: 'global setting user.authenticators.order' };
const ofExclude = { object: 'global setting user.authenticators.exclude' };
const md5 = { inputs: { md5Clients: true } } as const;
const to42 = { from: '4.1.1', to: '4.2.1' } as const;
const DEFAULT = { how: 'not set; the default of 4.3 is', order: 'SHA256SALT,MD5,LDAP,PLAINTEXT' };
const later = { message: 'settingDecidesLater', data: {}, ...ofOrder } as const;

cases(check, {
  on: { from: '4.2.1', to: '4.3.2', phase: 'post' },
  passes: {
    'the list of the guide, where the file counts': { ...md5, ...to42, given: given(GUIDE) },
    'the setting, from 4.3 on': { ...md5, given: given(GUIDE, order('PLAINTEXT,MD5,LDAP'), exclude(null)) },
    'no file, which 4.3 does not need': { ...md5, given: given(undefined, order('PLAINTEXT,SHA256SALT,MD5,LDAP')) },
    'blanks around the commas': { ...md5, given: given(undefined, order(' PLAINTEXT , MD5 '), exclude(' ')) },
    'what comes before it is excluded': { ...md5, given: given(undefined, order('SHA256SALT,PLAINTEXT,MD5'), exclude('SHA256SALT')) },
    'all bean entries kept': { ...md5, ...to42, given: given(file(PLAIN, SHA, MD5, LDAP)) },
    'a prefix for the namespace': {
      ...md5,
      ...to42,
      given: given(GUIDE.replaceAll(/<(\/?)(?=(?:beans|bean|property|list|ref)\b)/g, '<$1b:').replace('xmlns=', 'xmlns:b=')),
    },
    'single quotes, a byte order mark and Windows line ends': {
      ...md5,
      ...to42,
      given: given(`\ufeff${GUIDE.replaceAll('"', "'").replaceAll('\n', '\r\n')}`),
    },
    'references in the local form': { ...md5, ...to42, given: given(context(`<ref local="${PLAIN}"/><ref local="${MD5}"/>`)) },
    'a bean that is written out in the list': {
      ...md5,
      ...to42,
      given: given(context(`<bean class="com.cloud.server.auth.${PLAIN}"/>${refs(MD5)}`)),
    },
    'commented entries in the list': { ...md5, ...to42, given: given(context(`<!-- <ref bean="${LDAP}"/> -->${refs(PLAIN, MD5)}`)) },
    'a bean that is known by its name': { ...md5, ...to42, given: given(GUIDE.replace('id="userAuthenticators"', 'name="x, userAuthenticators"')) },
    'two beans of one id, of which the last is right': { ...md5, ...to42, given: given(context(refs(SHA, PLAIN, MD5), bean(refs(PLAIN, MD5)))) },
    'only the other file defines it': { ...md5, ...to42, given: { ...(given('<beans/>') as object), nonoss: GUIDE } as never },
  },
  notes: {
    'no clients with MD5 hashes: the order of the file': {
      ...to42,
      given: given(OF_42),
      finds: [{ message: 'fileOrder', data: { path: FILE, order: `${SHA}, ${MD5}, ${LDAP}, ${PLAIN}` }, ...inFile() }],
    },
    'no clients with MD5 hashes: the orders of file and setting': {
      given: given(GUIDE, order('LDAP,PLAINTEXT')),
      finds: [
        { message: 'fileOrder', data: { path: FILE, order: `${PLAIN}, ${MD5}, ${LDAP}` }, ...inFile() },
        { message: 'settingOrder', data: { how: 'set to', order: 'LDAP,PLAINTEXT' }, ...ofOrder },
      ],
    },
    'no clients with MD5 hashes: the default': {
      given: given(undefined),
      inputs: { md5Clients: false },
      finds: [{ message: 'settingOrder', data: DEFAULT, ...ofOrder }],
    },
    'the file is right now, and will not count later': { ...md5, given: given(GUIDE), phase: 'pre', finds: [later] },
  },
  fails: {
    'the list of 4.2': {
      ...md5,
      ...to42,
      given: given(OF_42),
      finds: [
        {
          message: 'fileNotFirst',
          data: { path: FILE, first: SHA, order: `${SHA}, ${MD5}, ${LDAP}, ${PLAIN}` },
          ...inFile(),
          remedy: `<ref bean="${PLAIN}"/>\n      <ref bean="${SHA}"/>\n      <ref bean="${MD5}"/>\n      <ref bean="${LDAP}"/>`,
        },
      ],
    },
    'before the upgrade to 4.3 the file still counts': {
      ...md5,
      given: given(OF_42),
      phase: 'stopped',
      finds: [{ message: 'fileNotFirst', data: { path: FILE, first: SHA, order: `${SHA}, ${MD5}, ${LDAP}, ${PLAIN}` }, ...inFile() }, later],
    },
    'not in the list, only in a comment and in the encoders': {
      ...md5,
      ...to42,
      given: given(file(MD5, LDAP)),
      finds: [
        {
          message: 'fileNotListed',
          data: { path: FILE, order: `${MD5}, ${LDAP}` },
          ...inFile(),
          remedy: `<ref bean="${PLAIN}"/>\n      <ref bean="${MD5}"/>`,
        },
      ],
    },
    'an empty list': {
      ...md5,
      ...to42,
      given: given(context('')),
      finds: [
        {
          message: 'fileNotListed',
          data: { path: FILE, order: 'nothing' },
          ...inFile(),
          remedy: `<list>\n      <ref bean="${PLAIN}"/>\n    </list>`,
        },
        { message: 'md5Missing', data: { path: FILE, order: 'nothing' }, ...inFile() },
      ],
    },
    'two beans of one id, of which the last is wrong': {
      ...md5,
      ...to42,
      given: given(context(refs(PLAIN, MD5), bean(refs(MD5, PLAIN)))),
      finds: [{ message: 'fileNotFirst', data: { path: FILE, first: MD5, order: `${MD5}, ${PLAIN}` }, ...inFile(15) }],
    },
    'no MD5 authenticator': {
      ...md5,
      ...to42,
      given: given(file(PLAIN, LDAP)),
      finds: [{ message: 'md5Missing', data: { path: FILE, order: `${PLAIN}, ${LDAP}` }, ...inFile(), remedy: `<ref bean="${MD5}"/>` }],
    },
    'a bean nobody knows, with a hostile name': {
      ...md5,
      ...to42,
      given: given(file(PLAIN, MD5, '__proto__\'"$(x)'.replace('"', '&quot;'))),
      finds: [
        {
          message: 'unknownBean',
          data: { path: FILE, bean: '__proto__\'"$(x)' },
          ...inFile(),
          object: 'bean __proto__\'"$(x)',
          remedy: 'authenticator of your own',
        },
      ],
    },
    'one management server of two': {
      ...md5,
      ...to42,
      given: { component: { on: { m1: GUIDE, m2: file(MD5, PLAIN) } }, nonoss: { on: { m1: undefined, m2: undefined } }, settings: [] } as never,
      finds: [{ message: 'fileNotFirst', data: { path: FILE, first: MD5, order: `${MD5}, ${PLAIN}` }, ...inFile(8, 'm2') }],
    },
    'the other file, where both are there': {
      ...md5,
      ...to42,
      given: { ...(given(GUIDE) as object), nonoss: file(MD5, PLAIN) } as never,
      finds: [
        {
          message: 'fileNotFirst',
          data: { path: NONOSS, first: MD5, order: `${MD5}, ${PLAIN}` },
          ...inFile(8, 'management', NONOSS),
          remedy: `cp -a ${NONOSS}`,
        },
      ],
    },
    'the default of 4.3': {
      ...md5,
      given: given(undefined),
      finds: [
        {
          message: 'settingNotFirst',
          data: { ...DEFAULT, first: 'SHA256SALT' },
          ...ofOrder,
          remedy: "UPDATE cloud.configuration SET value = 'PLAINTEXT,SHA256SALT,MD5,LDAP' WHERE name = 'user.authenticators.order';",
        },
      ],
    },
    'NULL is the default too': {
      ...md5,
      given: given(undefined, order(null)),
      finds: [{ message: 'settingNotFirst', data: { ...DEFAULT, first: 'SHA256SALT' }, ...ofOrder }],
    },
    'after the packages of 4.3 are installed': {
      ...md5,
      from: '4.0.2',
      phase: 'installed',
      given: given(undefined),
      finds: [{ message: 'settingNotFirst', data: { ...DEFAULT, first: 'SHA256SALT' }, ...ofOrder, remedy: 'has started once' }],
    },
    'before an upgrade from 4.3 the setting counts': {
      ...md5,
      from: '4.3.1',
      to: '4.4.4',
      phase: 'pre',
      given: given(undefined, order('MD5,PLAINTEXT')),
      finds: [
        {
          message: 'settingNotFirst',
          data: { how: 'set to', order: 'MD5,PLAINTEXT', first: 'MD5' },
          ...ofOrder,
          remedy: "SET value = 'PLAINTEXT,MD5' WHERE",
        },
      ],
    },
    'first and excluded': {
      ...md5,
      given: given(undefined, order('PLAINTEXT,MD5'), exclude('LDAP, PLAINTEXT')),
      finds: [
        {
          message: 'settingExcluded',
          data: { exclude: 'LDAP, PLAINTEXT', name: 'PLAINTEXT' },
          ...ofExclude,
          remedy: "UPDATE cloud.configuration SET value = 'LDAP' WHERE name = 'user.authenticators.exclude';",
        },
      ],
    },
    'excluded by a later upgrade': {
      ...md5,
      from: '4.5.2',
      to: '4.9.3',
      given: given(undefined, exclude('PLAINTEXT')),
      finds: [
        { message: 'settingExcluded', data: { exclude: 'PLAINTEXT', name: 'PLAINTEXT' }, ...ofExclude, remedy: "SET value = '' WHERE" },
        { message: 'settingNotFirst', data: { ...DEFAULT, first: 'SHA256SALT' }, ...ofOrder },
      ],
    },
    'MD5 excluded': {
      ...md5,
      given: given(undefined, order('PLAINTEXT,MD5'), exclude('MD5')),
      finds: [{ message: 'md5Excluded', data: { exclude: 'MD5', name: 'MD5' }, ...ofExclude, remedy: 'take MD5 out' }],
    },
    'everything excluded': {
      ...md5,
      given: given(undefined, order('MD5,LDAP'), exclude('MD5,LDAP')),
      finds: [
        { message: 'settingNotFirst', data: { how: 'set to', order: 'MD5,LDAP', first: 'nothing' }, ...ofOrder },
        { message: 'md5Excluded', data: { exclude: 'MD5,LDAP', name: 'MD5' }, ...ofExclude },
      ],
    },
    'the name in another case': {
      ...md5,
      given: given(undefined, order('plaintext,MD5')),
      finds: [
        {
          message: 'settingNotFirst',
          data: { how: 'set to', order: 'plaintext,MD5', first: 'plaintext' },
          ...ofOrder,
          remedy: "SET value = 'PLAINTEXT,plaintext,MD5' WHERE",
        },
        { message: 'unknownName', data: { name: 'plaintext' }, object: 'authenticator plaintext', remedy: 'compared with their case' },
      ],
    },
    'the file is right and the setting is not': {
      ...md5,
      given: given(GUIDE),
      finds: [
        { message: 'settingNotFirst', data: { ...DEFAULT, first: 'SHA256SALT' }, ...ofOrder },
        { message: 'disagree', data: { path: FILE, fileFirst: PLAIN, settingFirst: 'SHA256SALT' }, ...inFile() },
      ],
    },
    'the setting is right and the file is not': {
      ...md5,
      given: given(OF_42, order('PLAINTEXT,MD5')),
      finds: [
        { message: 'disagree', data: { path: FILE, fileFirst: SHA, settingFirst: 'PLAINTEXT' }, ...inFile(), remedy: 'Nothing needs to be done' },
      ],
    },
  },
  skips: {
    'before an upgrade from 4.0 there is another file': { ...md5, from: '4.0.2', phase: 'pre', given: given(undefined), because: 'components.xml' },
    'stopped, from 2.2': { from: '2.2.14', phase: 'stopped', given: given(undefined), because: 'components.xml' },
  },
  unknown: {
    'an external entity': {
      ...md5,
      ...to42,
      given: given(GUIDE.replace('?>\n', '?><!DOCTYPE beans [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n')),
      because:
        'user authenticators in componentContext.xml on management: /etc/cloudstack/management/componentContext.xml could not be read: it declares entities',
    },
    'not well-formed': { ...md5, ...to42, given: given(GUIDE.replace('</list>', '')), because: 'not well-formed XML, line' },
    'cut off': { ...md5, ...to42, given: given(GUIDE.slice(0, 500)), because: 'not well-formed XML' },
    'not well-formed, where only the setting counts': {
      ...md5,
      given: given('<beans>', order('PLAINTEXT')),
      because: 'not well-formed XML, line 1: an element is not closed',
    },
    'no file where it counts': { ...md5, ...to42, given: given(undefined), because: 'componentContext.xml is not there' },
    'a file without the bean': {
      ...md5,
      ...to42,
      given: given('<beans><import resource="security.xml"/><bean id="userPasswordEncoders"/></beans>'),
      because: 'defines no bean userAuthenticators; it may be in what they import: security.xml',
    },
    'a bean without a list': {
      ...md5,
      ...to42,
      given: given('<beans><bean id="userAuthenticators"><property name="Adapters" ref="x"/></bean></beans>'),
      because: 'line 1, has no list of adapters',
    },
    'an empty setting': { ...md5, given: given(undefined, order('')), because: 'is empty' },
    'one management server is down': {
      ...md5,
      ...to42,
      given: {
        component: { on: { m1: GUIDE, m2: { status: 'unreachable', reason: 'timed out' } } },
        nonoss: { on: { m1: undefined, m2: undefined } },
        settings: [],
      } as never,
      because: 'user authenticators in componentContext.xml on m2: timed out',
    },
    'the settings are denied': {
      ...md5,
      given: { component: undefined, settings: { status: 'denied', reason: 'SELECT command denied' } } as never,
      because: 'SELECT command denied',
    },
  },
});
