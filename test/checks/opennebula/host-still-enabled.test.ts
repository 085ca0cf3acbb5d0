import check from '../../../checks/opennebula/host-still-enabled.ts';
import { cases } from '../../support/cases.ts';
import { DENIED, host } from './rows.ts';

const found = (id: number, state: string) => ({
  message: 'enabled' as const,
  data: { id, name: `node${id}`, state },
  object: `host ${id}`,
  remedy: `onehost disable ${id}`,
});

cases(check, {
  on: { from: '6.10.2', to: '7.0.1', phase: 'stopped' },
  passes: { 'disabled or offline': { given: { hosts: [host(1, 4), host(2, 8)] } } },
  fails: {
    'in use, in error and on the way': {
      given: { hosts: [host(1, 2), host(2, 4), host(3, 3), host(4, 0)] },
      finds: [found(1, 'MONITORED'), found(3, 'ERROR'), found(4, 'INIT')],
    },
  },
  unknown: { 'the table may not be read': { given: { hosts: DENIED }, because: 'SELECT command denied' } },
});
