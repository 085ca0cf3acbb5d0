import { type Attempt, attempt, each, type OnHost } from '../../src/index.ts';
import { agentDebInstallTime, kvmPackages, type Package, usageDebInstallTime, usagePackages } from './facts/packages.ts';
import { type Process, sayTime } from './facts/processes.ts';

/** Whether an agent or a usage server has run since before its package was installed, and so runs the old code. */

/** How exact ps is about the time a process started. */
const SLACK_SECONDS = 5;

/** When the package of the agent was installed, as far as a package manager knows. */
export const installTimes = { rpm: each(attempt(kvmPackages.rpm)), deb: each(attempt(agentDebInstallTime)) };
/** The same of the usage server. */
export const usageInstallTimes = { rpm: each(attempt(usagePackages.rpm)), deb: each(attempt(usageDebInstallTime)) };

interface Times {
  readonly rpm: readonly OnHost<Attempt<Package[]>>[];
  readonly deb: readonly OnHost<Attempt<number | undefined>>[];
}

/** Seconds since 1970; undefined where neither package manager of the host knows. */
export function installedAt(host: string, { rpm, deb }: Times, main = 'cloudstack-agent'): number | undefined {
  const [byRpm, byDeb] = [rpm.find(one => one.host === host)?.value, deb.find(one => one.host === host)?.value];
  const packages = byRpm && 'value' in byRpm ? byRpm.value : [];
  return packages.findLast(({ name }) => name === main)?.installedAt ?? (byDeb && 'value' in byDeb ? byDeb.value : undefined);
}

/** When the newest process was started and when its package was installed, in words, where it is older than that. */
export function olderThanPackage(
  processes: readonly Process[],
  installed: number,
): { readonly started: string; readonly installed: string } | undefined {
  const started = Math.max(...processes.map(one => one.started));
  return started + SLACK_SECONDS < installed ? { started: sayTime(started), installed: sayTime(installed) } : undefined;
}
