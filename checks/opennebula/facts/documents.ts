import { type Classifier, fact, integer, nullable, rows, secretMark, table, text } from '../../../src/index.ts';

/** What the migration to 7.0 makes of the body of a OneFlow document. */
export type OneflowBody = 'roles' | 'no-roles' | 'not-json' | 'no-body';

/**
 * The attributes of a service may hold passwords, so its body is looked at where it is read, and only this word goes on.
 *
 *     <DOCUMENT>…<TEMPLATE><BODY><![CDATA[{"name":"web","roles":[{"name":"front"}]}]]></BODY></TEMPLATE></DOCUMENT>
 */
const oneflowBody: Classifier = {
  id: 'opennebula.oneflow-body',
  keyFiles: [],
  classify: value => ({ form: formOf(value) satisfies OneflowBody, same: '' }),
};

const BODY = /<BODY>([\s\S]*?)<\/BODY>/;

function formOf(document: string): OneflowBody {
  const [, raw] = BODY.exec(document) ?? [];
  if (raw === undefined) return 'no-body';
  const json = raw.includes('<![CDATA[') ? raw.replaceAll('<![CDATA[', '').replaceAll(']]>', '') : decoded(raw);
  try {
    const parsed: unknown = JSON.parse(json);
    return typeof parsed === 'object' && parsed !== null && Array.isArray((parsed as { roles?: unknown }).roles) ? 'roles' : 'no-roles';
  } catch {
    return 'not-json';
  }
}

const decoded = (raw: string): string =>
  raw.replaceAll('&quot;', '"').replaceAll('&apos;', "'").replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

export interface Document {
  readonly id: number;
  readonly name: string;
  readonly type: number;
}

/** Documents that are neither services (100) nor templates of services (101). Bodies are not asked for. */
export const documents = fact({
  id: 'opennebula.documents',
  title: 'documents',
  role: 'database',
  query: table('opennebula.document_pool', { columns: ['oid', 'name', 'type'] }),
  parse: (body): Document[] =>
    rows({ oid: integer, name: nullable(text), type: integer })(body).map(({ oid, name, type }) => ({ id: oid, name: name ?? '', type })),
});

/** Services of OneFlow and templates of such, and what their bodies are. */
export const oneflowDocuments = fact({
  id: 'opennebula.oneflow-documents',
  title: 'documents of OneFlow',
  role: 'database',
  query: table('opennebula.document_pool', { columns: ['oid', 'name', 'type', 'body'], where: { column: 'type', in: [100, 101] } }),
  secrets: [{ column: 'body', by: oneflowBody }],
  parse: (body): (Document & { readonly body: OneflowBody })[] =>
    rows({ oid: integer, name: nullable(text), type: integer, body: nullable(text) })(body).map(({ oid, name, type, body }) => ({
      id: oid,
      name: name ?? '',
      type,
      body: (secretMark(body)?.form ?? 'no-body') as OneflowBody,
    })),
});
