import { check, type Outcome, sql } from '../../src/index.ts';
import { beats, type ManagementServer, managementServers, sayServer } from './facts/mshosts.ts';
import { sayAge } from './facts/times.ts';

export default check({
  id: 'cloudstack/management-server-left-up',
  title: 'No management server that was killed is still up in the database',
  severity: 'blocker',
  applies: {
    platform: 'cloudstack',
    phases: ['stopped', 'installed'],
    paths: [{ to: '>=4.20.3 <4.21' }, { to: '>=4.22.1' }],
    because: 'management servers since 4.20.3 and 4.22.1 refuse to upgrade the database while another one is up in it',
  },
  why: 'A management server that upgrades the database looks first whether another is up, and ends with "Database upgrade is required but the management server is running in a clustered environment." One that was killed stays up in the database.',
  fix: {
    leftUp: ({ id, state }) => ({
      text: 'Make sure that the service is down on every management server, then mark this one as down.',
      down: 'cloudstack-management on every management server',
      commands: [sql`UPDATE cloud.mshost SET state = 'Down' WHERE id = ${id};`],
      undo: sql`UPDATE cloud.mshost SET state = ${state} WHERE id = ${id};`.text,
    }),
  },
  refs: ['https://github.com/apache/cloudstack/pull/12140', 'https://github.com/apache/cloudstack/issues/11973'],
  needs: { servers: managementServers },
  messages: { leftUp: 'Management server {server} is {state} in the database (row {id} of cloud.mshost), and its last heartbeat is {age} old.' },
  judge({ servers }, found) {
    return servers.filter(isLeftUp).map(say);

    function say(server: ManagementServer): Outcome {
      const { id, state, heartbeatAge } = server;
      const age = heartbeatAge === null ? 'an unknown time' : sayAge(heartbeatAge);
      return found.leftUp({ server: sayServer(server), state, id, age }, { object: `management server ${id}` });
    }
  },
});

/** One that beats runs, which cloudstack/management-server-still-running says. */
const isLeftUp = (server: ManagementServer): boolean => server.state.toLowerCase() === 'up' && !beats(server);
