import type { Streams } from '../../src/cli/streams.ts';

/** Streams that remember what was written. */
export function memoryStreams(env: Streams['env'] = {}): Streams & { out(): string; err(): string } {
  const written = { out: '', err: '' };
  return {
    stdout: { write: (text: string) => (written.out += text) },
    stderr: { write: (text: string) => (written.err += text) },
    env,
    out: () => written.out,
    err: () => written.err,
  };
}
