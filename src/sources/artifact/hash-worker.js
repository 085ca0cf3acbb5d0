// @ts-check
// Plain JavaScript, so that this one file starts as a thread from the sources as well as from dist/.
import { createHash } from 'node:crypto';
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';

/**
 * One hash over `salt` and the bytes of the file (`text`: with line ends as CR LF), ended once by nothing and once by each of `trailers`.
 * @typedef {{ algorithm: string, salt: Uint8Array, text: boolean, trailers: readonly Uint8Array[] }} HashJob
 * `identity` is how the file was when it was first looked at; a file that is another one now is not hashed to an end.
 * @typedef {{ path: string, identity: FileIdentity, jobs: readonly HashJob[] }} HashOrder
 * @typedef {{ size: number, mtimeMs: number, ino: number }} FileIdentity
 * @typedef {{ bare: Uint8Array, ended: readonly Uint8Array[] } | { problem: string }} HashResult
 * @typedef {{ results: readonly HashResult[] } | { changed: true } | { code: string }} HashReply
 */

const CHUNK = 1 << 18;
const CRLF = Buffer.from('\r\n');

/**
 * Reads the file once and feeds every hash. Blocks its thread; holds one chunk in memory. `code` is that of a file system error.
 * @param {HashOrder} order
 * @returns {HashReply}
 */
export function hashFile({ path, identity, jobs }) {
  const hashes = jobs.map(begin);
  try {
    const fd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      const size = isSame(fstatSync(fd), identity) ? readInto(fd, identity.size, hashes) : -1;
      if (size !== identity.size || !isSame(fstatSync(fd), identity)) return { changed: true };
    } finally {
      closeSync(fd);
    }
  } catch (error) {
    return { code: String(/** @type {NodeJS.ErrnoException} */ (error).code ?? error) };
  }
  return { results: hashes.map(hash => hash.end()) };
}

/** @type {(a: FileIdentity, b: FileIdentity) => boolean} */
const isSame = (a, b) => a.size === b.size && a.mtimeMs === b.mtimeMs && a.ino === b.ino;

/** @typedef {{ update: (chunk: Buffer) => void, end: () => HashResult }} Running */

/**
 * How many bytes there were; more than `size` is told as one more, so that a file that grows for ever has an end.
 * @param {number} fd
 * @param {number} size
 * @param {readonly Running[]} hashes
 */
function readInto(fd, size, hashes) {
  const buffer = Buffer.allocUnsafeSlow(CHUNK);
  let total = 0;
  while (total <= size) {
    const read = readSync(fd, buffer, 0, CHUNK, null);
    if (read === 0) break;
    total += read;
    for (const hash of hashes) hash.update(buffer.subarray(0, read));
  }
  return total;
}

/** @type {(job: HashJob) => Running} */
function begin({ algorithm, salt, text, trailers }) {
  try {
    const hash = createHash(algorithm).update(salt);
    const ended = (/** @type {Uint8Array} */ trailer) => hash.copy().update(trailer).digest();
    return {
      update: text ? asText(hash) : chunk => hash.update(chunk),
      end: () => ({ ended: trailers.map(ended), bare: hash.digest() }),
    };
  } catch {
    return { update: () => undefined, end: () => ({ problem: `the digest ${algorithm} cannot be computed on this system` }) };
  }
}

/**
 * Feeds lines with CR LF at their ends, whatever they had, as gpg hashes the text of a text-mode signature.
 * Carriage returns are held back until it is known whether the line ends after them.
 * @param {import('node:crypto').Hash} hash
 */
function asText(hash) {
  let held = 0;
  return (/** @type {Buffer} */ chunk) => {
    const out = Buffer.allocUnsafe(chunk.length * 2);
    let length = 0;
    for (let start = 0; start < chunk.length; ) {
      const feed = chunk.indexOf(10, start);
      const end = feed < 0 ? chunk.length : feed;
      let cut = end;
      while (cut > start && chunk[cut - 1] === 13) cut--;
      if (cut > start && held > 0) {
        hash.update(out.subarray(0, length));
        length = 0;
        for (; held > 0; held -= Math.min(held, CHUNK)) hash.update(Buffer.alloc(Math.min(held, CHUNK), 13));
      }
      length += chunk.copy(out, length, start, cut);
      held += end - cut;
      if (feed >= 0) {
        length += CRLF.copy(out, length);
        held = 0;
      }
      start = end + 1;
    }
    hash.update(out.subarray(0, length));
  };
}

if (workerData?.preflightHashOrder) parentPort?.postMessage(hashFile(workerData.preflightHashOrder));
