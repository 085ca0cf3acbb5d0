import { fact, nullable, rows, table, text } from '../../../src/index.ts';

/** One brick of a Gluster volume, as the engine last saw it. */
export interface Brick {
  readonly directory: string;
  /** The id of its volume. */
  readonly volume: string;
  /** `UP`, `DOWN`, … */
  readonly status: string;
  /** Files that are not yet equal on all bricks; undefined where that was not asked for. */
  readonly unsynced: number | undefined;
}

const count = { read: (value: string | null): number | undefined => (/^\d{1,12}$/.test(value ?? '') ? Number(value) : undefined) };

/**
 *     brick_dir      volume_id  status  unsynced_entries
 *     /bricks/data   v1         UP      0
 */
export const glusterBricks = fact({
  id: 'ovirt.gluster-bricks',
  title: 'bricks of Gluster volumes (gluster_volume_bricks)',
  role: 'database',
  query: table('public.gluster_volume_bricks', { columns: ['brick_dir', 'status', 'unsynced_entries', 'volume_id'] }),
  parse: (body): Brick[] =>
    rows({ brick_dir: text, volume_id: text, status: nullable(text), unsynced_entries: count })(body).map(row => ({
      directory: row.brick_dir,
      volume: row.volume_id,
      status: row.status ?? 'UNKNOWN',
      unsynced: row.unsynced_entries,
    })),
});

/** The names of Gluster volumes, by their ids. */
export const glusterVolumes = fact({
  id: 'ovirt.gluster-volumes',
  title: 'names of Gluster volumes (gluster_volumes)',
  role: 'database',
  query: table('public.gluster_volumes', { columns: ['id', 'vol_name'] }),
  parse: (body): ReadonlyMap<string, string> => new Map(rows({ id: text, vol_name: text })(body).map(row => [row.id, row.vol_name])),
});
