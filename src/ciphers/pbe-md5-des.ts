import { createDecipheriv, createHash } from 'node:crypto';

const SALT = 8;
const ITERATIONS = 1000;

/**
 * Decrypts jasypt's `PBEWithMD5AndDES`: base64 of salt(8) ‖ DES-CBC, key and IV by PBKDF1 with MD5, 1000 rounds.
 * Undefined where the text has not that shape or the padding does not fit, which a wrong key passes in 0.4 % of tries.
 */
export function pbeWithMd5AndDes(password: string, base64: string): Buffer | undefined {
  const bytes = Buffer.from(base64, 'base64');
  const key = deriveKey(password, bytes.subarray(0, SALT));
  try {
    // Single DES is in OpenSSL's legacy provider; triple DES with one key three times is the same cipher.
    const des = key.subarray(0, 8);
    const decipher = createDecipheriv('des-ede3-cbc', Buffer.concat([des, des, des]), key.subarray(8, 16));
    return Buffer.concat([decipher.update(bytes.subarray(SALT)), decipher.final()]);
  } catch {
    return undefined;
  }
}

function deriveKey(password: string, salt: Buffer): Buffer {
  let digest = createHash('md5').update(password, 'utf8').update(salt).digest();
  for (let round = 1; round < ITERATIONS; round++) digest = createHash('md5').update(digest).digest();
  return digest;
}
