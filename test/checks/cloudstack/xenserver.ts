import { HOTFIX_UUID } from '../../../checks/cloudstack/xenserver-hotfix.ts';

export const UUID = { xs1: '11111111-aaaa-4aaa-8aaa-111111111111', xs2: '22222222-bbbb-4bbb-8bbb-222222222222' };

const row = {
  id: 1,
  name: 'xs1.example',
  guid: UUID.xs1,
  status: 'Up',
  type: 'Routing',
  hypervisor_type: 'XenServer',
  hypervisor_version: '6.0.2',
  cluster_id: 3,
  data_center_id: 1,
  removed: null,
};
export const db1 = row;
export const db2 = { ...row, id: 2, name: 'xs2.example', guid: UUID.xs2 };
export const kvm = { ...row, id: 9, name: 'kvm9', hypervisor_type: 'KVM', guid: 'x', hypervisor_version: null };
export const cluster = { id: 3, name: 'pool1', hypervisor_type: 'XenServer', managed_state: 'Managed', removed: null };

export const inventory = (uuid: string, release = '6.0.2', build = '53456p', version = release): string =>
  `PRODUCT_BRAND='XenServer'\nPRODUCT_NAME='xenenterprise'\nPRODUCT_VERSION='${version}'\nPRODUCT_VERSION_TEXT_SHORT='${release}'\nBUILD_NUMBER='${build}'\nINSTALLATION_UUID='${uuid}'\n`;

export const at = (path: string, mtime = '2026-11-01T10:00:00Z', mode = '0440') => ({ path, mtime, mode });
export const applied = (uuid: string, mtime?: string) => at(`/var/patch/applied/${uuid}`, mtime);
export const E003 = applied(HOTFIX_UUID);

/** One host of the pool, in the database and in the target, without the hotfix. */
export const pending = { hosts: [db1], inventories: { on: { xs1: inventory(UUID.xs1) } }, software: { on: { xs1: [] } } };
/** The same host with the hotfix. */
export const patched = { ...pending, software: { on: { xs1: [E003] } } };
/** Two hosts of one pool. */
export const two = { hosts: [db1, db2], inventories: { on: { xs1: inventory(UUID.xs1), xs2: inventory(UUID.xs2) } } };

export const denied = { status: 'denied', reason: 'SELECT command denied to user preflight' } as const;

/** Records as xe prints them: the first parameter flush left, colons in one column, two empty lines after each. */
export function xe(...records: readonly Readonly<Record<string, string>>[]): string {
  return records
    .map(record => {
      const fields = Object.entries(record).map(([name, value]) => [`${name} ( RO)`, value] as const);
      const width = 4 + Math.max(...fields.map(([name]) => name.length));
      return fields.map(([name, value], index) => `${index === 0 ? name.padEnd(width) : name.padStart(width)}: ${value}\n`).join('');
    })
    .map(record => `${record}\n\n`)
    .join('');
}
