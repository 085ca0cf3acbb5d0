import type { GuideStep } from '../../../src/index.ts';

const FRONTEND = 'every front-end';
const DATABASE = 'the database';
const START = '15';
const GUIDES = '41-45';

/** The database: what it must be before the upgrade, its backup, and its migration. */
export const databaseSteps: readonly GuideStep[] = [
  { row: 'A.2.1', step: 'Have the database in the version of the installed OpenNebula', phase: 'pre', where: DATABASE, source: START },
  { row: 'A.2.2', step: 'Have shared and local tables in one version', phase: 'pre', where: DATABASE, source: START },
  { row: 'A.2.3', step: 'Begin at 6.0 or newer, and at a release from which there is a way', phase: 'pre', where: DATABASE, source: START },
  { row: 'A.2.5', step: 'Have SQLite, MySQL or MariaDB as the database', phase: 'pre', where: FRONTEND, source: START },
  { row: 'A.2.7', step: 'Have an oned.conf that oned and onedb can both read', phase: 'pre', where: FRONTEND, source: '21' },
  {
    row: 'A.2.8',
    step: 'Have a database password without quotes and backslashes',
    phase: 'pre',
    where: FRONTEND,
    source: GUIDES,
    uncovered: 'The password is hidden where it is read, and what stands for it does not tell its characters.',
  },
  { row: 'A.2.9', step: 'Have a database server that knows columns of JSON', phase: 'pre', where: DATABASE, source: START },
  { row: 'A.2.10', step: 'Give the tables and their database one character set', phase: 'pre', where: DATABASE, source: START },
  { row: 'A.2.11', step: 'Let the database server isolate transactions by READ-COMMITTED', phase: 'pre', where: DATABASE, source: START },
  { row: 'A.2.12', step: 'Have the programs mysql and mysqldump, where the database is a server', phase: 'pre', where: FRONTEND, source: GUIDES },
  {
    row: 'A.2.13',
    step: 'Let the account of oned dump the database without a warning (privilege PROCESS)',
    phase: 'pre',
    where: DATABASE,
    source: GUIDES,
    uncovered:
      'preflight logs in with an account that only reads, and the privileges of another account are hidden from it. Without PROCESS mysqldump only warns.',
  },
  { row: 'A.2.17', step: 'Make room for the backup and the migration of the database', phase: 'pre', where: FRONTEND, source: GUIDES },
  { row: 'A.2.18', step: 'Plan the time that the migration of the database takes', phase: 'pre', where: DATABASE, source: GUIDES },
  { row: 'A.2.20', step: 'Decide what becomes of imported wild virtual machines', phase: 'pre', where: DATABASE, source: START },
  { row: 'A.2.21', step: 'Save documents that are not of OneFlow', phase: 'pre', where: DATABASE, source: START },
  { row: 'A.2.22', step: 'Repair services of OneFlow that have no roles', phase: 'pre', where: DATABASE, source: START },
  { row: 'A.2.23', step: 'Repair backup images that belong to no virtual machine', phase: 'pre', where: DATABASE, source: START },
  { row: 'A.2.24', step: 'Repair virtual machines that have no template', phase: 'pre', where: DATABASE, source: START },
  { row: 'A.2.25', step: 'Look at the labels, which get other names and lose objects', phase: 'pre', where: DATABASE, source: START },
  { row: 'A.2.26', step: 'Encrypt the passwords of NetApp datastores', phase: 'pre', where: DATABASE, source: START },
  { row: 'A.2.14', step: 'Let every change of the replicated log be applied before oned stops', phase: 'stopped', where: DATABASE, source: GUIDES },
  { row: 'A.2.19', step: 'Stop oned, and see that it left no lock', phase: 'stopped', where: FRONTEND, source: GUIDES },
  { row: 'A.2.16', step: 'Back up the database', phase: 'stopped', where: 'one front-end', source: GUIDES },
  { row: 'A.2.4', step: 'Have every migrator on the way of the database', phase: 'installed', where: FRONTEND, source: GUIDES },
  { row: 'A.2.6', step: 'Keep the database in oned.conf that was there before', phase: 'installed', where: FRONTEND, source: '24' },
  {
    row: 'A.2.15',
    step: 'Check the consistency of the upgraded database with onedb fsck',
    phase: 'installed',
    where: 'one front-end',
    source: GUIDES,
  },
];
