import check from '../../../checks/ovirt/hosted-engine-agent-unfit.ts';
import { cases } from '../../support/cases.ts';
import { agentXml, engineXml, hostXml, installation } from './hosted-engine-xml.ts';

const [A, B] = [hostXml('a', agentXml()), hostXml('b', agentXml())];

cases(check, {
  on: { from: '4.3.10', to: '4.3.11', phase: 'pre' },
  passes: {
    'all are active': { given: installation([A, B, hostXml('c')], [engineXml('a')]) },
    'one is in maintenance': {
      given: installation([A, hostXml('b', agentXml(0, { active: false }), { status: 'maintenance' })], [engineXml('a')]),
    },
  },
  fails: {
    'one is silent': {
      given: installation([A, hostXml('b\u001b[2J'.replace('\u001b', '&#x9b;'), agentXml(0, { active: false }))], [engineXml('a')]),
      finds: [
        { message: 'inactive', data: { name: 'b\u009b[2J' }, object: 'host b\u009b[2J', remedy: 'systemctl restart ovirt-ha-broker ovirt-ha-agent' },
      ],
    },
    'the engine is paused': {
      given: installation([A, B], [engineXml('a', 'paused')]),
      finds: [{ message: 'engineNotUp', data: { name: 'HostedEngine', status: 'paused' }, object: 'virtual machine HostedEngine' }],
    },
    'eight hosts': {
      given: installation(
        Array.from({ length: 8 }, (_, index) => hostXml(`h${index}`, agentXml())),
        [engineXml('h0')],
      ),
      finds: [{ message: 'many', data: { count: 8 }, object: 'hosts of the self-hosted engine' }],
    },
  },
  skips: { 'not self-hosted': { given: installation([hostXml('a')], []), because: 'the engine is not self-hosted' } },
  unknown: { 'a list that is short': { given: installation([A], [], 3), because: 'lists 1 of 3 hosts' } },
});
