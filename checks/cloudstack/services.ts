import { type OnHost, type Remedy, sh } from '../../src/index.ts';
import type { ListeningPort } from './facts/listening-ports.ts';
import type { ServiceState } from './facts/services.ts';

/** What sibling checks say and ask of services. */

const RANK: readonly ServiceState['is'][] = ['running', 'starting', 'stopping', 'exited', 'failed', 'stopped', 'not-installed'];

/** On each host the service under the name it has there: the one that does most. A host where one name is unknown counts by the other. */
export function underEitherName(...states: readonly (readonly OnHost<ServiceState>[])[]): OnHost<ServiceState>[] {
  const all = states.flat();
  const hosts = [...new Set(all.map(({ host }) => host))];
  const rank = ({ value }: OnHost<ServiceState>): number => RANK.indexOf(value.is);
  return hosts.map(host => all.filter(one => one.host === host).reduce((a, b) => (rank(b) < rank(a) ? b : a)));
}

/** Whether a process is there. */
export const isAlive = ({ is }: ServiceState): boolean => is === 'running' || is === 'starting' || is === 'stopping';

/** In the words of a sentence: "service x is running". */
export const sayState = ({ is }: ServiceState): string => SAID[is];

const SAID: Readonly<Record<ServiceState['is'], string>> = {
  running: 'running',
  starting: 'starting',
  stopping: 'stopping, and not yet down',
  exited: 'active for systemd, which does not know whether a process is left',
  failed: 'down after a failure',
  stopped: 'stopped',
  'not-installed': 'not installed',
};

export const AGENT_PORT = 8250;

/** What one host listens on, or undefined where neither list could be read; one list is enough where the other is not there. */
export function portsOn(host: string, ...lists: readonly (readonly OnHost<{ readonly value: ListeningPort[] } | { readonly reason: string }>[])[]) {
  const own = lists.flatMap(list => list.filter(one => one.host === host).map(({ value }) => value));
  const read = own.flatMap(one => ('value' in one ? [one.value] : []));
  const lost = own.some(one => !('value' in one) && !('status' in one && one.status === 'absent'));
  return read.length === 0 || lost ? undefined : read.flat();
}

export const stop = (service: string | number): Remedy => ({
  commands: [sh`service ${service} stop`],
  undo: sh`service ${service} start`.text,
});

export const start = (service: string | number): Remedy => ({
  commands: [sh`service ${service} start`],
  undo: sh`service ${service} stop`.text,
});
