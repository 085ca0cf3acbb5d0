import { any, check, type OnHost, type Outcome } from '../../src/index.ts';
import { type Resource, templateLabels, userLabels } from './facts/resources.ts';
import { readable, some, source, unreadable } from './pools.ts';

/** What the migration makes of a label. */
const renamed = (label: string): string => label.replace(/[^A-Za-z0-9_-]/g, '_');

export default check({
  id: 'opennebula/label-renamed',
  title: 'Labels keep their names and their objects',
  severity: 'advice',
  applies: {
    platform: 'opennebula',
    phases: ['pre'],
    paths: [{ from: '<7.0', to: '>=7.0' }],
    because: 'only the migration to 7.0 rewrites labels',
  },
  why: 'Labels belong to users and groups since 7.0. The migration keeps a label of an object only where a user has it too, and writes an underscore for every character but letters, digits, hyphen and underscore.',
  fix: {
    characters: 'Rename the label before the upgrade, if its new name does not suit you.',
    unowned: 'Give the label to the user who needs it (in LABELS of the template of the user) before the upgrade.',
  },
  refs: [source('src/onedb/local/6.10.0_to_7.0.0.rb')],
  covers: ['A.2.25'],
  needs: { users: any(userLabels), templates: any(templateLabels) },
  messages: {
    characters: 'User {name} (id {id}) has labels that get another name: {labels}.',
    unowned: 'Template {name} (id {id}) has labels that no user has, and loses them: {labels}.',
  },
  judge({ users, templates }, found) {
    const owned = new Set(readable(users.value).flatMap(({ said }) => said.map(renamed)));
    return [
      ...each(
        users,
        labels => labels.filter(label => renamed(label) !== label).map(label => `${label} becomes ${renamed(label)}`),
        (data, at) => found.characters(data, { ...at, object: `user ${data.id}` }),
      ),
      ...each(
        templates,
        labels => labels.filter(label => !owned.has(renamed(label))),
        (data, at) => found.unowned(data, { ...at, object: `template ${data.id}` }),
      ),
      ...unreadable('user', users.value, users.host),
      ...unreadable('template', templates.value, templates.host),
    ];
  },
});

type Say = (data: { readonly id: number; readonly name: string; readonly labels: string }, at: { readonly host: string }) => Outcome;

/** One finding for each object whose labels have such ones among them. */
const each = (
  { host, value }: OnHost<readonly Resource<readonly string[]>[]>,
  which: (labels: readonly string[]) => readonly string[],
  say: Say,
): Outcome[] =>
  readable(value).flatMap(({ id, name, said }) => {
    const labels = which(said);
    return labels.length === 0 ? [] : [say({ id, name, labels: some(labels) }, { host })];
  });
