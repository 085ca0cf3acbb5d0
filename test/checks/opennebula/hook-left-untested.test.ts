import check from '../../../checks/opennebula/hook-left-untested.ts';
import { cases } from '../../support/cases.ts';
import { body, broken, DENIED, HOSTILE, tag } from './rows.ts';

cases(check, {
  on: { from: '6.10.2', to: '7.0.1', phase: 'pre' },
  passes: {},
  notes: {
    'two hooks': {
      given: { hooks: [body(1, 'HOOK', tag('TYPE', 'state')), body(2, 'HOOK', '', HOSTILE)] },
      finds: [{ message: 'hooks', data: { count: 2, names: `hook1 (id 1, state), ${HOSTILE} (id 2, of an unknown type)` } }],
    },
  },
  fails: {
    'one whose body is no XML': {
      given: { hooks: [broken(7)] },
      finds: [
        { message: 'hooks', data: { count: 1, names: 'broken7 (id 7, of an unknown type)' } },
        { message: 'unreadable', data: { id: 7, name: 'broken7' }, object: 'hook 7', remedy: 'onehook show 7' },
      ],
    },
  },
  skips: { 'no hooks': { given: { hooks: [] }, because: 'there are no hooks' } },
  unknown: { 'the table may not be read': { given: { hooks: DENIED }, because: 'SELECT command denied' } },
});
