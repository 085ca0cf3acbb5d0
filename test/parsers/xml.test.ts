import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FileBody } from '../../src/model/answer.ts';
import type { Redacted } from '../../src/model/redacted.ts';
import { children, descendants, type Element, xml } from '../../src/parsers/xml.ts';

const read = (text: string, encoding?: 'latin1'): Element => xml({ text, ...(encoding && { encoding }) } as Redacted<FileBody>);

const CONTEXT = `<?xml version="1.0" encoding="UTF-8"?>
<beans xmlns="http://www.springframework.org/schema/beans"
       xmlns:context="http://www.springframework.org/schema/context">
  <!-- <ref bean="PlainTextUserAuthenticator"/> this one is a comment -->
  <bean id="userPasswordEncoders" class="com.cloud.utils.component.AdapterList">
    <property name="Adapters">
      <list><ref bean="SHA256SaltedUserAuthenticator"/><ref bean="PlainTextUserAuthenticator"/></list>
    </property>
  </bean>
  <bean id="userAuthenticators" class="com.cloud.utils.component.AdapterList">
    <property name="Adapters">
      <list>
        <ref bean="PlainTextUserAuthenticator"/>
        <ref bean="MD5UserAuthenticator"/>
      </list>
    </property>
  </bean>
</beans>
`;

/** A document as a short picture: `a b=c @2 [children] "text"`. */
const picture = ({ name, attributes, text, children: inner, line }: Element): string =>
  [
    name,
    ...Object.entries(attributes).map(([key, value]) => `${key}=${JSON.stringify(value)}`),
    `@${line}`,
    ...(text.trim() === '' ? [] : [JSON.stringify(text)]),
    ...(inner.length > 0 ? [`[${inner.map(picture).join(', ')}]`] : []),
  ].join(' ');

describe('a Spring context', () => {
  const refs = (root: Element): string[] =>
    children(root, 'bean')
      .filter(bean => bean.attributes.id === 'userAuthenticators')
      .flatMap(bean => descendants(bean, 'ref'))
      .map(ref => `${ref.attributes.bean} ${ref.line}`);
  const order = ['PlainTextUserAuthenticator 13', 'MD5UserAuthenticator 14'];

  test('elements in order, with lines and without what is in comments', () => {
    expect(refs(read(CONTEXT))).toEqual(order);
  });

  test.each([
    ['a prefix', CONTEXT.replaceAll(/<(\/?)(?=[a-z])/g, '<$1b:').replace('xmlns=', 'xmlns:b=')],
    ['single quotes', CONTEXT.replaceAll('"', "'")],
    ['a byte order mark', `\ufeff${CONTEXT}`],
    ['Windows line ends', CONTEXT.replaceAll('\n', '\r\n')],
    ['old Macintosh line ends', CONTEXT.replaceAll('\n', '\r')],
    [
      'a DOCTYPE that names a DTD',
      CONTEXT.replace('?>\n', '?><!DOCTYPE beans PUBLIC "-//SPRING//DTD BEAN//EN"\t"http://www.springframework.org/dtd/x>y.dtd">\n'),
    ],
    ['no declaration', CONTEXT.replace(/<\?xml.*\?>/, '')],
    ['a comment that holds a DOCTYPE', CONTEXT.replace('?>\n', '?><!-- <!DOCTYPE a [<!ENTITY b "c">]> -->\n')],
    ['a CDATA section that holds elements', CONTEXT.replace('<list>\n', '<list><![CDATA[<ref bean="x"/>]]>\n')],
    ['elements with an end tag', CONTEXT.replaceAll(/<ref ([^>]*)\/>/g, '<ref $1></ref >')],
  ])('%s changes nothing', (_, text) => {
    expect(refs(read(text))).toEqual(order);
  });
});

describe('what it reads', () => {
  test.each([
    ['references', '<a b="&lt;&amp;&quot;&#228;&#x1F600;">&gt;&apos;&#65;</a>', 'a b="<&\\"ä😀" @1 ">\'A"'],
    ['a reference only once', '<a b="&amp;lt;">&#38;lt;&amp;#65;</a>', 'a b="&lt;" @1 "&lt;&#65;"'],
    ['text of several pieces', '<a>x<b/>y<![CDATA[<z>&amp;]]></a>', 'a @1 "xy<z>&amp;" [b @1]'],
    ['text like numbers and words as text', '<a b="007">0x1F</a>', 'a b="007" @1 "0x1F"'],
    ['an angle bracket that may stand there', '<a b="x>y">1 > 0</a>', 'a b="x>y" @1 "1 > 0"'],
    ['a line end in an attribute as a blank', '<a b="x\ny\tz"\nc="d"><e/></a>', 'a b="x y z" c="d" @1 [e @3]'],
    ['names with dots, dashes and letters of all languages', '<components.xml><a-b_c ü="é"/></components.xml>', 'components.xml @1 [a-b_c ü="é" @1]'],
    ['processing instructions as nothing', '<?x y?><a><?php <b/> ?></a><?z?>', 'a @1'],
    ['dollars as dollars', '<a b="$1">$&amp;</a>', 'a b="$1" @1 "$&"'],
  ])('%s', (_, text, expected) => {
    expect(picture(read(text))).toBe(expected);
  });

  test('a name without its prefix', () => expect(read('<b:beans xmlns:b="x"/>')).toMatchObject({ name: 'b:beans', local: 'beans' }));
  test('bytes that are not UTF-8, where the declaration says so', () =>
    expect(read('<?xml version="1.0" encoding="ISO-8859-1"?><a>\u00e4</a>', 'latin1').text).toBe('ä'));
});

describe('any tree comes back as it was', () => {
  const name = fc.constantFrom('a', 'bean', 'c:d', 'e.f', 'ref', 'ä');
  const plain = fc.string({ unit: fc.constantFrom('x', '<', '&', '"', "'", '>', ' ', ']', '-', '\u00e9', '😀', '$', '‹', ';', '#'), maxLength: 8 });
  const escaped = (text: string): string => text.replace(/[<&"']/g, char => `&#${char.codePointAt(0)};`).replaceAll(']]>', ']]&gt;');
  interface Tree {
    readonly name: string;
    readonly attributes: Readonly<Record<string, string>>;
    readonly inner: readonly (Tree | string)[];
  }
  const { tree } = fc.letrec<{ tree: Tree }>(tie => ({
    tree: fc.record({
      name,
      attributes: fc.dictionary(fc.constantFrom('id', 'class', 'x:y', 'k'), plain, { maxKeys: 3 }),
      inner: fc.array(fc.oneof({ depthSize: 'small', withCrossShrink: true }, plain, tie('tree')), { maxLength: 3 }),
    }),
  }));
  const write = (node: Tree | string, noise: string): string => {
    if (typeof node === 'string') return escaped(node);
    const attributes = Object.entries(node.attributes).map(([key, value]) => ` ${key} = '${escaped(value)}'`);
    return `<${node.name}${attributes.join('')}>${noise}${node.inner.map(one => write(one, noise)).join(noise)}</${node.name}>`;
  };
  const same = (element: Element, node: Tree): void => {
    expect({ name: element.name, attributes: element.attributes }).toEqual({ name: node.name, attributes: { ...node.attributes } });
    expect(element.text).toBe(node.inner.filter(one => typeof one === 'string').join(''));
    const inner = node.inner.filter(one => typeof one !== 'string');
    expect(element.children.length).toBe(inner.length);
    for (const [index, child] of element.children.entries()) same(child, inner[index]!);
  };

  test('with comments and instructions between', () => {
    fc.assert(fc.property(tree, fc.constantFrom('', '<!-- <a b="c"> & -->', '<?p <a> ?>'), (node, noise) => same(read(write(node, noise)), node)));
  });

  test('and any damage is refused or read, never more than that', () => {
    const noise = fc.constantFrom(
      '<',
      '>',
      '&',
      '"',
      '</a>',
      '<a>',
      '<!--',
      '-->',
      ']]>',
      '<![CDATA[',
      '<?',
      '\0',
      '&x;',
      '&#0;',
      '<!DOCTYPE a [',
      '=',
    );
    fc.assert(
      fc.property(tree, noise, fc.nat(), (node, piece, where) => {
        const text = write(node, '');
        const at = where % (text.length + 1);
        try {
          read(text.slice(0, at) + piece + text.slice(at));
        } catch (error) {
          expect((error as Error).message).toMatch(/^not well-formed XML|^it declares entities|^it has a DOCTYPE/);
        }
      }),
    );
  });
});

describe('a broken document throws', () => {
  test.each([
    ['nothing', ''],
    ['blanks', ' \n'],
    ['words', 'abc'],
    ['a comment alone', '<!-- x -->'],
    ['a declaration alone', '<?xml version="1.0"?>'],
    ['an element that is not closed', '<a>'],
    ['a document that is cut', CONTEXT.slice(0, 700)],
    ['an end tag of another name', '<a></b>'],
    ['an end tag in another case', '<a></A>'],
    ['an end tag alone', '</a>'],
    ['an end tag too many', '<a></a></a>'],
    ['elements that overlap', '<a><b></a></b>'],
    ['an element that HTML leaves open', '<html><br></html>'],
    ['two root elements', '<a/><b/>'],
    ['text after the root element', '<a/>x'],
    ['text before it', 'x<a/>'],
    ['a reference before it', '&#65;<a/>'],
    ['CDATA before it', '<![CDATA[x]]><a/>'],
    ['two byte order marks', '\ufeff\ufeff<a/>'],
    ['an attribute twice', '<a b="1" c="2" b="3"/>'],
    ['an attribute without quotes', '<a b=c/>'],
    ['an attribute without a value', '<a b/>'],
    ['attributes without a blank between', '<a b="1"c="2"/>'],
    ['quotes that do not fit', '<a b="c\'/>'],
    ['quotes that do not end', '<a b="c'],
    ['a < in an attribute', '<a b="<"/>'],
    ['a comment in a tag', '<a <!-- x --> />'],
    ['an attribute in an end tag', '<a></a b="c">'],
    ['a name that begins with a digit', '<1a/>'],
    ['a blank before the name', '< a/>'],
    ['a tag that does not end', '<a'],
    ['a bare &', '<a>x & y</a>'],
    ['a bare & in an attribute', '<a b="x & y"/>'],
    ['a reference without its semicolon', '<a>&amp</a>'],
    ['an entity that is not declared', '<a>&x;</a>'],
    ['one of HTML', '<a>&nbsp;</a>'],
    ['one in an attribute', '<a b="&x;"/>'],
    ['a control character', '<a>\u001b[31m</a>'],
    ['a form feed between tags', '<a>\f</a>'],
    ['NUL', '<a>\0</a>'],
    ['a lone surrogate', '<a>\ud800</a>'],
    ['U+FFFE', '<a>\ufffe</a>'],
    ['a reference to NUL', '<a>&#0;</a>'],
    ['a reference to a control character', '<a>&#x1B;</a>'],
    ['a reference to a surrogate', '<a>&#xD800;</a>'],
    ['a reference beyond Unicode', '<a>&#x110000;</a>'],
    ['a reference to nothing', '<a>&#;</a>'],
    ['a reference that is no number', '<a>&#xZZ;</a>'],
    ['a reference of a million digits', `<a>&#${'1'.repeat(1e6)};</a>`],
    [']]> in text', '<a>]]></a>'],
    ['CDATA that does not end', '<a><![CDATA[x</a>'],
    ['CDATA in lower case', '<a><![cdata[x]]></a>'],
    ['-- in a comment', '<a><!-- a -- b --></a>'],
    ['a comment that ends in --->', '<a><!-- a ---></a>'],
    ['a comment that does not end', '<a><!-- x</a>'],
    ['an unknown declaration', '<a><!x></a>'],
    ['version 3.0', '<?xml version="3.0"?><a/>'],
    ['a declaration without a version', '<?xml encoding="UTF-8"?><a/>'],
    ['a declaration with something else', '<?xml version="1.0" foo="x"?><a/>'],
    ['a blank before the declaration', ' <?xml version="1.0"?><a/>'],
    ['a declaration after the root element', '<a/><?xml version="1.0"?>'],
    ['an instruction called XML', '<a><?XML x?></a>'],
    ['an instruction without a name', '<a><? x?></a>'],
    ['an instruction that does not end', '<a><?x</a>'],
    ['a DOCTYPE after the root element', '<a/><!DOCTYPE a>'],
    ['a DOCTYPE in it', '<a><!DOCTYPE a></a>'],
    ['two of them', '<!DOCTYPE a><!DOCTYPE a><a/>'],
    ['one that does not end', '<!DOCTYPE a'],
  ])('%s', (_, text) => {
    expect(() => read(text)).toThrow(/^not well-formed XML/);
  });

  test.each([
    ['an external entity', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'],
    ['an internal entity', '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'],
    ['a billion laughs', '<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><a>&c;</a>'],
    ['a parameter entity', '<!DOCTYPE a [<!ENTITY % x SYSTEM "http://127.0.0.1/x.dtd"> %x;]><a/>'],
    ['an internal subset after a DTD', '<!DOCTYPE a SYSTEM "x.dtd" []><a/>'],
  ])('%s is refused', (_, text) => {
    expect(() => read(text)).toThrow('it declares entities in its DOCTYPE, which is refused');
  });

  test('the message has the line and nothing of the text', () => {
    expect(() => read('<a>\n<password>S3&cret;</password></a>')).toThrow(
      /^not well-formed XML, line 2: an entity that is not declared, or a bare &$/,
    );
  });

  test('bytes that are not what the declaration says', () => {
    expect(() => read('<?xml version="1.0" encoding="UTF-8"?><a>\u00e4</a>', 'latin1')).toThrow('it says it is UTF-8, and its bytes are not');
    expect(() => read('<a>\u00e4</a>', 'latin1')).toThrow('it says it is utf-8');
    expect(() => read([...'<?xml version="1.0" encoding="UTF-16"?><a/>'].join('\0'))).toThrow('NUL');
  });

  test.each([
    ['nested a million times', '<a>'.repeat(1e6 / 3)],
    ['nested too deep, and closed', '<a>'.repeat(5000) + '</a>'.repeat(5000)],
    ['an open comment again and again', `<a>${'<!--x'.repeat(2e5)}`],
    ['attributes without end', `<a${' b'.repeat(5e5)}`],
    ['blanks without end', `<a${' '.repeat(1e6)}`],
    ['names of the prototype', '<a><__proto__ constructor="x"/></a>'],
  ])('hostile: %s', (_, text) => {
    expect(() => read(text)).toThrow();
  });
});
