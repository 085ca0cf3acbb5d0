import { fact, integer, nullable, rows, table, text } from '../../../src/index.ts';

/** One upgrade of the database. `step` is `Complete`, or where it stopped: `Upgrade`, `Cleanup`. */
export interface DatabaseVersion {
  readonly id: number;
  readonly version: string;
  readonly step: string | null;
}

/**
 * Every upgrade that was begun, oldest first. A hop writes its row with the step `Upgrade` and makes that `Complete` at its end.
 *
 *     id  version  step
 *      1  4.1.1    Complete
 *      2  4.2.1    Upgrade
 */
export const databaseVersions = fact({
  id: 'cloudstack.database-versions',
  title: 'upgrades of the database',
  role: 'database',
  query: table('cloud.version', { columns: ['id', 'version', 'step'] }),
  parse: body => rows({ id: integer, version: text, step: nullable(text) })(body).sort((a, b) => a.id - b.id) as DatabaseVersion[],
});

export const isComplete = ({ step }: DatabaseVersion): boolean => step === 'Complete';
