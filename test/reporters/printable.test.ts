import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { oneLine, printable, printableJson, printableLines, prose } from '../../src/reporters/printable.ts';
import { evil } from './hostile-report.ts';

const HIDDEN: Readonly<Record<string, readonly [given: string, shown: string]>> = {
  'terminal escapes': ['\u001b[2J\u001b]0;title\u0007', '\\x1b[2J\\x1b]0;title\\x07'],
  'C1 controls, which some terminals obey': ['\u009b31m\u0085', '\\x9b31m\\x85'],
  'a carriage return that overwrites the line': ['NO-GO\rGO', 'NO-GO\\rGO'],
  'newlines and tabs': ['a\n\tb', 'a\\n\\tb'],
  'bidi overrides': ['\u202egpj.exe\u202c', '\\u202egpj.exe\\u202c'],
  'bidi isolates and marks': ['\u2066a\u2069\u200e\u200f\u061c', '\\u2066a\\u2069\\u200e\\u200f\\u061c'],
  'zero width characters': ['a\u200bb\u200cc\u2060d\ufeffe\u00adf', 'a\\u200bb\\u200cc\\u2060d\\ufeffe\\xadf'],
  'lone surrogates': ['\ud83d|\ude00', '\\ud83d|\\ude00'],
  tags: ['\u{e0047}\u{e004f}', '\\u{e0047}\\u{e004f}'],
  'line and paragraph separators': ['a\u2028b\u2029', 'a\\u2028b\\u2029'],
  noncharacters: ['\ufffe\uffff\u{1ffff}', '\\ufffe\\uffff\\u{1ffff}'],
  'fillers that look like nothing': ['\u3164\u115f', '\\u3164\\u115f'],
  'a joiner that joins no emoji': ['a\u200db', 'a\\u200db'],
  'variation selectors that carry data': ['a\ufe00\ufe0f\u{e0100}', 'a\\ufe00\\ufe0f\\u{e0100}'],
  'more selectors than an emoji has': ['⚠\ufe0f\ufe0f', '⚠\ufe0f\\ufe0f'],
};

describe('printable', () => {
  for (const [name, [given, shown]] of Object.entries(HIDDEN)) test(`shows ${name}`, () => expect(printable(given)).toBe(shown));

  for (const text of [
    'Größe',
    '日本語',
    'наука',
    'שלום',
    'é and e\u0301',
    '⚠️ 1️⃣ 😀 👍🏽 👩‍🔧 👨‍👩‍👧‍👦 🏳️‍🌈 🇩🇪',
    'C:\\x\\n',
    '‹secret:plain:1›',
    '\u00a0',
  ]) {
    test(`leaves ${text}`, () => expect(printable(text)).toBe(text));
  }

  test('leaves nothing that a terminal obeys or a reader cannot see', () => {
    fc.assert(
      fc.property(evil, text => {
        expect(printable(text)).not.toMatch(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_C}]|[\u{e0000}-\u{e0fff}]/u);
        expect(printable(printable(text))).toBe(printable(text));
      }),
      { numRuns: 500 },
    );
  });

  test('keeps the lines of several lines', () => expect(printableLines('a\n\tb\u001b\r\n')).toBe('a\n\\tb\\x1b\\r\n'));

  test('keeps the paragraphs of prose', () => expect(prose(' one\r\ntwo\u202e\n')).toBe('one\ntwo\\u202e'));

  test('makes one line of prose', () => expect(oneLine(' one \r\n  two\u2028three\tfour ')).toBe('one two three\\tfour'));

  test('loses nothing of a JSON document', () => {
    fc.assert(
      fc.property(evil, text => {
        const document = printableJson(JSON.stringify({ text }, null, 2));
        expect(JSON.parse(document)).toEqual({ text });
        expect(document).not.toMatch(/[\0-\x09\x0b-\x1f\x7f-\x9f\p{Bidi_C}\p{Cs}]/u);
      }),
      { numRuns: 500 },
    );
  });
});
