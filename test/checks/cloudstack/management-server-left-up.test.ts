import check from '../../../checks/cloudstack/management-server-left-up.ts';
import { cases } from '../../support/cases.ts';

// The database answers at 2026-11-21 02:00:00.
const server = (id: number, state: string | null, last_update: string | null = '2026-11-21 01:00:00', more: object = {}) => ({
  id,
  name: `m${id}`,
  state,
  version: '4.20.1.0',
  service_ip: `10.1.1.${id}`,
  service_port: 9090,
  last_update,
  removed: null,
  ...more,
});
const found = (id: number, age: string, more: object = {}, remedy?: string) =>
  ({
    message: 'leftUp',
    data: { server: `m${id} (id ${id}, 10.1.1.${id})`, state: 'Up', id, age, ...more },
    object: `management server ${id}`,
    ...(remedy && { remedy }),
  }) as never;

cases(check, {
  on: { from: '4.20.1.0', to: '4.20.3.0', phase: 'stopped' },
  passes: {
    'all are down': { given: { servers: [server(1, 'Down'), server(2, 'Down')] } },
    'one that was removed': { given: { servers: [server(1, 'Down'), server(2, 'Up', null, { removed: '2026-01-01 00:00:00' })] } },
    'one that runs, which is another check': { given: { servers: [server(1, 'Up', '2026-11-21 01:59:59')] } },
    'none at all': { given: { servers: [] } },
    'in maintenance': { given: { servers: [server(1, 'Maintenance'), server(2, null)] }, to: '4.22.1.0', phase: 'installed' },
  },
  fails: {
    'one that was killed': {
      given: { servers: [server(1, 'Down'), server(2, 'Up')] },
      finds: [found(2, '60 minutes', {}, "UPDATE cloud.mshost SET state = 'Down' WHERE id = 2;")],
    },
    'the state in another case, and a hostile name': {
      given: { servers: [server(2, 'UP', '2026-11-01 02:00:00', { name: "__proto__';\u001b[2J" })] },
      to: '4.22.1.0',
      finds: [found(2, '20 days', { server: "__proto__';\u001b[2J (id 2, 10.1.1.2)", state: 'UP' })],
    },
    'one that never had a heartbeat': { given: { servers: [server(2, 'Up', null)] }, finds: [found(2, 'an unknown time')] },
  },
  unknown: {
    'it must not be read': { given: { servers: { status: 'denied', reason: 'SELECT command denied' } }, because: 'SELECT command denied' },
    'no table': { given: {}, because: 'management servers in the database' },
  },
});
