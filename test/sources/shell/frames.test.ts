import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Frame, frameReader } from '../../../src/sources/shell/frames.ts';

const NONCE = '@5f0c1d2e3a4b5c6d7e8f90a1b2c3d4e5';
const LIMITS = { answer: 10_000, total: 1_000_000 };

/** Everything that a reader told, in order. */
function heard(chunks: readonly Buffer[], limits = LIMITS) {
  const events: unknown[] = [];
  const frames: Frame[] = [];
  const reader = frameReader(NONCE, limits, {
    hello: at => events.push(['hello', at]),
    open: index => events.push(['open', index]),
    done: frame => {
      events.push(['done', frame.index]);
      frames.push(frame);
    },
    end: () => events.push(['end']),
    flood: index => events.push(['flood', index]),
  });
  for (const chunk of chunks) reader.push(chunk);
  return { events, frames, noise: reader.noise() };
}

const framed = (bodies: readonly Uint8Array[], noise = ''): Buffer =>
  Buffer.concat([
    Buffer.from(`${noise}${NONCE} hello 2026-11-21T04:15:00Z\n`),
    ...bodies.flatMap((body, index) => [Buffer.from(`${NONCE} open ${index}\n`), Buffer.from(body), Buffer.from(`${NONCE} done ${index} ok\n`)]),
    Buffer.from(`${NONCE} end\n`),
  ]);

function cutAt(bytes: Buffer, cuts: readonly number[]): Buffer[] {
  const places = [...new Set([0, ...cuts.map(cut => cut % (bytes.length + 1)), bytes.length])].sort((a, b) => a - b);
  return places.slice(1).map((end, index) => bytes.subarray(places[index], end));
}

/** Bytes that look like marks, whole and in part, of this run's nonce and of others. */
const trap = fc
  .constantFrom(NONCE.slice(0, 31), NONCE.slice(0, 1), NONCE.slice(5), `${'0'.repeat(32)} done 0 ok x\n`, '\n', '\0', ' done 1 ok\n')
  .map(text => Buffer.from(text));
const content = fc.array(fc.oneof(trap, fc.uint8Array({ maxLength: 200 })), { maxLength: 8 }).map(parts => Buffer.concat(parts));

test('any content in any pieces comes back as it was', () => {
  fc.assert(
    fc.property(fc.array(content, { maxLength: 6 }), fc.array(fc.nat(), { maxLength: 40 }), (bodies, cuts) => {
      const safe = bodies.filter(body => !body.includes(NONCE));
      const { frames, events } = heard(cutAt(framed(safe, 'motd\n'), cuts));
      expect(frames.map(({ parts }) => parts[0])).toEqual(safe);
      expect(events[0]).toEqual(['hello', '2026-11-21T04:15:00Z']);
      expect(events.at(-1)).toEqual(['end']);
    }),
    { numRuns: 300 },
  );
});

test('one byte at a time', () => {
  const bytes = framed([Buffer.from('a\n'), Buffer.alloc(0), Buffer.from(NONCE.slice(0, 30))]);
  expect(heard(cutAt(bytes, Array.from(bytes.keys()))).frames.map(({ parts }) => parts[0]!.toString())).toEqual(['a\n', '', NONCE.slice(0, 30)]);
});

test('a stream that breaks off gives the complete answers only', () => {
  const bytes = framed([Buffer.from('one'), Buffer.from('two')]);
  for (let end = 0; end < bytes.length; end++) {
    const { frames } = heard([bytes.subarray(0, end)]);
    expect(frames.map(({ parts }) => parts[0]!.toString())).toEqual(['one', 'two'].slice(0, frames.length));
  }
});

test('two parts with the size of the whole between them', () => {
  const { frames } = heard([Buffer.from(`${NONCE} open 4\nhead${NONCE} part 12345\ntail${NONCE} done 4 ok\n`)]);
  expect(frames).toEqual([{ index: 4, parts: [Buffer.from('head'), Buffer.from('tail')], bytes: 8, size: 12345, status: 'ok' }]);
});

test('an answer over its limit is a flood, and nothing is heard after it', () => {
  const { events } = heard([framed([Buffer.alloc(10_000), Buffer.alloc(10_001), Buffer.from('x')])]);
  expect(events).toEqual([
    ['hello', '2026-11-21T04:15:00Z'],
    ['open', 0],
    ['done', 0],
    ['open', 1],
    ['flood', 1],
  ]);
});

test('too much before and between the answers is a flood too', () => {
  const chunks = Array.from({ length: 20 }, () => Buffer.alloc(60_000, 'x'));
  const { events, noise } = heard(chunks);
  expect(events).toEqual([['flood', undefined]]);
  expect(noise).toHaveLength(2048);
});

test('a mark that never ends is a flood', () => {
  expect(heard([Buffer.from(`${NONCE} open `), Buffer.alloc(300, '1')]).events).toEqual([['flood', undefined]]);
});

test('marks that make no sense are passed over', () => {
  const { events } = heard([Buffer.from(`${NONCE} done 3 ok\n${NONCE} what\n${NONCE} part 3\n${NONCE} end\n`)]);
  expect(events).toEqual([['end']]);
});
