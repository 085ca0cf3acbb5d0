import type { Streams } from './streams.ts';

/** One line at the end of a terminal that is written again and again, while others write above it. */
export interface LiveLine {
  /** The same streams, except that what is written to standard error comes above the line. */
  readonly streams: Streams;
  /** Shows this in place of what was there, cut to the width of the terminal. Plain text of single-width characters. */
  show(text: string): void;
  clear(): void;
}

const BACK_AND_CLEAR = '\r\u001b[K';

/** While somebody is asked a question, which ends in no newline, the line stays away: it would write over the question. */
export function liveLine(streams: Streams): LiveLine {
  const { stderr } = streams;
  let shown = false;
  let asking = false;
  const clear = (): void => {
    if (shown) stderr.write(BACK_AND_CLEAR);
    shown = false;
  };
  return {
    clear,
    show: text => {
      if (asking) return;
      shown = true;
      stderr.write(`${BACK_AND_CLEAR}${text.slice(0, Math.max(1, (stderr.columns ?? 80) - 1))}`);
    },
    streams: {
      get stdout() {
        return streams.stdout;
      },
      get stdin() {
        return streams.stdin!;
      },
      env: streams.env,
      stderr: {
        get isTTY() {
          return stderr.isTTY ?? false;
        },
        get columns() {
          return stderr.columns ?? 80;
        },
        write: text => {
          clear();
          asking = !text.endsWith('\n');
          return stderr.write(text);
        },
      },
    },
  };
}
