import { fact, integer, nullable, rows, table, text } from '../../../src/index.ts';

/**
 * What each host has free of memory and swap, in MiB, by its id, as the scheduler sees it: buffers and caches count as free.
 *
 *     vds_id                                mem_free  swap_free
 *     7a0c3c9e-…                            40210     16383
 */
export const freeMemory = fact({
  id: 'ovirt.free-memory',
  title: 'free memory of hosts (vds_statistics)',
  role: 'database',
  query: table('public.vds_statistics', { columns: ['vds_id', 'mem_free', 'swap_free'] }),
  parse: (body): ReadonlyMap<string, number> =>
    new Map(
      rows({ vds_id: text, mem_free: nullable(integer), swap_free: nullable(integer) })(body).flatMap(({ vds_id, mem_free, swap_free }) =>
        mem_free === null ? [] : [[vds_id, mem_free + (swap_free ?? 0)] as const],
      ),
    ),
});
