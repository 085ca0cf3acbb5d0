import type { Source } from '../model/answer.ts';
import type { Streams } from './streams.ts';

/** As a shell says it: 128 and the number of the signal. */
const EXIT_CODES = { SIGINT: 130, SIGTERM: 143 } as const;
type Ending = keyof typeof EXIT_CODES;

/** How long the goodbyes to the hosts may take, and after them what still holds the process, before it ends all the same. */
const FAREWELL_MS = 2000;

export interface Interruption {
  readonly signal: AbortSignal;
  /** 130 for Ctrl-C, 143 for a service manager or CI, 0 where nobody interrupted. */
  exitCode(): number;
}

interface Words {
  readonly streams: Streams;
  /** What comes of it, in a sentence. */
  readonly meaning: string;
  /** Told before anything else happens, to end what is shown meanwhile. */
  readonly stopped: () => void;
}

/**
 * Runs the body and closes the source whatever happens. The first Ctrl-C (or SIGTERM) stops the asking: what was learned so far is
 * there at once, and what was not asked is unknown. The second ends the process.
 */
export async function interruptible<T>(
  source: Source,
  { streams, meaning, stopped }: Words,
  body: (interruption: Interruption) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  let exitCode = 0;
  const stop = (name: Ending): void => {
    if (controller.signal.aborted) process.exit(EXIT_CODES[name]);
    exitCode = EXIT_CODES[name];
    process.exitCode = exitCode; // for an end that comes before the command gives its own
    stopped();
    streams.stderr.write(`Interrupted: ${meaning} Once more ends it at once.\n`);
    controller.abort();
    void farewell(source);
  };
  const endings = Object.keys(EXIT_CODES) as Ending[];
  for (const name of endings) process.on(name, stop);
  try {
    return await body({ signal: controller.signal, exitCode: () => exitCode });
  } finally {
    await farewell(source);
    if (!controller.signal.aborted) for (const name of endings) process.off(name, stop);
    // What was interrupted must not hold the prompt of whoever interrupted it, whichever host a connection hangs on.
    else setTimeout(() => process.exit(), FAREWELL_MS).unref();
  }
}

async function farewell(source: Source): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>(resolve => {
    timer = setTimeout(resolve, FAREWELL_MS);
  });
  await Promise.race([Promise.resolve(source.close?.()).catch(() => undefined), late]);
  clearTimeout(timer);
}
