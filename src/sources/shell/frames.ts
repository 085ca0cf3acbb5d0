/** One answer as it came over the wire: `parts` are two where the middle of a file was left out. */
export interface Frame {
  readonly index: number;
  readonly parts: readonly Buffer[];
  /** Bytes in all parts together. */
  readonly bytes: number;
  /** What the mark between two parts says: the size of the whole file. */
  readonly size?: number;
  /** `ok`, `absent`, `exit:0` … as `prelude.ts` spells it. */
  readonly status: string;
}

export interface FrameEvents {
  /** The script has begun, at this time by the clock of the host; empty where it has none. */
  hello?(at: string): void;
  open?(index: number): void;
  done(frame: Frame): void;
  /** The script has come to its end. */
  end(): void;
  /** More than may be kept. `index` is the answer that is too large; undefined where all together are, or nothing that belongs to an answer. */
  flood(index: number | undefined): void;
}

export interface FrameLimits {
  /** One answer. */
  readonly answer: number;
  /** Everything, with what does not belong to an answer. */
  readonly total: number;
}

export interface FrameReader {
  push(chunk: Buffer): void;
  /** The first two kilobytes of what stood outside the answers: greetings, complaints of the login shell. */
  readonly noise: () => string;
}

const NOISE = 2048;
const LONGEST_MARK = 256;

interface Opened {
  readonly index: number;
  parts: Buffer[][];
  bytes: number;
  size?: number;
}

/**
 * Takes one stream of a shell apart, chunk by chunk. Marks are the nonce, a word and its arguments, up to the end of the line:
 *
 *     @5f0c…9a open 3
 *     PRETTY_NAME="Debian GNU/Linux 12"
 *     @5f0c…9a done 3 ok
 */
export function frameReader(nonce: string, limits: FrameLimits, events: FrameEvents): FrameReader {
  const needle = Buffer.from(nonce, 'latin1');
  let rest: Buffer = Buffer.alloc(0);
  let opened: Opened | undefined;
  let noise = Buffer.alloc(0);
  let total = 0;
  let dead = false;

  const flood = (index: number | undefined): void => {
    dead = true;
    opened = undefined;
    rest = Buffer.alloc(0);
    events.flood(index);
  };

  const content = (bytes: Buffer): void => {
    if (bytes.length === 0 || dead) return;
    total += bytes.length;
    if (opened) opened.bytes += bytes.length;
    if (opened && opened.bytes > limits.answer) flood(opened.index);
    else if (total > limits.total) flood(undefined);
    else if (opened) opened.parts.at(-1)!.push(bytes);
    else if (noise.length < NOISE) noise = Buffer.concat([noise, bytes.subarray(0, NOISE - noise.length)]);
  };

  const mark = (line: string): void => {
    const [word, ...args] = line.split(' ');
    if (word === 'hello') events.hello?.(args[0] ?? '');
    else if (word === 'open') {
      opened = { index: Number(args[0]), parts: [[]], bytes: 0 };
      events.open?.(opened.index);
    } else if (word === 'part' && opened) {
      opened.size = Number(args[0]);
      opened.parts.push([]);
    } else if (word === 'done' && opened) {
      const { parts, ...known } = opened;
      opened = undefined;
      events.done({ ...known, parts: parts.map(part => Buffer.concat(part)), status: args[1] ?? '' });
    } else if (word === 'end') events.end();
  };

  const push = (chunk: Buffer): void => {
    const data = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    rest = Buffer.alloc(0);
    for (let from = 0; !dead; ) {
      const found = data.indexOf(needle, from);
      if (found === -1) {
        const safe = Math.max(from, data.length - overlap(data, needle));
        content(data.subarray(from, safe));
        if (!dead) rest = data.subarray(safe);
        return;
      }
      content(data.subarray(from, found));
      const end = data.indexOf(10, found);
      if (end === -1) {
        if (data.length - found > LONGEST_MARK) flood(undefined);
        else rest = data.subarray(found);
        return;
      }
      if (!dead) mark(data.toString('latin1', found + needle.length + 1, end));
      from = end + 1;
    }
  };

  return { push: chunk => void (dead || push(chunk)), noise: () => noise.toString('utf8') };
}

/** How many of the last bytes may be the beginning of the needle. */
function overlap(data: Buffer, needle: Buffer): number {
  const first = needle[0]!;
  for (let at = data.indexOf(first, Math.max(0, data.length - needle.length + 1)); at !== -1; at = data.indexOf(first, at + 1)) {
    if (data.compare(needle, 0, data.length - at, at) === 0) return data.length - at;
  }
  return 0;
}
