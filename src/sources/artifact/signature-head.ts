import { bigEndian } from './packets.ts';

/** What of a signature packet must be known before the file can be hashed. */
export interface SignatureHead {
  readonly version: number;
  readonly text: boolean;
  /** `sha512`, `ripemd160` …, as Node names it. */
  readonly digest: string;
  readonly salt: Uint8Array;
  /** What is hashed after the file. */
  readonly trailer: Uint8Array;
  /** The packet's body; of a version 3 signature, rewritten as version 4. */
  readonly body: Uint8Array;
}

const DIGESTS: Readonly<Record<number, string>> = {
  1: 'md5',
  2: 'sha1',
  3: 'ripemd160',
  8: 'sha256',
  9: 'sha384',
  10: 'sha512',
  11: 'sha224',
  12: 'sha3-256',
  14: 'sha3-512',
};

/** Reads the body of a signature packet of version 3, 4 or 6. Throws an error that says why it is no signature of a file. */
export function signatureHead(body: Uint8Array): SignatureHead {
  const version = body[0] ?? 0;
  if (version === 2 || version === 3) return version3(body);
  if (version === 4) return version4or6(body, 2);
  if (version === 6) return version4or6(body, 4);
  throw new Error(`it is a signature of version ${version}, which is not supported`);
}

/** `octets` is how many of them a count of subpacket bytes has. */
function version4or6(body: Uint8Array, octets: 2 | 4): SignatureHead {
  const version = body[0]!;
  const hashedEnd = 4 + octets + bigEndian(body, 4, octets);
  const unhashedEnd = hashedEnd + octets + bigEndian(body, hashedEnd, octets);
  if (!(unhashedEnd + 2 < body.length)) throw new Error('it is cut off');
  const signed = body.subarray(0, hashedEnd);
  const salt = version === 6 ? body.subarray(unhashedEnd + 3, unhashedEnd + 3 + body[unhashedEnd + 2]!) : new Uint8Array();
  return {
    version,
    ...whatIsSigned(body[1]!),
    digest: digestOf(body[3]!),
    salt,
    trailer: Buffer.concat([signed, lengthMark(version, hashedEnd)]),
    body,
  };
}

function lengthMark(version: number, length: number): Buffer {
  const mark = Buffer.from([version, 0xff, 0, 0, 0, 0]);
  mark.writeUInt32BE(length, 2);
  return mark;
}

/**
 * Old releases have signatures of version 3, which the library does not read: version, 5, type, time (4 bytes), key id (8),
 * public key algorithm, digest algorithm, 16 bits of the digest, numbers. They are the same mathematics over a shorter trailer.
 */
function version3(body: Uint8Array): SignatureHead {
  if (body[1] !== 5 || body.length < 20) throw new Error('it is cut off or damaged');
  const [type, time, keyId, algorithms] = [body[2]!, body.subarray(3, 7), body.subarray(7, 15), body.subarray(15, 17)];
  const hashed = [Buffer.from([0, 6, 5, CREATION_TIME]), time];
  const unhashed = [Buffer.from([0, 10, 9, ISSUER]), keyId];
  return {
    version: 3,
    ...whatIsSigned(type),
    digest: digestOf(algorithms[1]!),
    salt: new Uint8Array(),
    trailer: body.subarray(2, 7),
    body: Buffer.concat([Buffer.from([4, type]), algorithms, ...hashed, ...unhashed, body.subarray(17)]),
  };
}

/** Types of subpackets. */
const CREATION_TIME = 2;
const ISSUER = 16;

/** A signature over a key or a name may not pass for one over a file that holds the same bytes. */
function whatIsSigned(type: number): { text: boolean } {
  if (type > 1) throw new Error(`it signs something else than a file (type 0x${type.toString(16).padStart(2, '0')})`);
  return { text: type === 1 };
}

function digestOf(id: number): string {
  const digest = DIGESTS[id];
  if (!digest) throw new Error(`its digest algorithm ${id} is not supported`);
  return digest;
}
