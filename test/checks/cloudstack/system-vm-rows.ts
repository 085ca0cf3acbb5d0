/** System VMs before and after their restart, and the upgrade between. The evidence of a case is of 2026-11-21 02:00:00. */

const vm = (id: number, type: string, update_time: string, more: object = {}) => ({
  id,
  instance_name: `${type}-${id}`,
  type,
  state: 'Running',
  hypervisor_type: 'KVM',
  vm_template_id: 3,
  update_time,
  removed: null,
  ...more,
});

export const upgraded = [
  { id: 1, version: '4.2.1', step: 'Complete', updated: '2025-01-01 00:00:00' },
  { id: 2, version: '4.3.2', step: 'Complete', updated: '2026-11-21 01:00:00' },
];
export const waiting = [vm(1, 'SecondaryStorageVm', '2026-01-01 00:00:00'), vm(2, 'ConsoleProxy', '2026-11-21 01:20:00')];
export const restarted = [vm(1, 'SecondaryStorageVm', '2026-11-21 01:30:00'), vm(4, 'DomainRouter', '2026-01-01 00:00:00', { state: 'Stopped' })];

/** A row of cloud.configuration; none where the value is undefined. */
export const port = (value: string | null | undefined) => (value === undefined ? [] : [{ name: 'integration.api.port', value }]);
