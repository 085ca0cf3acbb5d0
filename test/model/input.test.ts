import { expect, test } from 'vitest';
import { flag, list, path, readInput, text } from '../../src/model/input.ts';

const words = { title: 't', reason: 'r' };

test('inputs are read by their type', () => {
  for (const yes of ['yes', 'TRUE', '1', 'on', true]) expect(readInput(flag('f', { ...words, default: false }), yes)).toBe(true);
  for (const no of ['no', 'False', '0', 'off', false]) expect(readInput(flag('f', { ...words, default: true }), no)).toBe(false);
  expect(readInput(list('l', { ...words, default: [] }), 'a, b,,c')).toEqual(['a', 'b', 'c']);
  expect(readInput(list('l', { ...words, default: [] }), ['a', 'b'])).toEqual(['a', 'b']);
  expect(readInput(path('p', { ...words, default: '' }), '/x=y')).toBe('/x=y');
});

test('what does not fit is refused in a sentence with the right form', () => {
  expect(() => readInput(flag('md5-clients', { ...words, default: false }), 'maybe')).toThrow('write md5-clients=yes or md5-clients=no');
  expect(() => readInput(text('t', { ...words, default: '' }), 5)).toThrow('write t=VALUE');
});
