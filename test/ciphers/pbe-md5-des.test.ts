import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pbeWithMd5AndDes } from '../../src/ciphers/pbe-md5-des.ts';
import { encryptV1 } from './encrypt.ts';

describe('vectors of the real library', () => {
  const vectors = [
    ['password', 'S3cret-vc!', 'AQIDBAUGBwgeqfHg/e0q/0HgoWx3cjtF'],
    ['password', 'true', 'AQIDBAUGBwijpiuwxACJhQ=='],
    ['password', 'password', 'AQIDBAUGBwjupRyRdoRlpGPi96KMi72l'],
    ['password', '', 'AQIDBAUGBwiI70FCtHqVgA=='],
    ['mgmtKey-9', 'dbKey-7', 'AQIDBAUGBwgUoMDgWLIEUQ=='],
    ['dbKey-7', 'S3cret-vc!', 'AQIDBAUGBwgE/qNUBtRDEOCMoxh2hKit'],
    ['dbKey-7', 'true', 'AQIDBAUGBwhBDuu77u06tw=='],
  ] as const;

  test.each(vectors)('key %j decrypts to %j', (password, plain, cipher) => {
    expect(pbeWithMd5AndDes(password, cipher)?.toString('utf8')).toBe(plain);
    expect(encryptV1(password, plain)).toBe(cipher);
  });

  test.each(vectors)('another key than %j does not give %j', (_, plain, cipher) => {
    expect(pbeWithMd5AndDes('another', cipher)?.toString('utf8')).not.toBe(plain);
  });
});

describe('texts that are none', () => {
  test.each([
    ['empty', ''],
    ['the salt alone', 'AQIDBAUGBwg='],
    ['shorter than the salt', 'AQID'],
    ['no whole block', 'AQIDBAUGBwgJ'],
    ['one byte cut off', 'AQIDBAUGBwgeqfHg/e0q/0HgoWx3cjs='],
    ['a password', 'S3cret-vc!'],
  ])('%s', (_, text) => {
    expect(pbeWithMd5AndDes('password', text)).toBeUndefined();
  });
});

test('what was encrypted comes back', () => {
  fc.assert(
    fc.property(
      fc.string({ minLength: 1, unit: 'grapheme-ascii' }),
      fc.string({ unit: 'binary' }),
      fc.uint8Array({ minLength: 8, maxLength: 8 }),
      (password, plain, salt) => {
        expect(pbeWithMd5AndDes(password, encryptV1(password, plain, Buffer.from(salt)))).toEqual(Buffer.from(plain));
      },
    ),
    { numRuns: 60 },
  );
});

test('any text is decrypted or refused', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (password, text) => void pbeWithMd5AndDes(password, text)),
    { numRuns: 60 },
  );
});
