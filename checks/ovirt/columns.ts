/** Readers for columns of PostgreSQL. */

type Column<T> = { read(value: string | null, name: string): T };

const MOMENT = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d(?:\.\d{1,6})?)(?:(Z)|([+-]\d\d)(?::?(\d\d))?)$/;

/** `2026-01-31 10:00:00.123+00` in milliseconds since 1970. Throws without a time zone: the time could be any of a day. */
export const moment: Column<number> = {
  read(value, name) {
    const [, day, time, zulu, hours, minutes = '00'] = MOMENT.exec(value ?? '') ?? [];
    const at = day === undefined ? Number.NaN : Date.parse(`${day}T${time}${zulu ?? `${hours}:${minutes}`}`);
    if (Number.isNaN(at)) throw new Error(`column ${name} is no time with its zone: ${JSON.stringify(value?.slice(0, 40) ?? null)}`);
    return at;
  },
};

/** Hours from a moment to the time of the host that answered; never negative. */
export const hoursSince = (then: number, at: string): number => Math.max(0, (Date.parse(at) - then) / 3_600_000);

/** `50 minutes`, `3 hours`, `12 days`: how long ago, for people. */
export function sayAge(hours: number): string {
  const [count, word] = hours < 1.5 ? [hours * 60, 'minute'] : hours < 48 ? [hours, 'hour'] : [hours / 24, 'day'];
  const whole = Math.round(count);
  return `${whole} ${word}${whole === 1 ? '' : 's'}`;
}
