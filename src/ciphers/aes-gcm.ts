import { createDecipheriv, createHash } from 'node:crypto';

const IV = 12;
const TAG = 16;

/**
 * Decrypts base64 of IV(12) ‖ AES-256-GCM ‖ tag(16) under the SHA-256 of a password.
 * It is authenticated: a result proves the key, undefined means another key or another text.
 */
export function aesGcmSha256(password: string, base64: string): Buffer | undefined {
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.length < IV + TAG) return undefined;
  try {
    const decipher = createDecipheriv('aes-256-gcm', createHash('sha256').update(password, 'utf8').digest(), bytes.subarray(0, IV), {
      authTagLength: TAG,
    });
    decipher.setAuthTag(bytes.subarray(-TAG));
    return Buffer.concat([decipher.update(bytes.subarray(IV, -TAG)), decipher.final()]);
  } catch {
    return undefined;
  }
}
