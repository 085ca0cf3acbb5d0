import type { Context } from '../../src/index.ts';
import { isRunning, type SystemVm } from './facts/system-vms.ts';
import { noRestart } from './system-vm-restart.ts';

/** What the checks of the API port without a password share. */

/** The port that cloudstack-sysvmadm has written into it. */
export const SCRIPT_PORT = 8096;

export const PORT_REFS = [
  'https://docs.cloudstack.apache.org/projects/cloudstack-release-notes/en/4.3/#upgrade-from-4-2-x-to-4-3',
  'https://docs.cloudstack.apache.org/en/latest/upgrading/upgrade/upgrade-4.19.html',
] as const;

/** How a management server reads the setting at its start. */
export const PORT_CODE = 'https://github.com/apache/cloudstack/blob/4.3/server/src/com/cloud/api/ApiServer.java';

/** The port that a value of the setting opens: 0 where it is off, NaN where the value is no port. */
export function portOf(value: string | null): number {
  const text = value?.trim() ?? '';
  if (text === '' || text.toLowerCase() === 'null') return 0;
  return /^\d{1,5}$/.test(text) && Number(text) < 65_536 ? Number(text) : Number.NaN;
}

/** System VMs that run since before the upgrade, so that cloudstack-sysvmadm is still to be run. */
export function stillToRestart(vms: readonly SystemVm[], upgraded: number | undefined, context: Pick<Context, 'from' | 'to'>): readonly SystemVm[] {
  if (noRestart(context) !== undefined) return [];
  return vms.filter(vm => isRunning(vm) && (upgraded === undefined || vm.updated === undefined || vm.updated < upgraded));
}
