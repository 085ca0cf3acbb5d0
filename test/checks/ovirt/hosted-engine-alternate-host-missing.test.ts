import check from '../../../checks/ovirt/hosted-engine-alternate-host-missing.ts';
import { cases } from '../../support/cases.ts';
import { agentXml, engineXml, hostXml, installation } from './hosted-engine-xml.ts';

const [A, B, C] = [hostXml('a', agentXml()), hostXml('b', agentXml()), hostXml('c', agentXml())];
const given = (...hosts: string[]) => ({ given: installation(hosts, [engineXml('a')]) });
const none = (others: string) => ({ message: 'none', data: { name: 'a', others }, object: 'host a' }) as const;
const few = { message: 'few', data: { count: 2 }, object: 'hosts of the self-hosted engine' } as const;

cases(check, {
  on: { from: '4.3.10', to: '4.3.11', phase: 'pre' },
  passes: {
    'three hosts': given(A, B, C),
    'one of them is down': given(A, B, hostXml('c', agentXml(), { status: 'down' })),
  },
  fails: {
    'the only one': {
      ...given(A, hostXml('b')),
      finds: [{ ...none('it is the only one with an agent in its cluster'), remedy: 'Hosted Engine > Deploy' }],
    },
    'the other one is in another cluster': {
      ...given(A, hostXml('b', agentXml(), { cluster: 'c2' })),
      finds: [none('it is the only one with an agent in its cluster'), few],
    },
    'the others cannot': {
      ...given(
        A,
        hostXml('b', agentXml(3400, { local: true })),
        hostXml('c', agentXml(3400, { active: false })),
        hostXml('d', agentXml(0)),
        hostXml('e', agentXml(), { status: 'maintenance' }),
      ),
      finds: [none('b is in local maintenance, c has an agent that is not active, d has the score 0, e is maintenance')],
    },
    'a low score': {
      ...given(A, hostXml('b', agentXml(2400)), hostXml('c', agentXml(1800))),
      finds: [{ message: 'weak', data: { name: 'a', others: 'b (2400), c (1800)' }, object: 'host a' }],
    },
    'two hosts': { ...given(A, B), finds: [few] },
  },
  skips: { 'not self-hosted': { given: installation([hostXml('a')], []), because: 'the engine is not self-hosted' } },
  unknown: {
    'a list that is short': { given: installation([A, B, C], [engineXml('a')], 4), because: 'lists 3 of 4 hosts' },
    'no answer': { given: { ...installation([A], []), vms: { status: 'timeout', reason: 'no answer\u001b[2J' } }, because: 'no answer' },
  },
});
