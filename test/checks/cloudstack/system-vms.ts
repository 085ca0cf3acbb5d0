/** Rows of system VMs, as the database has them. */

type Row = Readonly<Record<string, string | number | null>>;

/** When the database was upgraded: 2026-11-21 01:00:00. */
export const versions = [
  { id: 1, version: '4.2.1', step: 'Complete', updated: '2014-01-01 10:00:00' },
  { id: 2, version: '4.3.0', step: 'Complete', updated: '2026-11-21 01:00:00' },
];

export const vm = (id: number, type: string, changes: Row = {}) => ({
  id,
  instance_name: `${type === 'DomainRouter' ? 'r' : type === 'ConsoleProxy' ? 'v' : 's'}-${id}-VM`,
  type,
  state: 'Running',
  hypervisor_type: 'KVM',
  vm_template_id: 300,
  update_time: '2026-11-21 01:30:00',
  removed: null,
  ...changes,
});
export const ssvm = (id: number, changes: Row = {}) => vm(id, 'SecondaryStorageVm', changes);
export const proxy = (id: number, changes: Row = {}) => vm(id, 'ConsoleProxy', changes);
export const router = (id: number, changes: Row = {}) => vm(id, 'DomainRouter', changes);

/** Root disks, made from these templates, by the id of the virtual machine. */
export const roots = (templates: Readonly<Record<number, number | null>>) =>
  Object.entries(templates).map(([id, template]) => ({ id: Number(id) * 10, instance_id: Number(id), template_id: template, removed: null }));
