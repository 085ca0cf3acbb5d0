import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { json } from '../../src/reporters/json.ts';
import { emptyReport, fullReport, goReport, sampleReport } from '../support/sample-report.ts';
import { hostileReport } from './hostile-report.ts';

const OPTIONS = { columns: 80, color: false, all: false };
const schema = JSON.parse(readFileSync(new URL('../../src/schemas/report.schema.json', import.meta.url), 'utf8'));
const validate = new Ajv({ strict: true, allErrors: true }).compile(schema);
const problems = (report: unknown): unknown => (validate(report) ? [] : validate.errors);
const written = (report: Report): unknown => JSON.parse(json(report, OPTIONS));

/** The same value with the keys of every object in the opposite order. */
const reversed = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(reversed)
    : typeof value === 'object' && value !== null
      ? Object.fromEntries(
          Object.entries(value)
            .reverse()
            .map(([key, one]) => [key, reversed(one)]),
        )
      : value;

describe('json', () => {
  test('is the golden file', () => expect(json(sampleReport(), OPTIONS)).toMatchFileSnapshot('golden/report.json.txt'));

  test('is the report, and nothing else', () => {
    for (const report of [sampleReport(), fullReport(), goReport(), emptyReport()]) expect(written(report)).toEqual(report);
  });

  test('has an indent of two and a final newline', () => expect(json(emptyReport(), OPTIONS)).toMatch(/^\{\n {2}"format": 1,\n[\s\S]*\}\n$/));

  test('is the same whatever the order of the keys', () =>
    expect(json(reversed(sampleReport()) as Report, OPTIONS)).toBe(json(sampleReport(), OPTIONS)));

  test('writes a number that JSON has not as text', () => {
    const [result] = sampleReport().results;
    const report = sampleReport({ results: [{ ...result!, findings: [{ ...result!.findings[0]!, data: { size: Number.NaN } }] }] });
    expect(problems(written(report))).toEqual([]);
    expect(json(report, OPTIONS)).toContain('"size": "NaN"');
  });
});

describe('report.schema.json', () => {
  test('accepts what is written', () => {
    for (const report of [sampleReport(), fullReport(), goReport(), emptyReport()]) expect(problems(written(report))).toEqual([]);
  });

  test('accepts every hostile report, which comes back unchanged', () => {
    fc.assert(
      fc.property(hostileReport(), report => {
        expect(problems(written(report))).toEqual([]);
        expect(json(report, OPTIONS)).not.toMatch(/[\0-\x09\x0b-\x1f\x7f-\x9f\p{Bidi_C}\p{Cs}]/u);
      }),
      { numRuns: 100 },
    );
  });

  test('knows every field: none may be added anywhere', () => {
    const paths: string[] = [];
    const visit = (value: unknown, at: readonly (string | number)[]): void => {
      if (typeof value !== 'object' || value === null) return;
      const open = ['hosts', 'inputs', 'data', 'lines'].includes(String(at.at(-1)));
      if (!Array.isArray(value) && !open) {
        const report = structuredClone(fullReport());
        const target = at.reduce((node, key) => (node as Record<string | number, object>)[key]!, report as object) as Record<string, unknown>;
        target.surprise = true;
        if (validate(report)) paths.push(at.join('.'));
      }
      for (const [key, one] of Object.entries(value)) visit(one, [...at, key]);
    };
    visit(fullReport(), []);
    expect(paths).toEqual([]);
  });

  test('misses every field that is taken away, unless it is optional', () => {
    const optional = new Set([
      'from',
      'to',
      'digest',
      'host',
      'object',
      'path',
      'line',
      'remedy',
      'text',
      'commands',
      'down',
      'undo',
      'note',
      'fact',
      'at',
    ]);
    for (const key of Object.keys(sampleReport())) {
      const { [key as keyof Report]: _, ...rest } = sampleReport();
      expect(validate(rest), key).toBe(optional.has(key));
    }
    for (const key of Object.keys(sampleReport().results[0]!)) {
      const [{ [key as 'check']: _, ...result }] = sampleReport().results as [Report['results'][number]];
      expect(validate({ ...sampleReport(), results: [result] }), key).toBe(false);
    }
  });

  test('wants the reason of a skip', () => {
    const results = sampleReport().results.map(({ skipped: _, ...result }) => result);
    expect(problems(sampleReport({ results }))).toMatchObject([{ params: { missingProperty: 'skipped' } }, { keyword: 'if' }]);
  });

  test('describes every field', () => {
    const bare: string[] = [];
    const visit = (node: Record<string, unknown>, at: string): void => {
      for (const [name, one] of Object.entries((node.properties ?? {}) as Record<string, Record<string, unknown>>)) {
        const target = one.$ref ? schema.definitions[String(one.$ref).split('/').at(-1)!] : one;
        if (one.description === undefined && target.description === undefined && one.const === undefined) bare.push(`${at}.${name}`);
        visit(one, `${at}.${name}`);
      }
    };
    visit(schema, '');
    for (const [name, definition] of Object.entries(schema.definitions as Record<string, Record<string, unknown>>)) visit(definition, name);
    expect(bare).toEqual([]);
  });
});
