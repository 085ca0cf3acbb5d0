import { createCipheriv, createHash } from 'node:crypto';

const SALT = Buffer.from([1, 2, 3, 4, 5, 6, 7, 8]);
const NONCE = Buffer.from([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);

/** Encrypts as jasypt's `PBEWithMD5AndDES` does, the platform's V1: the other direction, for the tests alone. */
export function encryptV1(password: string, plain: string, salt: Buffer = SALT): string {
  let key = Buffer.concat([Buffer.from(password), salt]);
  for (let round = 0; round < 1000; round++) key = createHash('md5').update(key).digest();
  const des = key.subarray(0, 8);
  const cipher = createCipheriv('des-ede3-cbc', Buffer.concat([des, des, des]), key.subarray(8));
  return Buffer.concat([salt, cipher.update(plain, 'utf8'), cipher.final()]).toString('base64');
}

/** Encrypts with AES-256-GCM under the SHA-256 of a password, the platform's V2. */
export function encryptV2(password: string, plain: string, nonce: Buffer = NONCE): string {
  const cipher = createCipheriv('aes-256-gcm', createHash('sha256').update(password).digest(), nonce);
  return Buffer.concat([nonce, cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64');
}
