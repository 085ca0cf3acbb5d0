import check from '../../../checks/opennebula/oneflow-document-malformed.ts';
import { cases } from '../../support/cases.ts';
import { DENIED } from './rows.ts';

const document = (oid: number, type: number, body: string | null) => ({
  oid,
  name: `d${oid}`,
  type,
  body: body === null ? null : `<DOCUMENT><ID>${oid}</ID><TEMPLATE>${body}</TEMPLATE></DOCUMENT>`,
});
const json = (value: unknown): string => `<BODY><![CDATA[${JSON.stringify(value)}]]></BODY>`;
const found = (id: number, what: string, problem: string) => ({
  message: 'malformed' as const,
  data: { what, id, name: `d${id}`, problem },
  object: `document ${id}`,
});
const roles = [{ name: 'front', vm_template: 3 }];

cases(check, {
  on: { from: '6.10.2', to: '7.0.1', phase: 'pre' },
  passes: {
    'no documents': { given: { documents: [] } },
    'roles, no roles yet, and a body without CDATA': {
      given: {
        documents: [
          document(1, 100, json({ name: 'web', roles, custom_attrs_values: { password: 's3cret-canary' } })),
          document(2, 101, json({ roles: [] })),
          document(3, 101, '<BODY>{&quot;roles&quot;: []}</BODY>'),
        ],
      },
    },
  },
  fails: {
    'whatever has no list of roles': {
      given: {
        documents: [
          document(1, 100, json({ name: 'web' })),
          document(2, 101, json({ roles: { name: 'front' } })),
          document(3, 101, '<BODY><![CDATA[{"roles":[]]]></BODY>'),
          document(4, 101, ''),
          document(5, 100, null),
          document(6, 100, json(null)),
        ],
      },
      finds: [
        { ...found(1, 'service', 'has no list of roles'), remedy: 'oneflow show 1' },
        { ...found(2, 'template', 'has no list of roles'), remedy: 'oneflow-template show 2' },
        found(3, 'template', 'is no JSON'),
        found(4, 'template', 'is not there'),
        found(5, 'service', 'is not there'),
        found(6, 'service', 'has no list of roles'),
      ],
    },
  },
  unknown: { 'the table may not be read': { given: { documents: DENIED }, because: 'SELECT command denied' } },
});
