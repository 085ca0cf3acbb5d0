import { check } from '../../src/index.ts';
import { atLeast, isLineOnly } from './engine-releases.ts';
import { optionsWithoutDefault } from './facts/outdated-rows.ts';

export default check({
  id: 'ovirt/option-default-missing',
  title: 'Every option of the engine has a default in the database',
  severity: 'blocker',
  applies: {
    platform: 'ovirt',
    phases: ['pre', 'stopped'],
    paths: [{ from: '>=4.4 <4.5', to: '4.5' }],
    because: 'the column must have values from the database of 4.5 on, and is filled or empty before',
  },
  why: 'A script of 4.5 makes the column default_value mandatory. In 4.5.0 it fails at a row without one, in the middle of engine-setup.',
  fix: {
    breaks: 'Upgrade to 4.5.1 or newer, whose scripts fill these rows themselves.',
    filled: 'Nothing needs to be done with 4.5.1 or newer; have a backup, as the row was not made by engine-setup.',
  },
  refs: ['https://bugzilla.redhat.com/show_bug.cgi?id=2077387'],
  covers: ['A.3.14'],
  needs: { options: optionsWithoutDefault },
  messages: {
    breaks: 'Option {name} ({level}) has no default, at which the upgrade to {target} fails.',
    filled: { text: 'Option {name} ({level}) has no default: it is none that engine-setup made.', severity: 'warning' },
  },
  judge: ({ options }, found, { to }) =>
    options.map(({ name, level }) => {
      const at = { object: `option ${name} (${level})` };
      return to && !isLineOnly(to) && !atLeast(to, '4.5.1') ? found.breaks({ name, level, target: to.text }, at) : found.filled({ name, level }, at);
    }),
});
