/** A timer that stands still while a person is asked. */
export interface Patience {
  /** Runs something that does not count. */
  without<T>(wait: () => Promise<T>): Promise<T>;
  stop(): void;
}

/** Calls `over` once, after so many milliseconds that count. */
export function patience(milliseconds: number, over: () => void): Patience {
  let left = milliseconds;
  let since = performance.now();
  let timer: NodeJS.Timeout | undefined = setTimeout(over, left);
  let pauses = 0;
  let stopped = false;

  const pause = (): void => {
    if (pauses++ > 0) return;
    clearTimeout(timer);
    left -= performance.now() - since;
  };
  const resume = (): void => {
    if (--pauses > 0 || stopped) return;
    since = performance.now();
    timer = setTimeout(over, Math.max(0, left));
  };

  return {
    without: async wait => {
      pause();
      try {
        return await wait();
      } finally {
        resume();
      }
    },
    stop: () => {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
