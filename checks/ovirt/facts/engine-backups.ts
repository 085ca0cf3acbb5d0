import { fact, nullable, rows, table, text } from '../../../src/index.ts';
import { hoursSince, moment } from '../columns.ts';
import { truth } from './vm-hardware.ts';

/** One run of engine-backup for one part of the engine. */
export interface BackupRun {
  /** `files`, `db`, `dwhdb`, `grafanadb`, … */
  readonly scope: string;
  readonly hours: number;
  readonly hasPassed: boolean;
}

/**
 * Runs of engine-backup that told the engine of their end, in any order.
 *
 *     scope  done_at                  is_passed
 *     db     2026-11-20 23:00:11+00   t
 */
export const engineBackups = fact({
  id: 'ovirt.engine-backups',
  title: 'backups of the engine (engine_backup_log)',
  role: 'database',
  query: table('public.engine_backup_log', { columns: ['done_at', 'is_passed', 'scope'] }),
  parse: (body, { at }): BackupRun[] =>
    rows({ scope: text, done_at: moment, is_passed: nullable(truth) })(body).map(row => ({
      scope: row.scope,
      hours: hoursSince(row.done_at, at),
      hasPassed: row.is_passed === true,
    })),
});
