import { check } from '../../src/index.ts';
import { databaseBackup } from './database-backup-check.ts';

export default check({
  id: 'cloudstack/usage-database-backup-unusable',
  title: 'A complete dump of the database cloud_usage was made after the management servers stopped',
  why: 'Every upgrade changes the schema of usage too, whether a usage server runs or not, and some guides forget it. Without its dump the records that are not yet invoiced are lost when the upgrade breaks off.',
  covers: ['22'],
  ...databaseBackup('cloud_usage'),
});
