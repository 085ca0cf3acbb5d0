/** States as numbers in the database, and their names. */

type Names = Readonly<Record<number, string>>;

/** `STATE` of a virtual machine. */
const VM: Names = {
  0: 'INIT',
  1: 'PENDING',
  2: 'HOLD',
  3: 'ACTIVE',
  4: 'STOPPED',
  5: 'SUSPENDED',
  6: 'DONE',
  7: 'FAILED',
  8: 'POWEROFF',
  9: 'UNDEPLOYED',
  10: 'CLONING',
  11: 'CLONING_FAILURE',
};

/** `LCM_STATE` of a virtual machine; it says something only where `STATE` is ACTIVE. By number, a few were never used. */
const LCM: readonly string[] = [
  ...['LCM_INIT', 'PROLOG', 'BOOT', 'RUNNING', 'MIGRATE', 'SAVE_STOP', 'SAVE_SUSPEND', 'SAVE_MIGRATE', 'PROLOG_MIGRATE', 'PROLOG_RESUME'],
  ...['EPILOG_STOP', 'EPILOG', 'SHUTDOWN', '', '', 'CLEANUP_RESUBMIT', 'UNKNOWN', 'HOTPLUG', 'SHUTDOWN_POWEROFF', 'BOOT_UNKNOWN'],
  ...['BOOT_POWEROFF', 'BOOT_SUSPENDED', 'BOOT_STOPPED', 'CLEANUP_DELETE', 'HOTPLUG_SNAPSHOT', 'HOTPLUG_NIC', 'HOTPLUG_SAVEAS'],
  ...['HOTPLUG_SAVEAS_POWEROFF', 'HOTPLUG_SAVEAS_SUSPENDED', 'SHUTDOWN_UNDEPLOY', 'EPILOG_UNDEPLOY', 'PROLOG_UNDEPLOY', 'BOOT_UNDEPLOY'],
  ...['HOTPLUG_PROLOG_POWEROFF', 'HOTPLUG_EPILOG_POWEROFF', 'BOOT_MIGRATE', 'BOOT_FAILURE', 'BOOT_MIGRATE_FAILURE', 'PROLOG_MIGRATE_FAILURE'],
  ...['PROLOG_FAILURE', 'EPILOG_FAILURE', 'EPILOG_STOP_FAILURE', 'EPILOG_UNDEPLOY_FAILURE', 'PROLOG_MIGRATE_POWEROFF'],
  ...['PROLOG_MIGRATE_POWEROFF_FAILURE', 'PROLOG_MIGRATE_SUSPEND', 'PROLOG_MIGRATE_SUSPEND_FAILURE', 'BOOT_UNDEPLOY_FAILURE'],
  ...['BOOT_STOPPED_FAILURE', 'PROLOG_RESUME_FAILURE', 'PROLOG_UNDEPLOY_FAILURE', 'DISK_SNAPSHOT_POWEROFF', 'DISK_SNAPSHOT_REVERT_POWEROFF'],
  ...['DISK_SNAPSHOT_DELETE_POWEROFF', 'DISK_SNAPSHOT_SUSPENDED', '', 'DISK_SNAPSHOT_DELETE_SUSPENDED', 'DISK_SNAPSHOT', '', 'DISK_SNAPSHOT_DELETE'],
  ...['PROLOG_MIGRATE_UNKNOWN', 'PROLOG_MIGRATE_UNKNOWN_FAILURE', 'DISK_RESIZE', 'DISK_RESIZE_POWEROFF', 'DISK_RESIZE_UNDEPLOYED'],
  ...['HOTPLUG_NIC_POWEROFF', 'HOTPLUG_RESIZE', 'HOTPLUG_SAVEAS_UNDEPLOYED', 'HOTPLUG_SAVEAS_STOPPED', 'BACKUP', 'BACKUP_POWEROFF', 'RESTORE'],
];

/** `STATE` of a host. 1, 5, 6 and 7 are of old releases. */
const HOST: Names = {
  0: 'INIT',
  1: 'MONITORING_MONITORED',
  2: 'MONITORED',
  3: 'ERROR',
  4: 'DISABLED',
  5: 'MONITORING_ERROR',
  6: 'MONITORING_INIT',
  7: 'MONITORING_DISABLED',
  8: 'OFFLINE',
};

/** `STATE` of an image, by number. */
const IMAGE: readonly string[] = [
  ...['INIT', 'READY', 'USED', 'DISABLED', 'LOCKED', 'ERROR', 'CLONE', 'DELETE', 'USED_PERS', 'LOCKED_USED', 'LOCKED_USED_PERS'],
];

/** `STATE` of a virtual network, since 6.4, by number. */
const NETWORK: readonly string[] = ['INIT', 'READY', 'LOCK_CREATE', 'LOCK_DELETE', 'DONE', 'ERROR', 'UPDATE_FAILURE'];

/** `MONITORED`, or `99, which is unknown to preflight`. */
const nameIn =
  (names: Names | readonly string[]) =>
  (state: number): string =>
    (Object.hasOwn(names, state) && (names as Names)[state]) || `${state}, which is unknown to preflight`;

export const hostState = nameIn(HOST);
export const imageState = nameIn(IMAGE);
export const networkState = nameIn(NETWORK);

/** A virtual machine as the columns of vm_pool tell it. */
export interface VmState {
  readonly state: number;
  readonly lcm: number;
}

const ACTIVE = 3;
const RUNNING = 3;
const UNKNOWN = 16;
const CLONING_FAILURE = 11;
const STABLE = [1, 2, 4, 5, 6, 8, 9];
const FAILURES = [36, 37, 38, 39, 40, 41, 42, 44, 46, 47, 48, 49, 50, 61];
const BACKUPS = [69, 70, 71];

/** What a state means for an upgrade. What is not known to rest is on its way; so are numbers that a later release adds. */
export type Rest = 'stable' | 'unknown' | 'failure' | 'backup' | 'transient';

export function restOf({ state, lcm }: VmState): Rest {
  if (state === CLONING_FAILURE) return 'failure';
  if (state !== ACTIVE) return STABLE.includes(state) ? 'stable' : 'transient';
  if (lcm === RUNNING) return 'stable';
  if (lcm === UNKNOWN) return 'unknown';
  if (FAILURES.includes(lcm)) return 'failure';
  return BACKUPS.includes(lcm) ? 'backup' : 'transient';
}

/** `ACTIVE, PROLOG_MIGRATE`; of one that is not active the second part says nothing. */
export const vmState = ({ state, lcm }: VmState): string => (state === ACTIVE ? `ACTIVE, ${nameIn(LCM)(lcm)}` : nameIn(VM)(state));

export const isRunning = ({ state, lcm }: VmState): boolean => state === ACTIVE && lcm === RUNNING;
export const isUnknown = (vm: VmState): boolean => restOf(vm) === 'unknown';
