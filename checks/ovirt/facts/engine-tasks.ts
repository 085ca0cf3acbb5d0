import { fact, nullable, rows, table, text } from '../../../src/index.ts';
import { hoursSince, moment } from '../columns.ts';
import { truth } from './vm-hardware.ts';

/** One piece of work that the engine has not finished. */
export interface Task {
  readonly id: string;
  /** The number of its action, or of its command. */
  readonly action: string;
  /** How long ago it began. */
  readonly hours: number;
  /** `ACTIVE`, `EXECUTION_FAILED`, …; of commands only. */
  readonly status?: string;
}

/**
 *     task_id  action_type  started_at
 *     t1       1001         2026-11-20 10:00:00.123+00
 */
export const storageTasks = fact({
  id: 'ovirt.storage-tasks',
  title: 'tasks of the storage (async_tasks)',
  role: 'database',
  query: table('public.async_tasks', { columns: ['action_type', 'started_at', 'task_id'] }),
  parse: (body, { at }): Task[] =>
    rows({ task_id: text, action_type: nullable(text), started_at: nullable(moment) })(body).map(row => ({
      id: row.task_id,
      action: row.action_type ?? '',
      hours: row.started_at === null ? 0 : hoursSince(row.started_at, at),
    })),
});

/** Commands that the engine still calls back. Their parameters, in which there may be passwords, are not asked for. */
export const openCommands = fact({
  id: 'ovirt.open-commands',
  title: 'commands that are not ended (command_entities)',
  role: 'database',
  query: table('public.command_entities', {
    columns: ['callback_enabled', 'callback_notified', 'command_id', 'command_type', 'created_at', 'status'],
  }),
  parse: (body, { at }): Task[] =>
    rows({
      command_id: text,
      command_type: nullable(text),
      created_at: nullable(moment),
      status: nullable(text),
      callback_enabled: nullable(truth),
      callback_notified: nullable(truth),
    })(body)
      .filter(row => row.callback_enabled === true && row.callback_notified !== true)
      .map(row => ({
        id: row.command_id,
        action: row.command_type ?? '',
        hours: row.created_at === null ? 0 : hoursSince(row.created_at, at),
        status: row.status ?? '',
      })),
});
