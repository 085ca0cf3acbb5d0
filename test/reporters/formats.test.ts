import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { XMLValidator } from 'fast-xml-parser';
import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { type FormatName, formats, isFormat } from '../../src/reporters/index.ts';
import { emptyReport, fullReport, goReport, sampleReport } from '../support/sample-report.ts';
import { hostileReport } from './hostile-report.ts';
import { assertMarkdown } from './markdown-reader.ts';
import { assertPage } from './page-reader.ts';
import { readMetrics } from './prometheus-reader.ts';

const OPTIONS = { columns: 80, color: false, all: false };
const NAMES = Object.keys(formats) as FormatName[];

/** What a terminal obeys, a parser refuses, or nobody sees. */
const HIDDEN = /[\0-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\p{Cs}\p{NChar}]/u;

const sarifSchema = new Ajv({ strict: true, allowUnionTypes: true, allErrors: true }).compile(
  JSON.parse(readFileSync(new URL('schemas/sarif.schema.json', import.meta.url), 'utf8')),
);
const rowsOf = (text: string): { type: string }[] =>
  text
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line));

/** Reads a file as its readers do; throws or fails where one of them would. */
const READERS: Readonly<Record<FormatName, (text: string) => void>> = {
  table: text => expect(text).not.toBe(''),
  json: text => expect(JSON.parse(text)).toMatchObject({ format: 1 }),
  jsonl: text => expect(rowsOf(text).every(({ type }) => ['header', 'result', 'footer', 'error'].includes(type))).toBe(true),
  junit: text => expect(XMLValidator.validate(text)).toBe(true),
  sarif: text => expect(sarifSchema(JSON.parse(text)) ? [] : sarifSchema.errors).toEqual([]),
  gitlab: text => {
    const issues = JSON.parse(text) as { fingerprint: string; description: string; location: { path: string; lines: { begin: number } } }[];
    expect(new Set(issues.map(({ fingerprint }) => fingerprint)).size).toBe(issues.length);
    for (const { description, location } of issues) {
      expect(description).not.toBe('');
      expect(location.path).not.toMatch(/^[/.]|\\|\.\.\//);
      expect(location.lines.begin).toBeGreaterThan(0);
    }
  },
  markdown: assertMarkdown,
  html: assertPage,
  prometheus: text => expect(readMetrics(text).size).toBeGreaterThan(0),
};

describe.each(NAMES)('%s', name => {
  const written = async (report: Report, all = false): Promise<string> => (await formats[name]()).report(report, { ...OPTIONS, all });

  test('is well formed, whatever others wrote', async () => {
    const { report } = await formats[name]();
    fc.assert(
      fc.property(hostileReport(), fc.boolean(), (hostile, all) => {
        const text = report(hostile, { ...OPTIONS, all });
        expect(text).not.toMatch(HIDDEN);
        expect(text.endsWith('\n') && !text.endsWith('\n\n')).toBe(true);
        READERS[name](text);
        expect(report(structuredClone(hostile), { ...OPTIONS, all })).toBe(text);
      }),
      { numRuns: 60 },
    );
  });

  test('is well formed for every sample, and for a run without any check', async () => {
    for (const report of [sampleReport(), fullReport(), goReport(), emptyReport()]) {
      for (const all of [false, true]) READERS[name](await written(report, all));
    }
  });

  test('tells a verdict that is not GO from one that is', async () => {
    const [go, no] = [await written(goReport()), await written({ ...goReport(), verdict: 'NO-GO' })];
    if (name !== 'gitlab') expect(go).not.toBe(no);
  });

  test('of a run that crashed says so, and says no GO', async () => {
    const { crashed } = await formats[name]();
    for (const message of ['The target <b>file</b>\nis no YAML: \u001b[31m"\u0000\u202e', '']) {
      const text = crashed(message);
      expect(text).not.toMatch(HIDDEN);
      expect(text).not.toMatch(/\bGO\b/);
      READERS[name](text);
      if (name !== 'prometheus') expect(text).toMatch(message ? /is no YAML/ : /preflight could not run/);
    }
  });
});

test('a format is a name of the list, not of the prototype', () => {
  expect(NAMES.every(isFormat)).toBe(true);
  for (const name of ['constructor', 'toString', '', 'pdf', '__proto__']) expect(isFormat(name)).toBe(false);
});
