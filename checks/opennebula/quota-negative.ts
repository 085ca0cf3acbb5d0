import { any, check, type Found, type OnHost, type Outcome, sh } from '../../src/index.ts';
import { groupQuotas, type Resource, userQuotas } from './facts/resources.ts';
import { readable, some, source, unreadable } from './pools.ts';

const MESSAGES = { negative: 'Of the quotas of {what} {id}, less than nothing is used: {used}.' } as const;

export default check({
  id: 'opennebula/quota-negative',
  title: 'No user or group uses less than nothing of a quota',
  severity: 'advice',
  applies: { platform: 'opennebula', phases: ['pre', 'post'] },
  why: 'What is used is counted up and down and never anew. A count below zero lets a user take more than the quota allows, and shows that other counts may be wrong too.',
  fix: {
    negative: {
      text: 'Let onedb count the quotas anew.',
      commands: [sh`onedb fsck`],
      down: 'opennebula on every front-end',
      undo: 'onedb fsck makes a backup before it changes anything, and says where.',
    },
  },
  refs: [source('src/onedb/fsck/quotas.rb')],
  covers: ['A.3.20'],
  needs: { users: any(userQuotas), groups: any(groupQuotas) },
  messages: MESSAGES,
  judge: ({ users, groups }, found) => [...judged('user', users, found), ...judged('group', groups, found)],
});

const judged = (what: string, { host, value }: OnHost<readonly Resource<readonly string[]>[]>, found: Found<typeof MESSAGES>): Outcome[] => [
  ...readable(value)
    .filter(({ said }) => said.length > 0)
    .map(({ id, said }) => found.negative({ what, id, used: some(said) }, { host, object: `${what} ${id}` })),
  ...unreadable(`${what} quotas`, value, host),
];
