import check from '../../../checks/opennebula/netapp-grow-threshold.ts';
import { cases } from '../../support/cases.ts';
import { DENIED } from './hosts.ts';

const datastore = (oid: number, template: string) => ({
  oid,
  name: `ds${oid}`,
  body: `<DATASTORE><ID>${oid}</ID><TEMPLATE>${template}</TEMPLATE></DATASTORE>`,
});
const found = (id: number) =>
  ({ message: 'set', data: { id, name: `ds${id}` }, object: `datastore ${id}`, remedy: `onedatastore update ${id}` }) as const;

cases(check, {
  on: { from: '7.0.0', to: '7.0.1', phase: 'pre' },
  passes: {
    'no datastore has it': {
      given: { datastores: [datastore(0, '<TM_MAD>ssh</TM_MAD>'), datastore(100, '<NETAPP_GROW_RATIO>1</NETAPP_GROW_RATIO>')] },
    },
    'no datastores': { given: { datastores: [] } },
  },
  fails: {
    'one has it': {
      given: { datastores: [datastore(1, ''), datastore(100, '<NETAPP_GROW_THRESHOLD><![CDATA[96]]></NETAPP_GROW_THRESHOLD>')] },
      finds: [found(100)],
    },
    'without a value': { given: { datastores: [datastore(101, '<NETAPP_GROW_THRESHOLD/>')] }, finds: [found(101)] },
  },
  unknown: {
    'a body that is no XML': { given: { datastores: [{ oid: 3, name: 'x', body: '<DATASTORE>' }] }, because: 'the body of datastore 3' },
    denied: { given: { datastores: DENIED }, because: 'permission denied' },
  },
});
