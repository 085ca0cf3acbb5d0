import { any, check, sh, skip } from '../../src/index.ts';
import { hooks } from './facts/resources.ts';
import { some } from './pools.ts';

export default check({
  id: 'opennebula/hook-left-untested',
  title: 'Hooks are known, so that they can be tested after the upgrade',
  severity: 'advice',
  applies: { platform: 'opennebula', phases: ['pre', 'post'] },
  why: 'A hook runs a program of yours with what the API or a change of state says. Both may say it in another way in a new release, and a hook that fails is only seen in its own log.',
  fix: {
    hooks: { text: 'After the upgrade, let each of them run once, and look at what it did.', commands: [sh`onehook list`] },
    unreadable: ({ id }) => ({ commands: [sh`onehook show ${id}`] }),
  },
  refs: ['https://docs.opennebula.io/7.0/product/operation_references/'],
  covers: ['A.3.19'],
  needs: { hooks: any(hooks) },
  messages: {
    hooks: { text: 'Hooks that are defined ({count}): {names}.', severity: 'note' },
    unreadable: 'The body of hook {name} (id {id}) is no XML that can be read.',
  },
  judge({ hooks: { host, value } }, found) {
    if (value.length === 0) return skip('there are no hooks');
    const names = value.map(({ id, name, said }) => `${name} (id ${id}, ${said?.type ?? 'of an unknown type'})`);
    return [
      found.hooks({ count: value.length, names: some(names, 20) }, { host }),
      ...value.filter(({ said }) => !said).map(({ id, name }) => found.unreadable({ id, name }, { host, object: `hook ${id}` })),
    ];
  },
});
