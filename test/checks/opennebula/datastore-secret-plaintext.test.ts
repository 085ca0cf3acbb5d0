import check from '../../../checks/opennebula/datastore-secret-plaintext.ts';
import { cases } from '../../support/cases.ts';
import { broken, DENIED, tag } from './rows.ts';

const store = (oid: number, more = '') => ({ oid, name: `datastore${oid}`, body: `<DATASTORE><TEMPLATE>${more}</TEMPLATE></DATASTORE>` });

cases(check, {
  on: { from: '6.10.2', to: '7.0.1', phase: 'pre' },
  passes: { 'other passwords, which are encrypted': { given: { datastores: [store(1), store(2, tag('RESTIC_PASSWORD', 's3cret-canary'))] } } },
  fails: {
    'a NetApp datastore': {
      given: { datastores: [store(1), store(2, tag('NETAPP_PASS', 's3cret-canary')), store(3, '<NETAPP_PASS/>')] },
      finds: [
        { message: 'plaintext', data: { id: 2, name: 'datastore2' }, object: 'datastore 2', remedy: 'DATASTORE_ENCRYPTED_ATTR' },
        { message: 'plaintext', data: { id: 3, name: 'datastore3' }, object: 'datastore 3' },
      ],
    },
  },
  skips: {
    'the target encrypts it': { given: { datastores: [store(2, tag('NETAPP_PASS', 'x'))] }, from: '7.0.1', to: '7.2.0', because: '7.2.0 encrypts' },
  },
  unknown: {
    'the table may not be read': { given: { datastores: DENIED }, because: 'SELECT command denied' },
    'a body that is no XML': { given: { datastores: [broken(7)] }, because: 'the body of datastore 7 is no XML' },
  },
});
