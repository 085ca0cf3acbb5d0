import { check } from '../../src/index.ts';
import { databaseBackup } from './database-backup-check.ts';

export default check({
  id: 'cloudstack/cloud-database-backup-unusable',
  title: 'A complete dump of the database cloud was made after the management servers stopped',
  why: 'The upgrade changes the schema step by step and cannot be undone. When it breaks off, a dump is the only way back, and a dump that broke off looks whole until it is restored.',
  covers: ['21'],
  ...databaseBackup('cloud'),
});
