import { fact, nullable, rows, table, text } from '../../../src/index.ts';

/** What the engine has locked, or found broken. */

/** One image of a disk, or of a snapshot of it. */
export interface UnfitImage {
  readonly id: string;
  readonly disk: string;
  readonly state: 'locked' | 'illegal';
}

/**
 *     image_guid  image_group_id  imagestatus
 *     i1          d1              2
 */
export const unfitImages = fact({
  id: 'ovirt.unfit-images',
  title: 'images that are locked or illegal',
  role: 'database',
  query: table('public.images', {
    columns: ['image_group_id', 'image_guid', 'imagestatus'],
    where: { column: 'imagestatus', in: [2, 4] },
  }),
  parse: (body): UnfitImage[] =>
    rows({ image_guid: text, image_group_id: nullable(text), imagestatus: text })(body).map(row => ({
      id: row.image_guid,
      disk: row.image_group_id ?? '',
      state: row.imagestatus === '2' ? 'locked' : 'illegal',
    })),
});

export const unfitSnapshots = fact({
  id: 'ovirt.unfit-snapshots',
  title: 'snapshots that are locked or previewed',
  role: 'database',
  query: table('public.snapshots', {
    columns: ['snapshot_id', 'status', 'vm_id'],
    where: { column: 'status', in: ['IN_PREVIEW', 'LOCKED'] },
  }),
  parse: body =>
    rows({ snapshot_id: text, status: text, vm_id: text })(body).map(row => ({ id: row.snapshot_id, vm: row.vm_id, status: row.status })),
});

/** The ids of the virtual machines that have a disk, by the id of the disk. */
export const disksOfVms = fact({
  id: 'ovirt.disks-of-vms',
  title: 'disks of virtual machines (vm_device)',
  role: 'database',
  query: table('public.vm_device', { columns: ['device_id', 'type', 'vm_id'], where: { column: 'type', in: ['disk', 'hostdev', 'mdev'] } }),
  parse: (body): ReadonlyMap<string, readonly string[]> => {
    const found = new Map<string, string[]>();
    for (const row of rows({ device_id: text, type: text, vm_id: text })(body))
      if (row.type === 'disk') found.set(row.device_id, [...(found.get(row.device_id) ?? []), row.vm_id]);
    return found;
  },
});

/** The numbers of the states of virtual machines, by their ids; 0 is down, 1 up, 14 image illegal, 15 image locked. */
export const vmStates = fact({
  id: 'ovirt.vm-states',
  title: 'states of virtual machines (vm_dynamic)',
  role: 'database',
  query: table('public.vm_dynamic', { columns: ['status', 'vm_guid'] }),
  parse: (body): ReadonlyMap<string, string> => new Map(rows({ vm_guid: text, status: text })(body).map(row => [row.vm_guid, row.status])),
});
