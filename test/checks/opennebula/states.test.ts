import { expect, test } from 'vitest';
import { databaseOf, stepsBetween } from '../../../checks/opennebula/database-release.ts';
import { fateOf } from '../../../checks/opennebula/drivers.ts';
import { hostState, imageState, networkState, type Rest, restOf, vmState } from '../../../checks/opennebula/states.ts';
import { version } from '../../../src/index.ts';

/** Numbers and names as include/VirtualMachine.h has them, at places where a list would slip. */
test.each([
  [16, 'UNKNOWN'],
  [23, 'CLEANUP_DELETE'],
  [36, 'BOOT_FAILURE'],
  [43, 'PROLOG_MIGRATE_POWEROFF'],
  [50, 'PROLOG_UNDEPLOY_FAILURE'],
  [54, 'DISK_SNAPSHOT_SUSPENDED'],
  [57, 'DISK_SNAPSHOT'],
  [60, 'PROLOG_MIGRATE_UNKNOWN'],
  [65, 'HOTPLUG_NIC_POWEROFF'],
  [69, 'BACKUP'],
  [71, 'RESTORE'],
  [55, '55, which is unknown to preflight'],
  [72, '72, which is unknown to preflight'],
  [-1, '-1, which is unknown to preflight'],
])('the state of an active virtual machine with the number %i is %s', (lcm, name) => expect(vmState({ state: 3, lcm })).toBe(`ACTIVE, ${name}`));

test('every failure is one by its name too, and nothing else is', () => {
  for (let lcm = 0; lcm < 72; lcm++) expect(restOf({ state: 3, lcm }) === 'failure').toBe(vmState({ state: 3, lcm }).endsWith('_FAILURE'));
});

test.each<[number, number, Rest]>([
  [0, 0, 'transient'],
  [3, 3, 'stable'],
  [3, 16, 'unknown'],
  [3, 69, 'backup'],
  [3, 99, 'transient'],
  [6, 36, 'stable'],
  [8, 0, 'stable'],
  [10, 0, 'transient'],
  [11, 0, 'failure'],
  [7, 0, 'transient'],
])('STATE %i with LCM_STATE %i is %s', (state, lcm, rest) => expect(restOf({ state, lcm })).toBe(rest));

test('hosts, images and networks', () => {
  expect([hostState(2), hostState(8), imageState(10), networkState(6), hostState(-1)]).toEqual([
    'MONITORED',
    'OFFLINE',
    'LOCKED_USED_PERS',
    'UPDATE_FAILURE',
    '-1, which is unknown to preflight',
  ]);
});

test('the database of a release, and the way to it', () => {
  expect(databaseOf('7.0.2')).toEqual({ version: '7.0.0', known: true });
  expect(databaseOf('6.10.0.1')).toEqual({ version: '6.10.0', known: true });
  expect(databaseOf('7.5.80')).toEqual({ version: '7.5.0', known: false });
  expect(databaseOf('x')).toBeUndefined();
  expect(stepsBetween('6.8.0', '7.0.0')).toEqual([
    ['6.8.0', '6.10.0'],
    ['6.10.0', '7.0.0'],
  ]);
  expect(stepsBetween('7.0.0', '7.0.0')).toEqual([]);
  expect(stepsBetween('7.0.0', '6.8.0')).toBeUndefined();
});

test('what becomes of a driver', () => {
  const to = (text: string) => version(text);
  expect(fateOf('hypervisor', 'lxd', to('6.10.0'))).toEqual({ is: 'dropped', since: '6.10' });
  expect(fateOf('hypervisor', 'lxd', to('6.8.3'))).toEqual({ is: 'shipped' });
  expect(fateOf('network', '802.1Q', undefined)).toEqual({ is: 'shipped' });
  expect(fateOf('network', '802.1q', undefined)).toEqual({ is: 'own' });
  expect(fateOf('datastore', 'toString', undefined)).toEqual({ is: 'own' });
  expect(fateOf('market', undefined, undefined)).toEqual({ is: 'shipped' });
});
