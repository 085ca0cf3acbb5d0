import { fact, nullable, rows, table, text, valuesAt, xmlBody } from '../../../src/index.ts';

/** A virtual machine, or a template, with a compatibility version of its own. */
export interface CustomLevel {
  readonly name: string;
  readonly isTemplate: boolean;
  readonly level: string;
}

/**
 * Columns that say nothing are NULL or empty.
 *
 *     vm_name  entity_type  custom_compatibility_version
 *     db01     VM           4.1
 */
export const customLevels = fact({
  id: 'ovirt.custom-levels',
  title: 'compatibility versions of virtual machines',
  role: 'database',
  query: table('public.vm_static', {
    columns: ['custom_compatibility_version', 'entity_type', 'vm_name'],
    where: { column: 'custom_compatibility_version', is: 'not null' },
  }),
  parse: (body): CustomLevel[] =>
    rows({ vm_name: nullable(text), entity_type: text, custom_compatibility_version: nullable(text) })(body).flatMap(row => {
      const level = row.custom_compatibility_version?.trim() ?? '';
      return level === '' ? [] : [{ name: row.vm_name ?? '', isTemplate: row.entity_type !== 'VM', level }];
    }),
});

const LEVEL = 'Content/ClusterCompatibilityVersion';

/** One snapshot, and the level that was written into its configuration. */
export interface SnapshotLevel {
  readonly id: string;
  /** The id of its virtual machine. */
  readonly vm: string;
  readonly description: string;
  readonly level: { readonly is: 'level'; readonly value: string } | { readonly is: 'none' } | { readonly is: 'unreadable' };
}

/**
 * Of the configuration of a snapshot, which may hold passwords, only the level is kept.
 *
 *     <ovf:Envelope><Content><Name>db01</Name><ClusterCompatibilityVersion>4.3</ClusterCompatibilityVersion></Content></ovf:Envelope>
 */
export const snapshotLevels = fact({
  id: 'ovirt.snapshot-levels',
  title: 'compatibility versions in snapshots',
  role: 'database',
  query: table('public.snapshots', {
    columns: ['description', 'snapshot_id', 'vm_configuration', 'vm_id'],
    where: { column: 'snapshot_type', equals: 'REGULAR' },
    xml: { vm_configuration: [LEVEL] },
  }),
  parse: (body): SnapshotLevel[] =>
    rows({ snapshot_id: text, vm_id: text, description: nullable(text), vm_configuration: configuration })(body).map(row => ({
      id: row.snapshot_id,
      vm: row.vm_id,
      description: row.description ?? '',
      level: row.vm_configuration,
    })),
});

const configuration = {
  read(value: string | null, name: string): SnapshotLevel['level'] {
    const document = xmlBody.read(value, name);
    if (document === undefined) return value === null || value.trim() === '' ? { is: 'none' } : { is: 'unreadable' };
    const level = valuesAt(document, LEVEL)[0];
    return level === undefined ? { is: 'none' } : { is: 'level', value: level };
  },
};
