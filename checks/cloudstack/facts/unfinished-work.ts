import { fact, integer, nullable, rows, since, table, text } from '../../../src/index.ts';
import { secondsSince } from './times.ts';

const IN_PROGRESS = 0;

/** An API job that has not ended. `age` in seconds by the clock of the database, null where it has no date. */
export interface PendingJob {
  readonly id: number;
  /** `org.apache.cloudstack.api.command.user.vm.StartVMCmd` */
  readonly command: string;
  readonly age: number | null;
}

/** Jobs that are in progress. Up to 4.1 no job is ever marked as removed. */
export const pendingJobs = fact({
  id: 'cloudstack.pending-jobs',
  title: 'API jobs in progress',
  role: 'database',
  query: table('cloud.async_job', {
    columns: ['id', 'job_cmd', 'job_status', 'created', 'removed'],
    where: { column: 'job_status', equals: IN_PROGRESS },
  }),
  parse: (body, { at }) =>
    rows({ id: integer, job_cmd: nullable(text), job_status: integer, created: nullable(text), removed: since(nullable(text)) })(body).flatMap(
      ({ id, job_cmd, created, removed }): PendingJob[] =>
        removed === null || removed === undefined ? [{ id, command: job_cmd ?? 'unnamed', age: secondsSince(created, at) }] : [],
    ),
});

/** A virtual machine that is not at rest. `age` in seconds since its state changed, null where it has no date. */
export interface UnsettledVm {
  readonly id: number;
  readonly name: string;
  readonly type: string;
  readonly state: string;
  readonly age: number | null;
}

/** Virtual machines on their way from one state to another, or in one that nobody knows. */
export const unsettledVms = fact({
  id: 'cloudstack.unsettled-vms',
  title: 'virtual machines in transition',
  role: 'database',
  query: table('cloud.vm_instance', {
    columns: ['id', 'instance_name', 'type', 'state', 'update_time', 'removed'],
    where: {
      all: [
        { column: 'removed', is: 'null' },
        { column: 'state', in: ['Starting', 'Stopping', 'Migrating', 'Expunging', 'Error', 'Unknown'] },
      ],
    },
  }),
  parse: (body, { at }) =>
    rows({ id: integer, instance_name: nullable(text), type: nullable(text), state: text, update_time: nullable(text), removed: nullable(text) })(
      body,
    )
      .filter(({ removed }) => removed === null)
      .map(({ id, instance_name, type, state, update_time }): UnsettledVm => {
        return { id, name: instance_name ?? '', type: type ?? '', state, age: secondsSince(update_time, at) };
      }),
});
