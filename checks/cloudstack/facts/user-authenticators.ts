import { children, descendants, type Element, fact, file, nullable, type Redacted, rows, table, text, xml } from '../../../src/index.ts';

const FOLDER = '/etc/cloudstack/management';

/** The list of user authenticators of one Spring context, in the order they are tried. */
export interface AuthenticatorList {
  readonly path: string;
  /** Undefined where the file does not define the bean, or not with a list. */
  readonly order: readonly string[] | undefined;
  readonly line: number | undefined;
  /** Other files that it brings in. */
  readonly imports: readonly string[];
}

/**
 * Reads the bean `userAuthenticators`; of several the last counts, as in Spring.
 *
 *     <bean id="userAuthenticators" class="com.cloud.utils.component.AdapterList">
 *       <property name="Adapters">
 *         <list><ref bean="PlainTextUserAuthenticator"/><ref local="MD5UserAuthenticator"/></list>
 *       </property>
 *     </bean>
 */
function authenticatorList(path: string, body: Redacted<{ readonly text: string }>): AuthenticatorList {
  const root = xml(body);
  const bean = descendants(root, 'bean').findLast(one => namesOf(one).includes('userAuthenticators'));
  const property = bean && children(bean, 'property').findLast(({ attributes }) => attributes.name?.toLowerCase() === 'adapters');
  const list = property && children(property, 'list').at(-1);
  return {
    path,
    order: list?.children.flatMap(nameOf),
    line: bean?.line,
    imports: children(root, 'import').map(({ attributes }) => attributes.resource ?? ''),
  };
}

const namesOf = ({ attributes: { id, name } }: Element): string[] => [...(id === undefined ? [] : [id]), ...(name?.split(/[,; ]+/) ?? [])];

/** The bean that an entry of the list is. One that is written out in the list goes by its class, without the package. */
function nameOf({ local, attributes }: Element): string[] {
  if (local === 'ref' || local === 'idref') return [attributes.bean ?? attributes.local ?? attributes.parent ?? ''];
  return local === 'bean' ? [attributes.id ?? attributes.class?.split('.').at(-1) ?? ''] : [];
}

const COMPONENT_CONTEXT = `${FOLDER}/componentContext.xml`;
const NONOSS_CONTEXT = `${FOLDER}/nonossComponentContext.xml`;

/** From 4.1 on. From 4.3 on it may still be there and decides nothing. */
export const componentContext = fact({
  id: 'cloudstack.component-context',
  title: 'user authenticators in componentContext.xml',
  role: 'management',
  query: file(COMPONENT_CONTEXT),
  parse: body => authenticatorList(COMPONENT_CONTEXT, body),
});

/** Only in builds with VMware and other parts that are not redistributed. */
export const nonossContext = fact({
  id: 'cloudstack.nonoss-component-context',
  title: 'user authenticators in nonossComponentContext.xml',
  role: 'management',
  query: file(NONOSS_CONTEXT),
  parse: body => authenticatorList(NONOSS_CONTEXT, body),
});

const ORDER = 'user.authenticators.order';
const EXCLUDE = 'user.authenticators.exclude';

/** The global settings that decide from 4.3 on; null where the row is missing or NULL. */
export const authenticatorSettings = fact({
  id: 'cloudstack.authenticator-settings',
  title: 'global settings of the user authenticators',
  role: 'database',
  query: table('cloud.configuration', { columns: ['name', 'value'], where: { column: 'name', in: [ORDER, EXCLUDE] } }),
  parse(body) {
    const values = new Map(rows({ name: text, value: nullable(text) })(body).map(({ name, value }) => [name, value]));
    return { order: values.get(ORDER) ?? null, exclude: values.get(EXCLUDE) ?? null };
  },
});
