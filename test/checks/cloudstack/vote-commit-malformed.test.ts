import check from '../../../checks/cloudstack/vote-commit-malformed.ts';
import { cases } from '../../support/cases.ts';

const whole = '4cd60f3d1683a3445c3248f48ae064fb573db2a1';
const of = (commit: string) => ({ given: {}, inputs: { commit } });

cases(check, {
  on: { from: '4.2.1', to: '4.3.2', phase: 'pre' },
  passes: { 'a whole hash': of(whole), 'blanks around it, as a mail has them': of(` ${whole}\n`) },
  fails: {
    'a short hash': { ...of('4cd60f3d'), finds: [{ message: 'abbreviated', data: { commit: '4cd60f3d', count: 8 }, remedy: '40 digits' }] },
    'a digit short': { ...of(whole.slice(1)), finds: [{ message: 'abbreviated', data: { commit: whole.slice(1), count: 39 } }] },
    'a digit more': { ...of(`${whole}0`), finds: [{ message: 'malformed', data: { commit: `${whole}0` } }] },
    'upper case': { ...of(whole.toUpperCase()), finds: [{ message: 'malformed', data: { commit: whole.toUpperCase() }, remedy: 'VOTE mail' }] },
    'a branch': { ...of('4.3'), finds: [{ message: 'malformed', data: { commit: '4.3' } }] },
    'terminal escapes, and too much of them': {
      ...of('\u001b[2J'.repeat(100)),
      finds: [{ message: 'malformed', data: { commit: '\u001b[2J'.repeat(20) } }],
    },
  },
  skips: { 'no commit is given': { given: {}, because: 'no commit of the vote' }, 'a blank one': { ...of('  '), because: 'no commit of the vote' } },
  unknown: { 'a digest of 64 digits': { ...of('a'.repeat(64)), because: 'cannot be told' } },
});
