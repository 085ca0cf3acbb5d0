import { createHash } from 'node:crypto';
import { armorBlocks } from './armor.ts';
import { isKeyRevocation, type Packet, packetsOf, TAG } from './packets.ts';

/** The keys of a KEYS file, told apart by their ids and not yet parsed. */
export interface Keyring {
  readonly count: number;
  /** What in the file was not read. */
  readonly problems: readonly string[];
  /** The keys that have this id (16 upper-case hex digits) or a subkey that has it; each as all the copies of it in the file. */
  find(keyId: string): readonly Copies[];
}

/** Every copy of one key: one of them may be older than its revocation. `fingerprint` is the primary key's, upper-case hex. */
export interface Copies {
  readonly fingerprint: string;
  readonly copies: readonly Uint8Array[];
}

interface Stored {
  readonly fingerprint: string;
  readonly keyIds: ReadonlySet<string>;
  readonly primary: Uint8Array;
  /** Everything behind the primary key packet. */
  readonly rest: Uint8Array;
}

/** What has been read so far. A revocation may stand in a block of its own; whose it is, its verification tells. */
interface Found {
  readonly keys: Stored[];
  readonly revocations: Uint8Array[];
  readonly problems: string[];
}

const MOST_PACKETS = 500_000;
const MOST_PROBLEMS = 20;

export const EMPTY_KEYRING: Keyring = { count: 0, problems: [], find: () => [] };

/** Reads an armored KEYS file with its prose, or what `gpg --export` writes. A block that cannot be read takes no other with it. */
export function readKeyring(bytes: Uint8Array): Keyring {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  const found: Found = { keys: [], revocations: [], problems: [] };
  if (text.includes('-----BEGIN PGP ')) readBlocks(text, found);
  else if (/^\s*</.test(text)) found.problems.push('it is a web page');
  else if (bytes[0]! & 0x80) readKeys(bytes, 'the keyring', found);
  return keyringOf(found);
}

function keyringOf({ keys, revocations, problems }: Found): Keyring {
  const count = new Set(keys.map(({ fingerprint }) => fingerprint)).size;
  const all = count + problems.length > 0 ? problems : ['it has no OpenPGP key in it'];
  const few = all.length > MOST_PROBLEMS ? [...all.slice(0, MOST_PROBLEMS), `and ${all.length - MOST_PROBLEMS} more`] : all;
  return { count, problems: few, find: keyId => find(keys, revocations, keyId) };
}

function readBlocks(text: string, found: Found): void {
  const blocks = armorBlocks(text).filter(({ kind }) => kind.endsWith('KEY BLOCK'));
  for (const [index, block] of blocks.entries()) {
    const name = `key block ${index + 1}`;
    if (block.kind !== 'PUBLIC KEY BLOCK') found.problems.push(`${name} is a secret key and was not read`);
    else if ('problem' in block) found.problems.push(`${name} could not be read: ${block.problem}`);
    else readBlock(block.data, name, found);
  }
}

function readBlock(data: Uint8Array, name: string, found: Found): void {
  const before = sizeOf(found);
  readKeys(data, name, found);
  if (sizeOf(found) === before) found.problems.push(`${name} has no key in it`);
}

const sizeOf = ({ keys, revocations, problems }: Found): number => keys.length + revocations.length + problems.length;

/** The keys before the first packet that cannot be read. The last of them may lack its revocation then, and is left out with the rest. */
function readKeys(bytes: Uint8Array, name: string, { keys, revocations, problems }: Found): void {
  let open: { readonly packet: Packet; readonly fingerprint: string; readonly keyIds: Set<string> } | undefined;
  const close = (end: number): void => {
    if (!open) return;
    const { packet, ...key } = open;
    keys.push({ ...key, primary: bytes.subarray(packet.start, packet.end), rest: bytes.subarray(packet.end, end) });
    open = undefined;
  };
  try {
    let count = 0;
    for (const packet of packetsOf(bytes)) {
      if (++count > MOST_PACKETS) throw new Error(`it has more than ${MOST_PACKETS} packets`);
      const { tag, start, end } = packet;
      if (tag === TAG.publicKey || tag === TAG.secretKey) close(start);
      if (tag === TAG.secretKey || tag === TAG.secretSubkey) throw new Error('it has a secret key in it');
      const identity = identify(packet);
      if (tag === TAG.publicKey && identity) open = { packet, fingerprint: identity.fingerprint, keyIds: new Set([identity.keyId]) };
      else if (tag === TAG.publicKey) problems.push(`${name} has a key of version ${packet.body[0] ?? 'unknown'}, which is not supported`);
      else if (identity) open?.keyIds.add(identity.keyId);
      else if (!open && isKeyRevocation(packet)) revocations.push(bytes.subarray(start, end));
    }
    close(bytes.length);
  } catch (error) {
    problems.push(`${name} could not be read: ${(error as Error).message}`);
  }
}

/** The fingerprint and id of a primary key or subkey of version 4 or 6. */
function identify({ tag, body }: Packet): { fingerprint: string; keyId: string } | undefined {
  if (tag !== TAG.publicKey && tag !== TAG.publicSubkey) return undefined;
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length);
  if (body[0] === 4) {
    const fingerprint = hexOf('sha1', Buffer.from([0x99]), length.subarray(2), body);
    return { fingerprint, keyId: fingerprint.slice(-16) };
  }
  if (body[0] !== 6) return undefined;
  const fingerprint = hexOf('sha256', Buffer.from([0x9b]), length, body);
  return { fingerprint, keyId: fingerprint.slice(0, 16) };
}

function hexOf(algorithm: string, ...parts: readonly Uint8Array[]): string {
  const hash = createHash(algorithm);
  for (const part of parts) hash.update(part);
  return hash.digest('hex').toUpperCase();
}

function find(keys: readonly Stored[], revocations: readonly Uint8Array[], keyId: string): readonly Copies[] {
  const wanted = new Set(keys.filter(({ keyIds }) => keyIds.has(keyId)).map(({ fingerprint }) => fingerprint));
  // A copy that lacks the subkey may still be the one with the revocation.
  const copiesOf = (fingerprint: string): readonly Uint8Array[] =>
    keys
      .filter(key => key.fingerprint === fingerprint)
      .map(({ primary, rest }, index) => Buffer.concat([primary, ...(index === 0 ? revocations : []), rest]));
  return [...wanted].map(fingerprint => ({ fingerprint, copies: copiesOf(fingerprint) }));
}
