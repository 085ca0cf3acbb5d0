import { type Applies, type Context, line, type Version, version } from '../../src/index.ts';

/** What the checks of restarted system VMs share. */

export const RESTART_APPLIES: Applies = {
  platform: 'cloudstack',
  phases: ['post'],
  paths: [{ from: '<4.3', to: '4.3' }, { to: '>=4.1 <4.3' }, { to: '>=4.4 <4.17' }],
  because: 'from 4.3.0 to a later 4.3 the guide restarts no system VM, and from 4.17 on they can be patched while they run',
};

export const RESTART_REFS = [
  'https://docs.cloudstack.apache.org/projects/cloudstack-release-notes/en/4.3/#upgrade-from-4-2-x-to-4-3',
  'https://github.com/apache/cloudstack/blob/4.3/setup/bindir/cloud-sysvmadm.in',
] as const;

/** Why no system VM need be restarted on this path; undefined where they must. */
export function noRestart({ from, to }: Pick<Context, 'from' | 'to'>): string | undefined {
  return from && to && line(from) === line(to)
    ? `${from.text} and ${to.text} are of one release line, and the guide restarts no system VM between them`
    : undefined;
}

/** Releases of the platform whose templates are those of an older one. */
const TEMPLATE_OF: Readonly<Record<string, string>> = {
  '4.7': '4.6',
  '4.8': '4.6',
  '4.9': '4.6',
  '4.10': '4.6',
  '4.12': '4.11',
  '4.13': '4.11',
  '4.21': '4.20',
};

/** The oldest release of a system VM template that is right for a version: `4.3` for 4.3.2, `4.11` for 4.13.1. */
export const oldestTemplate = (to: Version): Version => version(TEMPLATE_OF[line(to)] ?? line(to))!;

/** The command of the guide, with the password that it forgets. */
export const SYSVMADM = 'nohup cloudstack-sysvmadm -d DATABASE_IP -u cloud -p PASSWORD -a > sysvm.log 2>&1 &';

export const SYSVMADM_NOTE =
  'The guide writes -p without a password, which swallows -a, so that nothing is restarted; and for 2.2 and 3.0 it writes -c -r, where -c is no option of this script.';
