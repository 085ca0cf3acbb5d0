import check from '../../../checks/ovirt/vintage-host-left.ts';
import { cases } from '../../support/cases.ts';

cases(check, {
  on: { from: '4.3.10', to: '4.3.11', phase: 'pre' },
  passes: { 'no such host': { given: { hosts: [] } } },
  fails: {
    'one of them': {
      given: { hosts: [{ vds_id: 'h1', vds_name: 'node1\u001b[2J' }] },
      finds: [{ message: 'left', data: { name: 'node1\u001b[2J' }, object: 'host node1\u001b[2J', remedy: 'into maintenance and remove it' }],
    },
  },
  unknown: { 'no such table': { given: {}, because: 'hosts of the old oVirt Node on database' } },
});
