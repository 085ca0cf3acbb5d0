import { fact, nullable, rows, table, text } from '../../../src/index.ts';

/** Storage domains, as the database has them. */
export interface StorageDomain {
  readonly id: string;
  readonly name: string;
  /** `master`, `data`, `iso`, `export`, … */
  readonly type: string;
  /** A percentage, of which less should be free. */
  readonly warnPercent: number | undefined;
  /** GiB, of which less stops the engine from allocating disks. */
  readonly blockGib: number | undefined;
}

const TYPES = ['master', 'data', 'iso', 'export', 'image', 'volume', 'unknown', 'managed block storage'];

const count = {
  read: (value: string | null): number | undefined => (/^\d{1,9}$/.test(value ?? '') ? Number(value) : undefined),
};

/**
 *     id  storage_name  storage_domain_type  warning_low_space_indicator  critical_space_action_blocker
 *     s1  nfs01         0                    10                           5
 */
export const storageDomains = fact({
  id: 'ovirt.storage-domains',
  title: 'storage domains',
  role: 'database',
  query: table('public.storage_domain_static', {
    columns: ['critical_space_action_blocker', 'id', 'storage_domain_type', 'storage_name', 'warning_low_space_indicator'],
  }),
  parse: (body): StorageDomain[] =>
    rows({
      id: text,
      storage_name: nullable(text),
      storage_domain_type: text,
      warning_low_space_indicator: count,
      critical_space_action_blocker: count,
    })(body).map(row => ({
      id: row.id,
      name: row.storage_name ?? row.id,
      type: TYPES[Number(row.storage_domain_type)] ?? 'unknown',
      warnPercent: row.warning_low_space_indicator,
      blockGib: row.critical_space_action_blocker,
    })),
});

/** The state of a storage domain in its data center: `active`, `locked`, … */
export interface AttachedDomain {
  readonly domain: string;
  readonly dataCenter: string;
  readonly state: string;
}

const STATES = [
  ...['unknown', 'uninitialized', 'unattached', 'active', 'inactive', 'locked', 'maintenance', 'preparing for maintenance'],
  ...['detaching', 'activating'],
];

export const attachedDomains = fact({
  id: 'ovirt.attached-domains',
  title: 'storage domains of data centers (storage_pool_iso_map)',
  role: 'database',
  query: table('public.storage_pool_iso_map', { columns: ['status', 'storage_id', 'storage_pool_id'] }),
  parse: (body): AttachedDomain[] =>
    rows({ storage_id: text, storage_pool_id: text, status: nullable(text) })(body).map(row => ({
      domain: row.storage_id,
      dataCenter: row.storage_pool_id,
      state: STATES[Number(row.status ?? 0)] ?? 'unknown',
    })),
});

/** GiB of each storage domain, by its id; one that was never active has none. */
export const domainSpace = fact({
  id: 'ovirt.domain-space',
  title: 'free space of storage domains (storage_domain_dynamic)',
  role: 'database',
  query: table('public.storage_domain_dynamic', { columns: ['available_disk_size', 'id', 'used_disk_size'] }),
  parse: (body): ReadonlyMap<string, { readonly free: number; readonly used: number }> =>
    new Map(
      rows({ id: text, available_disk_size: count, used_disk_size: count })(body).flatMap(row =>
        row.available_disk_size === undefined || row.used_disk_size === undefined
          ? []
          : [[row.id, { free: row.available_disk_size, used: row.used_disk_size }] as const],
      ),
    ),
});
