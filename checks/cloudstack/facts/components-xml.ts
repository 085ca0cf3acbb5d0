import { command, descendants, fact, file, type Redacted, xml } from '../../../src/index.ts';
import { fileTimes } from './file-times.ts';

/** components.xml of 4.0 and older, and what upgrades leave of it. From 4.1 on the management server has Spring contexts instead. */

export const COMPONENTS = '/etc/cloud/management/components.xml';
const FOLDERS = ['/etc/cloud/management', '/etc/cloudstack/management'] as const;
const SAVED = '/etc/cloud.rpmsave/management/components.xml';

export interface ComponentsXml {
  readonly path: string;
  /** What it puts together, one word each: `manager ExampleManager`, `adapter MD5 (UserAuthenticator)`. */
  readonly parts: readonly string[];
}

/**
 *     <components.xml>
 *       <management-server class="com.cloud.server.DefaultManagementServer">
 *         <adapters key="com.cloud.server.auth.UserAuthenticator">
 *           <adapter name="MD5" class="com.cloud.server.auth.MD5UserAuthenticator"/>
 *         </adapters>
 *         <manager name="ExampleManager" class="org.example.ExampleManagerImpl"/>
 *       </management-server>
 *     </components.xml>
 */
function componentsOf(path: string, body: Redacted<{ readonly text: string }>): ComponentsXml {
  const root = xml(body);
  if (root.name !== 'components.xml') throw new Error(`its root element is ${root.name}, not components.xml`);
  const adapters = descendants(root, 'adapters').flatMap(list =>
    descendants(list, 'adapter').map(({ attributes }) => `adapter ${nameOf(attributes)} (${list.attributes.key?.split('.').at(-1) ?? ''})`),
  );
  const others = ['manager', 'dao', 'pluggableservice'].flatMap(kind =>
    descendants(root, kind).map(({ attributes }) => `${kind} ${nameOf(attributes)}`),
  );
  return { path, parts: [...new Set([...adapters, ...others])].sort() };
}

const nameOf = ({ name, class: type, key }: Readonly<Record<string, string>>): string => name ?? key ?? type ?? '';

const components = (id: string, title: string, where: readonly string[]) =>
  fact({
    id: `cloudstack.${id}`,
    title,
    role: 'management',
    query: where.map(path => file(path)),
    parse: (body, { query }) => componentsOf(query.kind === 'file' ? query.path : '', body),
  });

export const activeComponents = components(
  'components-xml',
  'components.xml',
  FOLDERS.map(folder => `${folder}/components.xml`),
);
export const newComponents = components(
  'components-xml-of-package',
  'components.xml of the new package',
  FOLDERS.map(folder => `${folder}/components.xml.rpmnew`),
);
/** An old file of a package may be left from an earlier upgrade. */
export const componentsTimes = fileTimes(
  'components-xml-times',
  'times of components.xml',
  ...FOLDERS.flatMap(folder => ['', '.rpmnew'].map(end => `${folder}/components.xml${end}`)),
);
/** In the order of the guides: what the operator moved away, what rpm did. */
export const oldComponents = components('components-xml-before', 'copy of components.xml', [
  ...FOLDERS.map(folder => `${folder}/components.xml-backup`),
  SAVED,
  ...FOLDERS.flatMap(folder => ['bak', 'rpmsave', 'dpkg-old', 'orig'].map(end => `${folder}/components.xml.${end}`)),
]);

/**
 * Whether the file is as rpm brought it. Without a line for it, it is; a 5 in the third place says that its content is another.
 *
 *     S.5....T.  c /etc/cloud/management/components.xml
 */
export const rpmVerdict = fact({
  id: 'cloudstack.components-xml-rpm-verdict',
  title: 'changes of the files of cloud-client (rpm)',
  role: 'management',
  query: command('rpm', '-V', 'cloud-client'),
  parse({ stdout, stderr }): 'changed' | 'as packaged' {
    if (/is not installed/.test(stdout + stderr)) throw new Error('the package cloud-client is not installed');
    if (stderr.trim() !== '') throw new Error(`rpm says ${JSON.stringify(stderr.trim().split('\n')[0]!.slice(0, 200))}`);
    const line = stdout.split('\n').find(one => one.trimEnd().endsWith(` ${COMPONENTS}`));
    return line !== undefined && (/^..5/.test(line) || /^missing/.test(line)) ? 'changed' : 'as packaged';
  },
});

/**
 * The MD5 that dpkg remembers of the file.
 *
 *      /etc/cloud/management/components.xml 0123456789abcdef0123456789abcdef
 */
export const debConffile = fact({
  id: 'cloudstack.components-xml-deb-conffile',
  title: 'configuration files of cloud-client (dpkg)',
  role: 'management',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the format is one of dpkg-query
  query: command('dpkg-query', '-W', '-f', '${Conffiles}\\n', 'cloud-client'),
  parse({ stdout }): string {
    const line = stdout.split('\n').find(one => one.trim().startsWith(`${COMPONENTS} `));
    const [, md5] = /\s([0-9a-f]{32})\b/.exec(line ?? '') ?? [];
    if (md5 === undefined) throw new Error('dpkg knows no such file of the package cloud-client');
    return md5;
  },
});

/** `0123456789abcdef0123456789abcdef  /etc/cloud/management/components.xml` */
export const componentsMd5 = fact({
  id: 'cloudstack.components-xml-md5',
  title: 'MD5 of components.xml',
  role: 'management',
  query: command('md5sum', COMPONENTS),
  parse({ stdout, exit }): string {
    const [, md5] = /^\\?([0-9a-f]{32}) [ *]/.exec(stdout) ?? [];
    if (md5 === undefined) throw new Error(`md5sum ended with exit status ${exit} and said no sum`);
    return md5;
  },
});
