import { fact, integer, nullable, rows, table, text } from '../../../src/index.ts';

/** Primary storage that is in use; removed pools are not. */
export const storagePools = fact({
  id: 'cloudstack.storage-pools',
  title: 'primary storage pools',
  role: 'database',
  query: table('cloud.storage_pool', { columns: ['id', 'name', 'pool_type', 'path', 'removed'] }),
  parse: body =>
    rows({ id: integer, name: nullable(text), pool_type: text, path: nullable(text), removed: nullable(text) })(body).filter(
      ({ removed }) => removed === null,
    ),
});
