import { fact, file } from '../../../src/index.ts';

/** One line of the log: when, in the time zone of the host (`2026-11-21 08:00:00`), and what. */
export interface LogLine {
  readonly at: string;
  readonly module: string;
  readonly level: string;
  readonly message: string;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const LINE = /^\w{3} (\w{3}) [ ]?(\d{1,2}) (\d\d:\d\d:\d\d) (\d{4}) \[Z\d+\]\[(\w+)\]\[(\w+)\]: ?(.*)$/;

/**
 * What oned wrote, newest last: the beginning and the end of the file, and nothing of what lies between.
 *
 *     Sat Nov 21 08:00:01 2026 [Z0][ONE][I]: Init OpenNebula Log system
 *     Sat Nov 21 08:00:02 2026 [Z0][ONE][E]: Database version mismatch ( local_db_versioning). …
 */
export const onedLog = fact({
  id: 'opennebula.oned-log',
  title: 'the log of oned',
  role: 'frontend',
  query: file('/var/log/one/oned.log', { keep: { head: 65_536, tail: 262_144 } }),
  parse: ({ text, cut }) => ({
    lines: (cut ? `${cut.head}\n${cut.tail}` : text).split('\n').flatMap(line => logLine(line)),
    // What a snapshot keeps of a short log has no second part.
    isCut: cut !== undefined && cut.tail !== '',
  }),
});

function logLine(line: string): LogLine[] {
  const [, month = '', day = '', time = '', year = '', module = '', level = '', message = ''] = LINE.exec(line) ?? [];
  const index = MONTHS.indexOf(month);
  if (index < 0) return [];
  const at = `${year}-${String(index + 1).padStart(2, '0')}-${day.padStart(2, '0')} ${time}`;
  return [{ at, module, level, message: message.slice(0, 300) }];
}
