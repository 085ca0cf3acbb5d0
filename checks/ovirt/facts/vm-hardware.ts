import { fact, nullable, rows, table, text } from '../../../src/index.ts';

/** Truth of PostgreSQL: `t` and `f` of psql, `true` and `false`, 1 and 0. */
export const truth = {
  read(value: string | null, name: string): boolean {
    if (value !== null && /^(?:t|true|1)$/i.test(value)) return true;
    if (value !== null && /^(?:f|false|0)$/i.test(value)) return false;
    throw new Error(`column ${name} is neither true nor false`);
  },
};

/** The ids of virtual machines with devices that tie them to their host. */
export interface VmDevices {
  readonly hostDevice: ReadonlySet<string>;
  /** Virtual GPUs as devices, since 4.5. */
  readonly mdev: ReadonlySet<string>;
  /** A disk of a snapshot that is plugged in, as backup software does. */
  readonly diskSnapshot: ReadonlySet<string>;
}

/**
 *     vm_id  type     device  is_plugged  snapshot_id
 *     v1     hostdev  pci     t           NULL
 */
export const vmDevices = fact({
  id: 'ovirt.vm-devices',
  title: 'devices of virtual machines (vm_device)',
  role: 'database',
  query: table('public.vm_device', {
    columns: ['vm_id', 'type', 'is_plugged', 'snapshot_id'],
    where: { column: 'type', in: ['disk', 'hostdev', 'mdev'] },
  }),
  parse: (body): VmDevices => {
    const all = rows({ vm_id: text, type: text, is_plugged: nullable(truth), snapshot_id: nullable(text) })(body);
    const ids = (type: string, more: (row: (typeof all)[number]) => boolean = () => true) =>
      new Set(all.filter(row => row.type === type && more(row)).map(row => row.vm_id));
    return {
      hostDevice: ids('hostdev'),
      mdev: ids('mdev'),
      diskSnapshot: ids('disk', row => row.is_plugged === true && row.snapshot_id !== null),
    };
  },
});

/** Ids of profiles that give a virtual machine a device of its host and do not let it move. */
export const fixedVnicProfiles = fact({
  id: 'ovirt.fixed-vnic-profiles',
  title: 'passthrough profiles of network interfaces (vnic_profiles)',
  role: 'database',
  query: table('public.vnic_profiles', { columns: ['id', 'passthrough', 'migratable'] }),
  parse: (body): ReadonlySet<string> =>
    new Set(
      rows({ id: text, passthrough: truth, migratable: truth })(body)
        .filter(({ passthrough, migratable }) => passthrough && !migratable)
        .map(({ id }) => id),
    ),
});

/** Ids of virtual machines and of the profiles of their interfaces. */
export const vnics = fact({
  id: 'ovirt.vnics',
  title: 'network interfaces of virtual machines (vm_interface)',
  role: 'database',
  query: table('public.vm_interface', { columns: ['vm_guid', 'vnic_profile_id'], where: { column: 'vnic_profile_id', is: 'not null' } }),
  parse: body => rows({ vm_guid: nullable(text), vnic_profile_id: text })(body),
});

/** Ids of virtual machines with a disk that holds reservations of SCSI. */
export const scsiReservations = fact({
  id: 'ovirt.scsi-reservations',
  title: 'disks with SCSI reservations (disk_vm_element)',
  role: 'database',
  query: table('public.disk_vm_element', { columns: ['vm_id', 'is_using_scsi_reservation'] }),
  parse: (body): ReadonlySet<string> =>
    new Set(
      rows({ vm_id: text, is_using_scsi_reservation: truth })(body)
        .filter(row => row.is_using_scsi_reservation)
        .map(row => row.vm_id),
    ),
});
