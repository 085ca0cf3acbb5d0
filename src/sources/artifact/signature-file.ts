import { armorBlocks } from './armor.ts';
import { packetsOf, TAG } from './packets.ts';
import { type SignatureHead, signatureHead } from './signature-head.ts';

/** One signature of a file, or why that part of the file is none. */
export type FoundSignature = SignatureHead | { readonly problem: string };

const MOST_SIGNATURES = 64;
const BEGIN = '-----BEGIN PGP ';

/** Every signature in a detached signature file, armored or not. Never empty: whatever is no signature is there as a problem. */
export function signaturesIn(bytes: Uint8Array): readonly FoundSignature[] {
  const found = [...bound(bytes.length === 0 ? [{ problem: 'it is empty' }] : read(bytes))];
  return found.length > 0 ? found : [{ problem: 'it has no signature in it' }];
}

function* bound(found: Iterable<FoundSignature>): Generator<FoundSignature> {
  let count = 0;
  for (const one of found) {
    if (++count > MOST_SIGNATURES) return yield { problem: `it has more than ${MOST_SIGNATURES} signatures` };
    yield one;
  }
}

function* read(bytes: Uint8Array): Generator<FoundSignature> {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  const blocks = text.includes(BEGIN) ? armorBlocks(text) : [];
  if (blocks.some(({ kind }) => kind === 'SIGNED MESSAGE')) return yield { problem: 'it is a message signed in itself and not a detached signature' };
  for (const block of blocks) {
    if (/KEY BLOCK/.test(block.kind)) yield { problem: `it has a ${block.kind.toLowerCase().replace(' block', '')} where a signature belongs` };
    else if ('problem' in block) yield block;
    else yield* inPackets(block.data);
  }
  if (blocks.length > 0) return;
  if (/^(?:\xEF\xBB\xBF)?\s*</.test(text)) yield { problem: 'it is a web page and not a signature' };
  else if (bytes[0]! & 0x80) yield* inPackets(bytes);
}

/** The signatures among these packets. Beside any other packet they belong to a message of its own, and say nothing about our file. */
function* inPackets(bytes: Uint8Array): Generator<FoundSignature> {
  const found: FoundSignature[] = [];
  try {
    for (const { tag, body } of packetsOf(bytes)) {
      if (tag === TAG.marker || tag === TAG.padding) continue;
      if (tag !== TAG.signature) return yield { problem: sayPacket(tag) };
      found.push(orProblem(() => signatureHead(body)));
      if (found.length > MOST_SIGNATURES) break;
    }
  } catch (error) {
    found.push({ problem: (error as Error).message });
  }
  yield* found;
}

const sayPacket = (tag: number): string =>
  tag === TAG.publicKey || tag === TAG.secretKey
    ? 'it has a key where a signature belongs'
    : `it is a whole message (packet of type ${tag}) and not a detached signature`;

function orProblem(make: () => SignatureHead): FoundSignature {
  try {
    return make();
  } catch (error) {
    return { problem: (error as Error).message };
  }
}
