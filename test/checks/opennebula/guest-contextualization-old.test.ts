import check from '../../../checks/opennebula/guest-contextualization-old.ts';
import { cases } from '../../support/cases.ts';
import { body, broken, DENIED } from './rows.ts';

const vm = (oid: number, token: string) => ({
  oid,
  name: `vm${oid}`,
  body: `<VM><TEMPLATE><CONTEXT>${token}<PASSWORD>s3cret-canary</PASSWORD></CONTEXT></TEMPLATE></VM>`,
});

cases(check, {
  on: { from: '6.10.2', to: '7.0.1', phase: 'pre' },
  passes: { 'nobody uses it': { given: { vms: [vm(1, ''), body(2, 'VM', '')] } } },
  fails: {
    'two of three use OneGate': {
      given: { vms: [vm(1, '<TOKEN><![CDATA[YES]]></TOKEN>'), vm(2, ''), vm(3, '<TOKEN>YES</TOKEN>')] },
      finds: [{ message: 'onegate', data: { count: 2, ids: '1, 3' } }],
    },
  },
  unknown: {
    'the table may not be read': { given: { vms: DENIED }, because: 'SELECT command denied' },
    'a body that is no XML': { given: { vms: [broken(7)] }, because: 'the body of virtual machine 7 is no XML' },
  },
});
