/** One OpenPGP packet. `end` is where the next one begins in the bytes it was read from. */
export interface Packet {
  readonly tag: number;
  readonly body: Uint8Array;
  readonly start: number;
  readonly end: number;
}

export const TAG = {
  signature: 2,
  secretKey: 5,
  publicKey: 6,
  secretSubkey: 7,
  marker: 10,
  publicSubkey: 14,
  padding: 21,
} as const;

const KEY_REVOCATION = 0x20;
const SUBKEY_REVOCATION = 0x28;

/** What a signature packet of any version says that it is. */
const typeOf = ({ tag, body }: Packet): number | undefined => (tag === TAG.signature ? body[body[0]! < 4 ? 2 : 1] : undefined);

export const isKeyRevocation = (packet: Packet): boolean => typeOf(packet) === KEY_REVOCATION;
export const isRevocation = (packet: Packet): boolean => isKeyRevocation(packet) || typeOf(packet) === SUBKEY_REVOCATION;

/** The packets one after the other (RFC 9580, section 4.2). Throws an error that says where they stop to be packets. */
export function* packetsOf(bytes: Uint8Array): Generator<Packet> {
  for (let start = 0; start < bytes.length; ) {
    const head = bytes[start]!;
    if ((head & 0x80) === 0) throw new Error(`there is no OpenPGP packet at byte ${start}`);
    const { header, length } = head & 0x40 ? newLength(bytes, start) : oldLength(bytes, start);
    const end = start + header + length;
    if (!(end <= bytes.length)) throw new Error('it is cut off');
    yield { tag: head & 0x40 ? head & 0x3f : (head & 0x3c) >> 2, body: bytes.subarray(start + header, end), start, end };
    start = end;
  }
}

interface Length {
  /** Bytes of the tag and of the length. */
  readonly header: number;
  readonly length: number;
}

/** NaN, and so cut off, where the length itself is. An indeterminate length goes to the end. */
function oldLength(bytes: Uint8Array, start: number): Length {
  const octets = [1, 2, 4, 0][bytes[start]! & 3]!;
  return octets === 0 ? { header: 1, length: bytes.length - start - 1 } : { header: 1 + octets, length: bigEndian(bytes, start + 1, octets) };
}

/** Only message data may come in partial lengths; where one begins, the rest is taken for its body. */
function newLength(bytes: Uint8Array, start: number): Length {
  const first = bytes[start + 1] ?? Number.NaN;
  if (first < 192) return { header: 2, length: first };
  if (first < 224) return { header: 3, length: ((first - 192) << 8) + bigEndian(bytes, start + 2, 1) + 192 };
  if (first === 255) return { header: 6, length: bigEndian(bytes, start + 2, 4) };
  return { header: 2, length: bytes.length - start - 2 };
}

/** The number that these bytes are; NaN where they are not all there. */
export function bigEndian(bytes: Uint8Array, offset: number, octets: number): number {
  let value = 0;
  for (let index = offset; index < offset + octets; index++) value = value * 256 + (bytes[index] ?? Number.NaN);
  return value;
}
