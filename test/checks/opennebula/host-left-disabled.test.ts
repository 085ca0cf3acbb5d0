import check from '../../../checks/opennebula/host-left-disabled.ts';
import { cases } from '../../support/cases.ts';
import { DENIED, host } from './rows.ts';

cases(check, {
  on: { from: '6.10.2', to: '7.0.1', phase: 'post' },
  passes: {
    'as before': { given: { earlier: [host(1, 2), host(2, 4), host(3, 8)], hosts: [host(1, 2), host(2, 4), host(3, 8)] } },
    'enabled, in error, or new': { given: { earlier: [host(1, 4), host(2, 2)], hosts: [host(1, 2), host(2, 3), host(9, 4)] } },
  },
  fails: {
    'disabled, offline and gone': {
      given: { earlier: [host(1, 2), host(2, 3), host(3, 2)], hosts: [host(1, 4), host(2, 8)] },
      finds: [
        {
          message: 'disabled',
          data: { id: 1, name: 'node1', state: 'DISABLED', earlier: 'MONITORED' },
          object: 'host 1',
          remedy: 'onehost enable 1',
        },
        { message: 'disabled', data: { id: 2, name: 'node2', state: 'OFFLINE', earlier: 'ERROR' }, object: 'host 2' },
        { message: 'gone', data: { id: 3, name: 'node3' }, object: 'host 3' },
      ],
    },
  },
  unknown: {
    'the table may not be read': { given: { hosts: DENIED, earlier: [] }, because: 'SELECT command denied' },
    'there is no snapshot from before': { given: { hosts: [] }, because: 'is not there' },
  },
});
