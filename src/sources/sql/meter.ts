import { Duplex } from 'node:stream';

export interface Meter {
  readonly stream: Duplex;
  /** From now on this many bytes may arrive; one more destroys the stream. */
  allow(bytes: number): void;
}

/** The stream as it is, but destroyed with `tooLarge()` where more arrives than allowed: the driver would keep it all in memory. */
export function metered(inner: Duplex, tooLarge: () => Error): Meter {
  let left = 0;
  const stream = new Duplex({
    read: () => void inner.resume(),
    write: (chunk, _encoding, done) => void inner.write(chunk, done),
    final: done => void inner.end(done),
    destroy: (error, done) => {
      inner.destroy();
      done(error);
    },
  });
  inner.on('data', (chunk: Buffer) => {
    left -= chunk.length;
    if (left < 0) stream.destroy(tooLarge());
    else if (!stream.push(chunk)) inner.pause();
  });
  inner.on('end', () => stream.push(null));
  inner.on('error', error => stream.destroy(error));
  inner.on('close', () => stream.destroy());
  return { stream, allow: bytes => void (left = bytes) };
}
