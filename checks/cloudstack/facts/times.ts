/** Pure arithmetic with the times that hosts and databases tell. No clock of our own. */

/**
 * Milliseconds since 1970 of a time in UTC, as the database writes it (`2026-11-21 01:56:39`) or as evidence carries it
 * (`2026-11-21T01:56:39Z`); undefined where it is none, such as `0000-00-00 00:00:00`.
 */
export function millisOf(time: string | null | undefined): number | undefined {
  const [, day, clock] = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(?:\.\d{1,9})?Z?$/.exec(time ?? '') ?? [];
  const millis = day === undefined ? Number.NaN : Date.parse(`${day}T${clock}Z`);
  return Number.isNaN(millis) ? undefined : millis;
}

/** Whole seconds from one time to another, both in UTC; null where one of them is none. */
export function secondsSince(then: string | null | undefined, at: string): number | null {
  const [from, to] = [millisOf(then), millisOf(at)];
  return from === undefined || to === undefined ? null : Math.floor((to - from) / 1000);
}

/** `40 seconds`, `12 minutes`, `26 hours`, `3 days` */
export function sayAge(seconds: number): string {
  const [amount, unit] = UNITS.map(([size, word]) => [Math.floor(Math.abs(seconds) / size), word] as const).find(([count]) => count >= 2) ?? [
    Math.abs(seconds),
    'seconds',
  ];
  return `${amount} ${unit}`;
}

const UNITS = [
  [86_400, 'days'],
  [3600, 'hours'],
  [60, 'minutes'],
] as const;
