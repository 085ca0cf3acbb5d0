import { fact, nullable, rows, table, text } from '../../../src/index.ts';

/** One upload or download of a disk. */
export interface ImageTransfer {
  readonly id: string;
  /** 0 to 13, see PHASES. */
  readonly phase: number;
  readonly disk: string;
  /** The id of the host that does it; of a transfer that has not begun, none. */
  readonly host: string | null;
}

export const TRANSFER_PHASES: readonly string[] = [
  ...['unknown', 'initializing', 'transferring', 'resuming', 'paused by the system', 'paused by the user', 'cancelled'],
  ...['finalizing after success', 'finalizing after failure', 'finished', 'failed', 'cancelled by the user', 'cleaning up', 'cleaned up'],
];

const phase = {
  read(value: string | null, name: string): number {
    if (!/^\d{1,3}$/.test(value ?? '')) throw new Error(`column ${name} is no phase of a transfer`);
    return Number(value);
  },
};

/** The tickets of transfers, with which disks can be read, are not asked for. */
export const imageTransfers = fact({
  id: 'ovirt.image-transfers',
  title: 'transfers of disks (image_transfers)',
  role: 'database',
  query: table('public.image_transfers', { columns: ['command_id', 'disk_id', 'phase', 'vds_id'] }),
  parse: (body): ImageTransfer[] =>
    rows({ command_id: text, phase, disk_id: nullable(text), vds_id: nullable(text) })(body).map(row => ({
      id: row.command_id,
      phase: row.phase,
      disk: row.disk_id ?? '',
      host: row.vds_id,
    })),
});

/** Backups of virtual machines that are not over; a table since 4.4. */
export const vmBackups = fact({
  id: 'ovirt.vm-backups',
  title: 'backups of virtual machines (vm_backups)',
  role: 'database',
  query: table('public.vm_backups', { columns: ['backup_id', 'phase', 'vm_id'] }),
  parse: body =>
    rows({ backup_id: text, vm_id: nullable(text), phase: text })(body)
      .filter(row => !['Succeeded', 'Failed'].includes(row.phase))
      .map(row => ({ id: row.backup_id, vm: row.vm_id ?? '', phase: row.phase })),
});

/** The names of hosts, by their ids. */
export const hostNames = fact({
  id: 'ovirt.host-names',
  title: 'names of hosts',
  role: 'database',
  query: table('public.vds_static', { columns: ['vds_id', 'vds_name'] }),
  parse: (body): ReadonlyMap<string, string> => new Map(rows({ vds_id: text, vds_name: text })(body).map(row => [row.vds_id, row.vds_name])),
});
