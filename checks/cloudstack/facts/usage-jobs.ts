import { fact, integer, nullable, rows, table, text } from '../../../src/index.ts';
import { secondsSince } from './times.ts';

/** Jobs of usage servers, newest first. `heartbeatAge` in seconds by the clock of the database: a running server writes it every minute. */
export const usageJobs = fact({
  id: 'cloudstack.usage-jobs',
  title: 'jobs of the usage server',
  role: 'database',
  query: table('cloud_usage.usage_job', { columns: ['id', 'host', 'pid', 'heartbeat'] }),
  parse: (body, { at }) =>
    rows({ id: integer, host: nullable(text), pid: nullable(integer), heartbeat: nullable(text) })(body)
      .map(({ id, host, heartbeat }) => ({ id, host: host ?? '', heartbeat, heartbeatAge: secondsSince(heartbeat, at) }))
      .sort((a, b) => b.id - a.id),
});

/** Seconds since the newest heartbeat of any job; null where no usage server ever ran. */
export const newestHeartbeat = (jobs: readonly { readonly heartbeatAge: number | null }[]): number | null =>
  jobs.reduce<number | null>((newest, { heartbeatAge: age }) => (age === null ? newest : newest === null ? age : Math.min(newest, age)), null);
