import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aesGcmSha256 } from '../../src/ciphers/aes-gcm.ts';
import { encryptV2 } from './encrypt.ts';

describe('vectors', () => {
  const vectors = [
    ['password', 'S3cret-vc!', 'AQIDBAUGBwgJCgsMtCyO9E3cCtxlRjXjM4O44BfELRF4/PV9mKY='],
    ['dbKey-7', 'true', 'AQIDBAUGBwgJCgsM4x+tRxXgRlmoOUTNiG8yDzw3WeM='],
  ] as const;

  test.each(vectors)('key %j decrypts to %j', (password, plain, cipher) => {
    expect(aesGcmSha256(password, cipher)?.toString('utf8')).toBe(plain);
    expect(encryptV2(password, plain)).toBe(cipher);
  });

  test('it is authenticated: one changed bit anywhere is refused', () => {
    const bytes = Buffer.from(vectors[0][2], 'base64');
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const changed = Buffer.from(bytes);
      changed[bit >> 3]! ^= 1 << (bit & 7);
      expect(aesGcmSha256('password', changed.toString('base64'))).toBeUndefined();
    }
  });
});

describe('texts that are none', () => {
  test.each([
    ['empty', ''],
    ['too short for nonce and tag', Buffer.alloc(27).toString('base64')],
    ['the other format', 'AQIDBAUGBwgeqfHg/e0q/0HgoWx3cjtF'],
    ['a password', 'S3cret-vc!'],
  ])('%s', (_, text) => {
    expect(aesGcmSha256('password', text)).toBeUndefined();
  });
});

test('what was encrypted comes back under the same key and under no other', () => {
  fc.assert(
    fc.property(
      fc.string(),
      fc.string(),
      fc.string({ unit: 'binary' }),
      fc.uint8Array({ minLength: 12, maxLength: 12 }),
      (password, other, plain, iv) => {
        const text = encryptV2(password, plain, Buffer.from(iv));
        expect(aesGcmSha256(password, text)).toEqual(Buffer.from(plain));
        if (other !== password) expect(aesGcmSha256(other, text)).toBeUndefined();
      },
    ),
  );
});
