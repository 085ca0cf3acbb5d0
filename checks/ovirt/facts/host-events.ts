import { children, type Element, fact, http } from '../../../src/index.ts';
import { documentOf, idAt, known, needId, needText, numberAt } from '../api.ts';

/** What the engine wrote down of updates of hosts, by the numbers of its audit log. */
export const HOST_EVENTS = {
  installFailed: 505,
  checkFailed: 839,
  upgradeStarted: 840,
  upgradeFailed: 841,
  upgradeFinished: 842,
  checkFinished: 885,
  checkSkipped: 887,
  upgradeFinishedAndRebooted: 888,
} as const;

export interface HostEvent {
  readonly id: number;
  readonly code: number;
  /** Milliseconds since 1970. */
  readonly time: number;
  /** The id of the host it is about. */
  readonly host?: string;
}

export interface HostEvents {
  /** Newest first. */
  readonly events: readonly HostEvent[];
  /** Milliseconds since 1970, by the clock of the engine, when it answered. */
  readonly now: number;
}

const MAX = 2000;
const SEARCH = Object.values(HOST_EVENTS)
  .map(code => `type=${code}`)
  .join(' or ');

/**
 * The newest of them. The engine forgets events after some weeks.
 *
 *     <event id="123"><code>841</code><severity>error</severity><time>2026-11-20T10:00:00.000Z</time><host id="7a"/></event>
 */
export const hostEvents = fact({
  id: 'ovirt.host-events',
  title: 'events of host updates',
  role: 'api',
  query: http(`/api/events?search=${encodeURIComponent(SEARCH)}&max=${MAX}`, {
    xml: ['@id', 'code', 'time', 'host/@id'].map(path => `event/${path}`),
  }),
  parse: (body, { at }): HostEvents => ({
    events: children(documentOf(body, 'events'), 'event')
      .map(toEvent)
      .toSorted((a, b) => b.time - a.time || b.id - a.id),
    now: Date.parse(at),
  }),
});

function toEvent(event: Element): HostEvent {
  const time = Date.parse(needText(event, 'time'));
  if (Number.isNaN(time)) throw new Error(`line ${event.line}: time is no time`);
  return { id: Number(needId(event)), code: numberAt(event, 'code') ?? 0, time, ...known({ host: idAt(event, 'host') }) };
}

/** The newest event of a host with one of these numbers. */
export const newestOf = ({ events }: HostEvents, host: string, ...codes: number[]): HostEvent | undefined =>
  events.find(event => event.host === host && codes.includes(event.code));

/** `2026-11-20 10:00:00 UTC` */
export const sayMoment = (milliseconds: number): string =>
  new Date(milliseconds)
    .toISOString()
    .replace('T', ' ')
    .replace(/\.\d+Z$/, ' UTC');
