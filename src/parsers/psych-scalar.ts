const FLOAT = /^[-+]?(?:[0-9][0-9_,]*)?\.[0-9]*(?:[eE][-+][0-9]+)?$/;
const INTEGER = /^([-+]?)(0b[01_,]+|0[0-7_,]+|0|[1-9](?:[0-9]|,[0-9]|_[0-9])*|0x[0-9a-fA-F_,]+)$/;
const BASE_60 = /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9]){1,2}(\.[0-9_]*)?$/;
const SYMBOL = /^:(?:"([^"]*)"|'([^']*)'|(.+))$/s;
const DATE = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:(?:[Tt]|\s+)\d{1,2}:\d\d:\d\d.*)?$/;

/**
 * A plain scalar of YAML as Psych, the parser of Ruby, reads it:
 *
 *     yes → true    ~ → null    6.10 → 6.1    010 → 8    2026-03-01 → a Date    6:10 → 22200    :a → the text a    6.10.0 → itself
 */
export function psychScalar(text: string): unknown {
  if (/^(?:|~|null)$/i.test(text)) return null;
  if (/^(?:yes|true|on)$/i.test(text)) return true;
  if (/^(?:no|false|off)$/i.test(text)) return false;
  if (FLOAT.test(text) && /\d/.test(text)) return Number(text.replace(/[,_]/g, ''));
  const [, sign, digits] = INTEGER.exec(text) ?? [];
  if (digits !== undefined) return integer(sign!, digits.replace(/[,_]/g, ''), text);
  if (BASE_60.test(text)) return base60(text);
  const [, double, single, plain] = SYMBOL.exec(text) ?? [];
  return double ?? single ?? plain ?? date(text) ?? text;
}

/** Psych counts hours, minutes and seconds, and takes two parts for hours and minutes. */
const base60 = (text: string): number =>
  text
    .replaceAll('_', '')
    .split(':')
    .reduce((sum, part, index) => sum + Number(part) * 60 ** (2 - index), 0);

/** The day of a date or a time; undefined where there is no such day. */
function date(text: string): Date | undefined {
  const [year, month, day] = (DATE.exec(text) ?? []).slice(1, 4).map(Number);
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const read = new Date(Date.UTC(year, month - 1, day));
  return read.getUTCMonth() === month - 1 && read.getUTCDate() === day ? read : undefined;
}

/** A zero in front means base 8. A number too large to be exact stays text. */
function integer(sign: string, digits: string, text: string): number | string {
  const number = Number(/^0[0-7]/.test(digits) ? `0o${digits.slice(1)}` : digits);
  return Number.isSafeInteger(number) ? (sign === '-' ? -number : number) : text;
}
