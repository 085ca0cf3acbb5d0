import { hostsOf } from '../model/report.ts';

/**
 * How an installation is called: as its target file says, or else by its hosts. It depends on nothing else, such as where the target
 * file or the snapshot lies, so that a report of the installation and one of its snapshot say the same.
 */
export function installationName(name: string | undefined, hosts: Readonly<Record<string, readonly string[]>>): string {
  if (name !== undefined) return name;
  const [first, ...others] = hostsOf({ hosts });
  if (first === undefined) return 'an installation without hosts';
  if (others.length === 0) return first;
  return `${first} and ${others.length === 1 ? others[0] : `${others.length} more hosts`}`;
}
