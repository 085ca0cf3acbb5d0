import { createPrivateKey, createPublicKey, type KeyObject, sign as signWith } from 'node:crypto';
import type { ParsedKey } from 'ssh2';

/** Signs with this digest (`sha256` and `sha512` for RSA; the key's own otherwise). */
export type Sign = (data: Buffer, digest: string | undefined) => Buffer;

/** A private key as it lies in a file. `publicKey` is missing where only the passphrase can reveal it. */
export interface KeyFile {
  readonly publicKey?: ParsedKey;
  readonly encrypted: boolean;
  /** Absent where the file has a public key only. Throws `WRONG_PASSPHRASE` or a sentence. */
  open?(passphrase?: string): OpenKey;
}

export interface OpenKey {
  readonly publicKey: ParsedKey;
  readonly sign: Sign;
}

export const WRONG_PASSPHRASE = 'wrong passphrase';

/** The part of the SSH library that reads keys. */
export type ParseKey = typeof import('ssh2').utils.parseKey;

/** Reads a key file of any form that ssh knows. Throws half a sentence, never with any of its content. */
export function readKey(text: string, parseKey: ParseKey): KeyFile {
  if (/-----BEGIN OPENSSH PRIVATE KEY-----/.test(text)) return opensshKey(text, parseKey);
  if (/-----BEGIN (?:ENCRYPTED )?PRIVATE KEY-----/.test(text)) return pkcs8Key(text, parseKey);
  if (/-----BEGIN (?:RSA|EC|DSA) PRIVATE KEY-----/.test(text)) return pemKey(text, parseKey);
  const publicKey = one(parseKey(text));
  if (publicKey instanceof Error || !/^\s*(?:ssh-|ecdsa-)/.test(text)) throw new Error('is not a key that can be used');
  return { publicKey, encrypted: false };
}

const one = (parsed: ReturnType<ParseKey> | ParsedKey[]): ParsedKey | Error => (Array.isArray(parsed) ? parsed[0]! : parsed);

function parseOpen(text: string, passphrase: string | undefined, parseKey: ParseKey): OpenKey {
  const key = one(parseKey(text, passphrase));
  if (key instanceof Error) throw new Error(passphrase === undefined ? 'is not a key that can be used' : WRONG_PASSPHRASE);
  const pem = key.getPrivatePEM();
  // The library would read its PEM again for each signature, which costs ten times as much as the signature.
  const open = pem && (key.type === 'ssh-ed25519' || key.type === 'ssh-rsa') ? createPrivateKey(pem) : undefined;
  const sign: Sign = (data, digest) =>
    open && (digest !== undefined || key.type === 'ssh-ed25519') ? signWith(digest ?? null, data, open) : signed(key.sign(data, digest));
  return { publicKey: key, sign };
}

/** The library returns an error instead of throwing it. */
function signed(signature: Buffer | Error): Buffer {
  if (signature instanceof Error) throw new Error('could not sign');
  return signature;
}

/** In this form the public half is in clear, so the server can be asked about it before anybody has to type. */
function opensshKey(text: string, parseKey: ParseKey): KeyFile {
  const { cipher, blob } = opensshHeader(text);
  const publicKey = one(parseKey(`${blob.toString('latin1', 4, 4 + blob.readUInt32BE(0))} ${blob.toString('base64')}`));
  if (publicKey instanceof Error)
    throw new Error(
      /^sk-/.test(blob.toString('latin1', 4)) ? 'needs a hardware token, which only ssh itself can use' : 'is of a type that cannot be used',
    );
  return { publicKey, encrypted: cipher !== 'none', open: passphrase => parseOpen(text, passphrase, parseKey) };
}

/** `openssh-key-v1␀`, then cipher, key derivation, its options, the number of keys and the public key, each with its length. */
function opensshHeader(text: string): { cipher: string; blob: Buffer } {
  const bytes = Buffer.from(text.replace(/-----[^-]+-----/g, ''), 'base64');
  let at = 15;
  const next = (): Buffer => {
    const length = bytes.readUInt32BE(at);
    at += 4 + length;
    if (at > bytes.length) throw new RangeError();
    return bytes.subarray(at - length, at);
  };
  try {
    const cipher = next().toString('latin1');
    next();
    next();
    at += 4;
    const blob = next();
    blob.readUInt32BE(0);
    return { cipher, blob };
  } catch {
    throw new Error('is damaged');
  }
}

const pemKey = (text: string, parseKey: ParseKey): KeyFile => {
  const encrypted = /^Proc-Type: 4,ENCRYPTED/m.test(text);
  const open = (passphrase?: string): OpenKey => parseOpen(text, passphrase, parseKey);
  return encrypted ? { encrypted, open } : { encrypted, publicKey: open().publicKey, open };
};

/** PKCS#8, which the SSH library does not read: node:crypto does, and signs too. */
function pkcs8Key(text: string, parseKey: ParseKey): KeyFile {
  const encrypted = /BEGIN ENCRYPTED/.test(text);
  const open = (passphrase?: string): OpenKey => pkcs8Open(text, passphrase, parseKey);
  return encrypted ? { encrypted, open } : { encrypted, publicKey: open().publicKey, open };
}

function pkcs8Open(text: string, passphrase: string | undefined, parseKey: ParseKey): OpenKey {
  const key = privateKey(text, passphrase);
  if (key.asymmetricKeyType === 'rsa') return parseOpen(key.export({ type: 'pkcs1', format: 'pem' }).toString(), undefined, parseKey);
  if (key.asymmetricKeyType === 'ec') return parseOpen(key.export({ type: 'sec1', format: 'pem' }).toString(), undefined, parseKey);
  if (key.asymmetricKeyType !== 'ed25519') throw new Error(`is of a type that ssh does not have: ${key.asymmetricKeyType}`);
  const raw = Buffer.from(createPublicKey(key).export({ format: 'jwk' }).x ?? '', 'base64url');
  const blob = Buffer.concat([lengthed(Buffer.from('ssh-ed25519')), lengthed(raw)]);
  const publicKey = one(parseKey(`ssh-ed25519 ${blob.toString('base64')}`));
  if (publicKey instanceof Error) throw new Error('is damaged');
  return { publicKey, sign: data => signWith(null, data, key) };
}

function privateKey(text: string, passphrase: string | undefined): KeyObject {
  try {
    return createPrivateKey({ key: text, ...(passphrase !== undefined && { passphrase }) });
  } catch {
    throw new Error(passphrase === undefined ? 'is damaged' : WRONG_PASSPHRASE);
  }
}

function lengthed(bytes: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}
