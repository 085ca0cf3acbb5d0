import { fact, nullable, rows, table, text } from '../../../src/index.ts';

/** Ids of the data centers in which the SPM has a task that is not finished; one for each task. */
export const asyncTasks = fact({
  id: 'ovirt.async-tasks',
  title: 'tasks of the SPM (async_tasks)',
  role: 'database',
  query: table('public.async_tasks', { columns: ['task_id', 'storage_pool_id'] }),
  parse: (body): string[] => rows({ task_id: text, storage_pool_id: nullable(text) })(body).flatMap(row => row.storage_pool_id ?? []),
});
