import fc from 'fast-check';
import { expect, test } from 'vitest';
import { millisOf, sayAge, secondsSince } from '../../../../checks/cloudstack/facts/times.ts';

test('times of databases and of evidence', () => {
  expect(secondsSince('2026-11-21 01:59:58', '2026-11-21T02:00:00Z')).toBe(2);
  expect(secondsSince('2026-11-21 01:59:58.123', '2026-11-21T02:00:00.900Z')).toBe(2);
  expect(secondsSince('2026-11-21 02:00:10', '2026-11-21T02:00:00Z')).toBe(-10);
  for (const none of ['0000-00-00 00:00:00', '2026-13-01 00:00:00', '2026-11-21', '', '__proto__', null, undefined])
    expect(millisOf(none)).toBeUndefined();
  expect(secondsSince(null, '2026-11-21T02:00:00Z')).toBeNull();
});

test('ages in words', () => {
  expect([1, 40, 119, 120, 7199, 7200, 172_799, 172_800, -10].map(sayAge)).toEqual([
    '1 seconds',
    '40 seconds',
    '119 seconds',
    '2 minutes',
    '119 minutes',
    '2 hours',
    '47 hours',
    '2 days',
    '10 seconds',
  ]);
});

test('any time that can be written can be read', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date('1970-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59Z'), noInvalidDate: true }), date => {
      const text = date.toISOString();
      expect(millisOf(text)).toBe(Math.floor(date.getTime() / 1000) * 1000);
      expect(millisOf(text.replace('T', ' ').replace(/\.\d+Z$/, ''))).toBe(Math.floor(date.getTime() / 1000) * 1000);
    }),
    { numRuns: 200 },
  );
});
