import { fact, integer, rows, table, text } from '../../../src/index.ts';

/** Upgrades that ended well, oldest first: the newest is the version of the database. */
export const completeVersions = fact({
  id: 'cloudstack.complete-versions',
  title: 'completed upgrades of the database',
  role: 'database',
  query: table('cloud.version', { columns: ['id', 'version', 'step'] }),
  parse: body =>
    rows({ id: integer, version: text, step: text })(body)
      .filter(({ step }) => step === 'Complete')
      .sort((a, b) => a.id - b.id),
});
