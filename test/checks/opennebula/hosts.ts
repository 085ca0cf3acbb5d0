import type { Failure } from '../../../src/model/answer.ts';

/** What `dpkg-query` prints of these packages: `opennebula ii  7.0.1-1`. */
export const dpkg = (packages: Readonly<Record<string, string>>, status = 'ii '): { stdout: string; stderr: string; exit: number } => ({
  stdout: Object.entries(packages)
    .map(([name, version]) => `${name} ${status} ${version}-1\n`)
    .join(''),
  stderr: 'dpkg-query: no packages found matching python3-pyone\n',
  exit: 1,
});

/** What `rpm -qa` prints of these packages, all installed at one time. */
export const rpmAll = (packages: Readonly<Record<string, string>>, at = 1_764_547_200): { stdout: string } => ({
  stdout: Object.entries(packages)
    .map(([name, version]) => `${name} ${version} ${at}\n`)
    .join(''),
});

export const ABSENT: Failure = { status: 'absent', reason: 'not there' };
export const DENIED: Failure = { status: 'denied', reason: 'permission denied' };
export const TIMEOUT: Failure = { status: 'timeout', reason: 'did not end within 15 s and was stopped' };

/** `/etc/os-release` of one system. */
export const osRelease = (id: string, version: string, name = `${id} ${version}`): string =>
  `NAME="x"\nID="${id}"\nVERSION_ID="${version}"\nPRETTY_NAME="${name}"\n`;
