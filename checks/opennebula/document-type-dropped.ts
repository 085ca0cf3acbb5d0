import { any, check, sh } from '../../src/index.ts';
import { documents } from './facts/documents.ts';
import { source } from './pools.ts';

const KEPT = [100, 101];
const NAMES: Readonly<Record<number, string>> = { 102: 'a provider', 103: 'a provision', 104: 'a provision template' };

export default check({
  id: 'opennebula/document-type-dropped',
  title: 'There are no documents but those of OneFlow',
  severity: 'blocker',
  applies: {
    platform: 'opennebula',
    phases: ['pre', 'stopped', 'installed'],
    paths: [{ from: '<7.0', to: '>=7.0' }],
    because: 'only the migration to 7.0 drops documents',
  },
  why: 'The migration to 7.0 copies services of OneFlow and their templates (types 100 and 101) and drops every other document without a word: those of OneProvision, and of your own programs.',
  fix: {
    dropped: ({ id }) => ({
      text: 'Save the document if anybody needs it, as text; a provision is better taken down with the release that made it.',
      commands: [sh`onedb show-body document --id ${id}`],
      note: 'It prints secrets of the document, such as keys of clouds.',
    }),
  },
  refs: [source('src/onedb/local/6.10.0_to_7.0.0.rb')],
  covers: ['A.2.21'],
  needs: { documents: any(documents) },
  messages: { dropped: 'Document {name} (id {id}) is of type {type}, {what}: the migration drops it.' },
  judge: ({ documents: { host, value } }, found) =>
    value
      .filter(({ type }) => !KEPT.includes(type))
      .map(({ id, name, type }) =>
        found.dropped(
          { id, name, type, what: (Object.hasOwn(NAMES, type) && NAMES[type]) || 'of another program' },
          { host, object: `document ${id}` },
        ),
      ),
});
