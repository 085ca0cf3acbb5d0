import fc from 'fast-check';
import { expect, test } from 'vitest';
import { scanForLeaks } from '../../src/snapshot/leaks.ts';

const scan = (text: string, ...secrets: string[]): (() => void) => {
  const files = new Map([['answers/m1/file/etc/x', Buffer.from(text)]]);
  return () => scanForLeaks(files, new Set(secrets));
};

test('finds exactly what a plain search finds', () => {
  // Few characters, so that beginnings are shared and hits are common.
  const word = fc.string({ unit: fc.constantFrom('a', 'b', '"', '\n', 'ä', '\u{1f511}'), maxLength: 12 });
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('a', 'b', '"', '\n', 'ä', '\u{1f511}'), maxLength: 60 }),
      fc.array(word, { maxLength: 5 }),
      (text, secrets) => {
        const telling = secrets.filter(secret => secret.trim().length >= 6);
        const expected = telling.some(secret => text.includes(secret) || text.includes(JSON.stringify(secret).slice(1, -1)));
        const said = (): boolean => {
          try {
            scan(text, ...secrets)();
            return false;
          } catch {
            return true;
          }
        };
        expect(said()).toBe(expected);
      },
    ),
  );
});

test.each([
  ['at the beginning', 'hunter2-x and more'],
  ['at the end', 'it is hunter2-x'],
  ['after a beginning of it', 'hunter hunter2hunter2-x'],
])('finds a value %s', (_, text) => {
  expect(scan(text, 'something-else', 'hunter2-x')).toThrow('answers/m1/file/etc/x would hold');
});

test('finds a value as JSON writes it', () => {
  expect(scan(JSON.stringify({ value: 'quo"ted\\secret' }), 'quo"ted\\secret')).toThrow();
});

test.each(['short', 'cloudstack', '1234567890', ''])('does not look for %j, which stands there for other reasons', value => {
  expect(scan(`what is ${value} here`, value)).not.toThrow();
});

test('20,000 files and 1,000 secrets are one pass', () => {
  const text = Buffer.from('a line of some file, and not a secret-of-host-\n'.repeat(40));
  const files = new Map(Array.from({ length: 20_000 }, (_, index) => [`answers/${index}`, text]));
  const secrets = new Set(Array.from({ length: 1000 }, (_, index) => `secret-of-host-${index}`));
  expect(() => scanForLeaks(files, secrets)).not.toThrow();
});
