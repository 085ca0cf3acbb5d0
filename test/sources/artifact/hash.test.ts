import { createHash } from 'node:crypto';
import { statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Failure } from '../../../src/model/answer.ts';
import { type Ask, type Hashed, hashAll } from '../../../src/sources/artifact/hash.ts';
import type { FileIdentity } from '../../../src/sources/artifact/hash-worker.js';
import { folderWith } from './release.ts';

const LARGE = 9 << 20;

const identityOf = (path: string): FileIdentity => {
  const { size, mtimeMs, ino } = statSync(path);
  return { size, mtimeMs, ino };
};
const fileOf = (data: Uint8Array): string => join(folderWith({ f: data }), 'f');
const hashes = (path: string, asks: readonly Ask[]): Promise<readonly Hashed[] | Failure> => hashAll(path, identityOf(path), asks);

/** The same by the plainest means. */
function expected(data: Buffer, { algorithm, salt = new Uint8Array(), text, trailer }: Ask): Hashed {
  const body = text ? Buffer.from(data.toString('latin1').replace(/\r*\n/g, '\r\n').replace(/\r+$/, ''), 'latin1') : data;
  const hash = createHash(algorithm).update(salt).update(body);
  const ended = trailer && { ended: hash.copy().update(trailer).digest() };
  return { bare: hash.digest('hex'), ...ended };
}
const plain = (hashed: readonly Hashed[] | Failure): unknown =>
  'status' in hashed ? hashed : hashed.map(one => ('ended' in one ? { ...one, ended: Buffer.from(one.ended!).toString('hex') } : one));

const bytes = fc.uint8Array({ maxLength: 6 });
const ask: fc.Arbitrary<Ask> = fc.record(
  { algorithm: fc.constantFrom('md5', 'sha1', 'sha256', 'sha512', 'ripemd160', 'sha3-256'), salt: bytes, text: fc.boolean(), trailer: bytes },
  { requiredKeys: ['algorithm'] },
);
/** Line ends of all kinds, more of them than there are in any file. */
const lines = fc.array(fc.constantFrom('a', '\r', '\n', '\r\n', '\0', '\r\r'), { maxLength: 60 }).map(parts => Buffer.from(parts.join('')));

describe('hashAll', () => {
  it('answers every ask in its place', async () => {
    await fc.assert(
      fc.asyncProperty(lines, fc.array(ask, { maxLength: 12 }), async (data, asks) => {
        expect(plain(await hashes(fileOf(data), asks))).toEqual(plain(asks.map(one => expected(data, one))));
      }),
      { numRuns: 100 },
    );
  });

  it('does the same in threads, where lines and carriage returns go over the ends of chunks', async () => {
    const data = Buffer.alloc(LARGE, 'line\r');
    for (let at = 262_140; at < LARGE; at += 262_144 - 1) data.write('\r\r\r\r\n', at % (LARGE - 8), 'latin1');
    const trailer = Buffer.from('trailer');
    const asks: readonly Ask[] = [
      { algorithm: 'sha512', trailer },
      { algorithm: 'md5' },
      { algorithm: 'sha512' },
      { algorithm: 'sha512', text: true, trailer },
      { algorithm: 'sha512', salt: trailer, trailer },
      { algorithm: 'sha1', text: true },
    ];
    expect(plain(await hashes(fileOf(data), asks))).toEqual(plain(asks.map(one => expected(data, one))));
  });

  it('has no place in memory for a line without an end', async () => {
    const data = Buffer.alloc(LARGE, '\r');
    data.write('x', LARGE - 5);
    const withoutEnd = createHash('sha256').update(data.subarray(0, -4)).digest('hex');
    expect(await hashes(fileOf(data), [{ algorithm: 'sha256', text: true }])).toEqual([{ bare: withoutEnd }]);
  });

  it('says which digest this system cannot compute, and computes the others', async () => {
    expect(await hashes(fileOf(Buffer.from('x')), [{ algorithm: 'no-such-digest' }, { algorithm: 'md5' }])).toEqual([
      { problem: expect.stringContaining('no-such-digest') },
      { bare: '9dd4e461268c8034f5c8564e155c67a6' },
    ]);
  });

  it.each([3, LARGE])('does not answer for a file that has changed (%i bytes)', async size => {
    const path = fileOf(Buffer.alloc(size, 'a'));
    const before = identityOf(path);
    const changed = { status: 'failed', reason: expect.stringContaining('changed while it was read') };
    for (const identity of [
      { ...before, size: size - 1 },
      { ...before, size: size + 1 },
      { ...before, mtimeMs: 1 },
      { ...before, ino: 1 },
    ]) {
      expect(await hashAll(path, identity, [{ algorithm: 'md5' }, { algorithm: 'sha512' }])).toEqual(changed);
    }
    truncateSync(path, 1);
    expect(await hashAll(path, before, [{ algorithm: 'md5' }])).toEqual(changed);
  });

  it('says that a file is gone', async () => {
    const path = fileOf(Buffer.from('x'));
    expect(await hashAll(`${path}x`, identityOf(path), [{ algorithm: 'md5' }])).toEqual({
      status: 'absent',
      reason: `${path}x: there is no such file`,
    });
    writeFileSync(path, '');
    expect(await hashes(path, [])).toEqual([]);
  });
});
