import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { redactor } from '../../src/engine/redact/redactor.ts';
import { xmlReducer } from '../../src/engine/redact/xml.ts';
import type { FileBody } from '../../src/model/answer.ts';
import { table } from '../../src/model/query.ts';
import type { Redacted } from '../../src/model/redacted.ts';
import { type Element, xml } from '../../src/parsers/xml.ts';
import { elementsAt, valuesAt, xmlBody } from '../../src/parsers/xml-column.ts';

const asIs = (_: string, value: string): string => value;
const reduce = (paths: readonly string[], document: string): string => xmlReducer(paths, asIs)(document);
const read = (document: string): Element => xml({ text: document } as Redacted<FileBody>);

const VM = `<VM><ID>7</ID><NAME>web</NAME><STATE>3</STATE><TEMPLATE><CONTEXT><PASSWORD><![CDATA[s3cret]]></PASSWORD></CONTEXT>
<DISK><IMAGE_ID><![CDATA[4]]></IMAGE_ID><SOURCE><![CDATA[/var]]></SOURCE></DISK><DISK><TYPE>FS</TYPE></DISK><VMID>7</VMID></TEMPLATE></VM>`;

describe('what is kept of a document', () => {
  test.each<[string, readonly string[], string, string]>([
    [
      'an element, and its text in CDATA',
      ['STATE', 'TEMPLATE/DISK/IMAGE_ID'],
      VM,
      '<VM><STATE>3</STATE><TEMPLATE><DISK><IMAGE_ID>4</IMAGE_ID></DISK><DISK></DISK></TEMPLATE></VM>',
    ],
    ['of a parent nothing but itself', ['TEMPLATE'], VM, '<VM><TEMPLATE></TEMPLATE></VM>'],
    ['nothing where nothing is wanted', [], VM, '<VM></VM>'],
    ['nothing of the root element', ['VM', 'VM/STATE'], VM, '<VM></VM>'],
    ['only the attributes that are named', ['S/@id', 'S'], '<Z a="1"><S id="3" b="x">t</S></Z>', '<Z><S id="3">t</S></Z>'],
    ['attributes without the text', ['S/@id'], "<Z><S id='a\"b'>t</S></Z>", '<Z><S id="a&quot;b"></S></Z>'],
    ['an element within one of its name', ['A/A'], '<R><A>1<A>2<A>3</A></A></A></R>', '<R><A><A>2</A></A></R>'],
    ['text in pieces', ['A'], '<R><A>1<!-- x --><![CDATA[<2>]]><B>no</B>&#51;&amp;&lt;</A></R>', '<R><A>1&lt;2&gt;3&amp;&lt;</A></R>'],
    ['CDATA that ends as CDATA does', ['A'], '<R><A><![CDATA[a]]]]><![CDATA[>b]]></A></R>', '<R><A>a]]&gt;b</A></R>'],
    ['an empty element', ['A/B'], '<R><A/><C/></R>', '<R><A></A></R>'],
    ['no instruction, no declaration', ['A'], '<?xml version="1.0"?><?php secret ?><R><A>1</A><?x secret?></R>', '<R><A>1</A></R>'],
    [
      'names of the prototype',
      ['constructor', '__proto__/a'],
      '<R><constructor>1</constructor><__proto__><a>2</a></__proto__><toString>3</toString></R>',
      '<R><constructor>1</constructor><__proto__><a>2</a></__proto__></R>',
    ],
    ['a carriage return', ['A'], '<R><A>a&#13;b\r\nc</A></R>', '<R><A>a&#13;b&#10;c</A></R>'],
  ])('%s', (_, paths, document, expected) => {
    expect(reduce(paths, document)).toBe(expected);
    expect(reduce(paths, expected)).toBe(expected);
  });

  test.each([
    ['no XML', 'secret', 'not-xml'],
    ['nothing', '', 'not-xml'],
    ['a mark of its own', '‹unreadable:secret›', 'not-xml'],
    ['cut off', '<VM><STATE>3</STATE><NAME>secret', 'not-xml'],
    ['two roots', '<VM><STATE>3</STATE></VM><VM>secret</VM>', 'not-xml'],
    ['an entity of its own', '<!DOCTYPE VM [<!ENTITY x "secret">]><VM><STATE>&x;</STATE></VM>', 'not-xml'],
    ['an element that is not closed', '<VM><STATE>secret</NAME></VM>', 'not-xml'],
    ['a control character', '<VM><STATE>secret\u0001</STATE></VM>', 'not-xml'],
    ['very deep', '<STATE>'.repeat(100_000), 'not-xml'],
    ['deep and closed', `<VM>${'<STATE>'.repeat(70)}secret${'</STATE>'.repeat(70)}</VM>`, 'not-xml'],
    ['too much of one element', `<VM><STATE>${'secret'.repeat(20_000)}</STATE></VM>`, 'too-large'],
    ['too many elements', `<VM>${'<STATE>secret</STATE>'.repeat(20_000)}</VM>`, 'too-large'],
    ['more than a column can hold', `<VM>${' '.repeat(17 * 1024 * 1024)}</VM>`, 'too-large'],
  ])('a mark instead of %s', (_, document, why) => {
    expect(reduce(['STATE'], document)).toBe(`‹unreadable:${why}›`);
    expect(xmlBody.read(reduce(['STATE'], document), 'body')).toBeUndefined();
  });
});

type Node = { readonly name: string; readonly pieces: readonly (string | Node)[] };
const NAMES = ['STATE', 'TEMPLATE', 'DISK', 'IMAGE_ID', 'PASSWORD'];
const PATHS = ['STATE', 'TEMPLATE/STATE', 'TEMPLATE/DISK/IMAGE_ID', 'DISK', 'DISK/DISK', 'TEMPLATE/TEMPLATE/TEMPLATE'];

const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
const write = ({ name, pieces }: Node, cdata: boolean): string =>
  `<${name} at="${'K'.repeat(3)}attribute">${pieces
    .map(one => (typeof one === 'string' ? (cdata ? `<![CDATA[${one.replaceAll(']]>', ']]]]><![CDATA[>')}]]>` : escaped(one)) : write(one, cdata)))
    .join('')}</${name}>`;

/** The texts of all elements, with the path of each below the root. */
const texts = ({ pieces }: Node, at: readonly string[] = []): [string, string][] => [
  [at.join('/'), pieces.filter(one => typeof one === 'string').join('')],
  ...pieces.flatMap(one => (typeof one === 'string' ? [] : texts(one, [...at, one.name]))),
];

const node: fc.Arbitrary<Node> = fc.letrec<{ node: Node }>(tie => ({
  node: fc.record({
    name: fc.constantFrom(...NAMES),
    pieces: fc.array(
      fc.oneof({ depthSize: 'small' }, fc.string({ minLength: 1, unit: fc.constantFrom('<', '&', ']', '>', 'a', '"', 'ü', '‹') }), tie('node')),
      { maxLength: 4 },
    ),
  }),
})).node;

test('the texts at the paths survive and nothing else does', () =>
  fc.assert(
    fc.property(node, fc.subarray(PATHS), fc.boolean(), (root, paths, cdata) => {
      // Each text has a number of its own, so that it can be told where it came from.
      let count = 0;
      const numbered = (function number(one: Node): Node {
        return { ...one, pieces: one.pieces.map(piece => (typeof piece === 'string' ? `${piece}#${++count}#` : number(piece))) };
      })(root);
      const out = reduce(paths, write(numbered, cdata));
      const element = read(out);
      for (const path of paths) {
        const wanted = texts(numbered)
          .filter(([at]) => at === path)
          .map(([, text]) => text.trim())
          .filter(text => text !== '');
        expect(valuesAt(element, path)).toEqual(wanted);
      }
      const dropped = texts(numbered)
        .filter(([at]) => !paths.includes(at))
        .flatMap(([, text]) => text.match(/#\d+#/g) ?? []);
      for (const mark of dropped) expect(out).not.toContain(mark);
      expect(out).not.toContain('attribute');
      expect(reduce(paths, out)).toBe(out);
    }),
    { numRuns: 300 },
  ));

test('what is no XML is never shown, whatever it is', () =>
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), input => {
      const out = reduce(['STATE'], input);
      expect(out.startsWith('‹unreadable:') || read(out).name.length > 0).toBe(true);
    }),
    { numRuns: 50 },
  ));

describe('a redacted table', () => {
  const query = table('opennebula.vm_pool', { columns: ['oid', 'body'], xml: { body: ['STATE', 'TEMPLATE/LABELS', 'TEMPLATE/NETAPP_PASS'] } });
  const redacted = (body: string | null) => {
    const one = redactor(Buffer.alloc(32));
    const answer = one.body(query, { columns: ['body', 'oid'], rows: [{ oid: '1', body }] }, { rules: [], keyFiles: [] });
    return { body: answer.rows[0]!.body!, again: one.body(query, answer, { rules: [], keyFiles: [] }).rows[0]!.body, secrets: one.secrets };
  };

  test('has the kept elements, whose secrets are hidden value by value', () => {
    const { body, again, secrets } = redacted(
      '<VM><STATE>3</STATE><TEMPLATE><NETAPP_PASS><![CDATA[s3cret!]]></NETAPP_PASS><LABELS>a\npassword: hunter2\nurl mysql://x:y@z/</LABELS><KEY>k3y</KEY></TEMPLATE></VM>',
    );
    expect(body).not.toMatch(/s3cret|hunter2|x:y@|k3y/);
    expect(valuesAt(read(body), 'STATE')).toEqual(['3']);
    expect(valuesAt(read(body), 'TEMPLATE/NETAPP_PASS')).toEqual([expect.stringMatching(/^‹secret:hidden:[0-9a-f]{8}›$/)]);
    expect(again).toBe(body);
    expect([...secrets].sort()).toEqual(['hunter2', 's3cret!', 'y']);
  });

  test('leaves NULL, and marks what is no XML', () => {
    expect(redacted(null).body).toBeNull();
    expect(redacted('PASSWORD=hunter2').body).toBe('‹unreadable:not-xml›');
  });

  test('reads elements in their order', () => {
    const root = read('<Z><S><ID>2</ID></S><X/><S/><S><ID> 1 </ID></S></Z>');
    expect(valuesAt(root, 'S/ID')).toEqual(['2', '1']);
    expect(elementsAt(root, 'S')).toHaveLength(3);
  });

  test('of 10,000 documents of 5 kB is ready before anybody becomes impatient', { timeout: 60_000 }, () => {
    const body = VM.replace('<NAME>web</NAME>', `<NAME>web</NAME>${'<ATTRIBUTE><![CDATA[some value of it]]></ATTRIBUTE>'.repeat(90)}`);
    expect(body.length).toBeGreaterThan(4500);
    const rows = Array.from({ length: 10_000 }, (_, oid) => ({ oid: String(oid), body }));
    const answer = redactor(Buffer.alloc(32)).body(query, { columns: ['body', 'oid'], rows }, { rules: [], keyFiles: [] });
    expect(answer.rows.at(-1)!.body).toBe('<VM><STATE>3</STATE><TEMPLATE></TEMPLATE></VM>');
  });
});
