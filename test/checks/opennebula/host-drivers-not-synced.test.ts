import check from '../../../checks/opennebula/host-drivers-not-synced.ts';
import { cases } from '../../support/cases.ts';
import { DENIED } from './hosts.ts';
import { frontend } from './support.ts';

const host = (id: number, version: string, state = 2, driver = 'kvm') => ({
  oid: id,
  name: `node${id}`,
  state,
  body: `<HOST><ID>${id}</ID><STATE>${state}</STATE><IM_MAD><![CDATA[${driver}]]></IM_MAD><TEMPLATE>${
    version === '' ? '' : `<VERSION><![CDATA[${version}]]></VERSION>`
  }<EC2_SECRET><![CDATA[hunter2]]></EC2_SECRET></TEMPLATE></HOST>`,
});
const seven = frontend('7.0.1');

cases(check, {
  on: { from: '6.10.2', to: '7.0.1', phase: 'post' },
  passes: {
    'all are synchronised': { given: { ...seven, hosts: [host(0, '7.0.1'), host(1, '7.0.1', 4)] } },
    'one that is offline': { given: { ...seven, hosts: [host(0, '7.0.1'), host(1, '6.10.2', 8)] } },
    'one that has no drivers': { given: { ...seven, hosts: [host(0, '7.0.1'), host(1, '', 2, 'dummy')] } },
  },
  fails: {
    'an old one, and one in error': {
      given: { ...seven, hosts: [host(3, '6.10.2', 3), host(2, '6.10.2')] },
      finds: [2, 3].map(id => ({
        message: 'behind' as const,
        data: { id, name: `node${id}`, state: id === 2 ? 'MONITORED' : 'ERROR', version: '6.10.2', expected: '7.0.1' },
        object: `host ${id}`,
        remedy: `onehost sync node${id}`,
      })),
    },
    'a hostile name': {
      given: { ...seven, hosts: [{ ...host(1, '7.0.0'), name: "a'; rm -rf / #" }] },
      finds: [
        {
          message: 'behind',
          data: { id: 1, name: "a'; rm -rf / #", state: 'MONITORED', version: '7.0.0', expected: '7.0.1' },
          object: 'host 1',
          remedy: "onehost sync 'a'\\''; rm -rf / #'",
        },
      ],
    },
  },
  skips: { 'no hosts': { given: { ...seven, hosts: [] }, because: 'no host that is monitored' } },
  unknown: {
    'not monitored yet': { given: { ...seven, hosts: [host(0, '', 0)] }, because: 'has not told the version' },
    'no front-end says a version': { given: { oned: seven.oned, hosts: [host(0, '7.0.1')] }, because: 'no front-end says' },
    'a body that is no XML': { given: { ...seven, hosts: [{ ...host(0, '7.0.1'), body: '<HOST' }] }, because: 'has not told the version' },
    denied: { given: { ...seven, hosts: DENIED }, because: 'permission denied' },
  },
});
