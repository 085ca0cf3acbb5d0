import { any, check, sh } from '../../src/index.ts';
import { type OneflowBody, oneflowDocuments } from './facts/documents.ts';
import { source } from './pools.ts';

const WORDS: Readonly<Record<Exclude<OneflowBody, 'roles'>, string>> = {
  'no-roles': 'has no list of roles',
  'not-json': 'is no JSON',
  'no-body': 'is not there',
};

export default check({
  id: 'opennebula/oneflow-document-malformed',
  title: 'Every service of OneFlow, and every template of one, has its roles',
  severity: 'blocker',
  applies: {
    platform: 'opennebula',
    phases: ['pre', 'stopped', 'installed'],
    paths: [{ from: '<7.0', to: '>=7.0' }],
    because: 'the migration to 7.0 rewrites the documents of OneFlow',
  },
  why: 'The migration to 7.0 changes the roles of every service, and stops with an error at one that has none, in the middle of the migration.',
  fix: {
    malformed: ({ id, what }) => ({
      text: 'Delete it, if nobody needs it; else write it anew with a list of roles.',
      commands: [what === 'service' ? sh`oneflow show ${id}` : sh`oneflow-template show ${id}`],
    }),
  },
  refs: [source('src/onedb/local/6.10.0_to_7.0.0.rb')],
  covers: ['A.2.22'],
  needs: { documents: any(oneflowDocuments) },
  messages: { malformed: 'The body of OneFlow {what} {name} (id {id}) {problem}.' },
  judge: ({ documents: { host, value } }, found) =>
    value.flatMap(({ id, name, type, body }) =>
      body === 'roles'
        ? []
        : [found.malformed({ what: type === 100 ? 'service' : 'template', id, name, problem: WORDS[body] }, { host, object: `document ${id}` })],
    ),
});
