import fc from 'fast-check';
import { expect, test } from 'vitest';
import { xeRecords, xeSet, xeValue } from '../../../checks/cloudstack/xe-records.ts';
import { xe } from './xenserver.ts';

const plain = (text: string) => xeRecords(text).map(record => Object.fromEntries(record));

/** As XenServer printed it. */
const PATCHES = `uuid ( RO)                    : f359f49e-0c5a-4e38-8da0-9f550dab5f64
              name-label ( RO): XS62ESP1025
        name-description ( RO): Public Availability: Security fixes for Xen Device Model
                    size ( RO): 32457451
                   hosts (SRO): 2f5bd4c7-6f09-4cb1-a75c-9c5d06392b31
    after-apply-guidance (SRO): restartHost


uuid ( RO)                    : 26b72ceb-759c-4de3-b007-e2a5fc30a93a
              name-label ( RO): XS602E003
        name-description ( RO): 
                    size ( RO): 1
                   hosts (SRO): 
    after-apply-guidance (SRO): 


`;

test('records as xe prints them, empty values among them', () => {
  const [first, second] = xeRecords(PATCHES);
  expect(first?.get('name-description')).toBe('Public Availability: Security fixes for Xen Device Model');
  expect([...second!.keys()]).toEqual(['uuid', 'name-label', 'name-description', 'size', 'hosts', 'after-apply-guidance']);
  expect(xeSet(xeValue(first!, 'hosts'))).toEqual(['2f5bd4c7-6f09-4cb1-a75c-9c5d06392b31']);
  expect(xeSet(xeValue(second!, 'hosts'))).toEqual([]);
});

test('nothing is no record', () => expect(xeRecords('')).toEqual([]));
test('one parameter alone', () => expect(plain('uuid ( RO)    : a\n\n\nuuid ( RO)    : b\n\n\n')).toEqual([{ uuid: 'a' }, { uuid: 'b' }]));
test('a parameter that is marked as deprecated', () =>
  expect(plain('uuid ( RO)                 : a\n    size ( RO) [DEPRECATED]: 1\n')).toEqual([{ uuid: 'a', size: '1' }]));
test('sets with either separator', () => expect(xeSet('a; b, c;')).toEqual(['a', 'b', 'c']));

test.each([
  ['a value of several lines', 'one\ntwo\n\n\nthree: 3'],
  ['a line that looks like a parameter, in another column', 'one\n  size ( RO): 5'],
  ['terminal escapes and quotes', '\u001b[2J\'"`$(id)`'],
  ['a name of the prototype', '__proto__'],
])('%s', (_, value) => expect(plain(xe({ uuid: 'a', 'name-label': value, size: '1' }))).toEqual([{ uuid: 'a', 'name-label': value, size: '1' }]));

test.each([
  ['a message instead of records', 'The host toolstack is still initialising. Please wait.\n', 'not what xe prints'],
  ['a value that repeats a parameter', xe({ uuid: 'a', 'name-label': 'x\n          uuid ( RO): b', size: '1' }), 'uuid twice'],
  ['a value that begins a record', xe({ uuid: 'a', 'name-label': 'x\n\n\nuuid ( RO)          : b', size: '1' }), 'same parameters'],
  ['a record that is cut off', `${xe({ uuid: 'a', size: '1' })}uuid ( RO)    : b\n`, 'same parameters'],
])('%s is refused', (_, text, reason) => expect(() => xeRecords(text)).toThrow(reason));

test('a parameter that is not there', () => expect(() => xeValue(new Map(), 'uuid')).toThrow('no uuid'));

const value = fc.string({ unit: 'binary' }).map(text => text.replaceAll('\n', ''));

test('values of one line come back as they were', () => {
  fc.assert(
    fc.property(fc.array(fc.record({ uuid: value, 'name-label': value, hosts: value }), { maxLength: 5 }), records => {
      expect(plain(xe(...records))).toEqual(records);
    }),
    { numRuns: 200 },
  );
});

test('values of several lines come back as they were, or are refused', () => {
  const some = fc
    .array(fc.constantFrom('a', '', '\n', ': ', ' ', 'uuid ( RO)          : b', '    size ( RO): 2', 'hosts (SRO)'))
    .map(parts => parts.join(''));
  fc.assert(
    fc.property(some, fc.nat(3), (text, count) => {
      const records = Array.from({ length: count }, (_, index) => ({ uuid: String(index), 'name-label': text, size: '1' }));
      let read: unknown;
      try {
        read = plain(xe(...records));
      } catch (error) {
        expect((error as Error).message).toMatch(/twice|same parameters|not what xe prints/);
        return;
      }
      expect(read).toEqual(records);
    }),
    { numRuns: 500 },
  );
});

test('hostile text ends in time', () => {
  const long = ' '.repeat(200_000);
  expect(() => xeRecords(`${'uuid'.repeat(50_000)} ( RO)${long}x`)).toThrow();
  expect(xeRecords(`uuid ( RO)    : a\n${`${long}: \n`.repeat(5)}`)).toHaveLength(1);
});
