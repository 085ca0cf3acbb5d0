import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { Foreseen } from '../../model/foreseen.ts';
import { loadOpenpgp } from './openpgp.ts';

/**
 * An armored detached signature of these bytes. `key` is an armored secret key; `passphrase` is asked for where the key has one.
 * Throws a sentence, which never has the passphrase in it.
 */
export async function signDetached(
  bytes: Uint8Array,
  key: string,
  passphrase: () => Promise<string>,
): Promise<{ signature: string; fingerprint: string }> {
  const openpgp = await loadOpenpgp();
  const locked = await openpgp.readPrivateKey({ armoredKey: key }).catch(() => {
    throw new Foreseen('The key is not an armored OpenPGP secret key; export one with: gpg --armor --export-secret-keys KEYID');
  });
  const signingKeys = locked.isDecrypted() ? locked : await unlock(locked, passphrase);
  const signature = await openpgp
    .sign({ message: await openpgp.createMessage({ binary: bytes }), signingKeys, detached: true, format: 'armored' })
    .catch(() => {
      throw new Foreseen('The key cannot sign: it is expired, revoked, or made for something else.');
    });
  return { signature, fingerprint: signingKeys.getFingerprint().toUpperCase() };

  async function unlock(privateKey: typeof locked, ask: () => Promise<string>): Promise<typeof locked> {
    const secret = await ask();
    return openpgp.decryptKey({ privateKey, passphrase: secret }).catch(() => {
      throw new Foreseen('The passphrase does not open the key.');
    });
  }
}

/** Whether a file begins with the byte order mark of UTF-8, which a decoder drops. */
export async function beginsWithMark(path: string): Promise<boolean> {
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK).catch(() => undefined);
  if (!file) return false;
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(3), 0, 3, 0);
    return bytesRead === 3 && buffer.equals(Buffer.from([0xef, 0xbb, 0xbf]));
  } finally {
    await file.close();
  }
}
