import { describe, expect, test } from 'vitest';
import { crashedJson, json } from '../../src/reporters/json.ts';
import { crashedJsonl, footLine, headLine, jsonl, resultLine } from '../../src/reporters/jsonl.ts';
import { fullReport } from '../support/sample-report.ts';

const OPTIONS = { columns: 80, color: false, all: false };
const lines = jsonl(fullReport(), OPTIONS).trimEnd().split('\n');

describe('jsonl', () => {
  test('is a header, a line per check and a footer, each with its type first', () => {
    expect(lines.map(line => /^\{"type":"(\w+)",/.exec(line)?.[1])).toEqual(['header', ...fullReport().results.map(() => 'result'), 'footer']);
  });

  test('has all that is in the report', () => {
    const [header, ...rest] = lines.map(line => JSON.parse(line));
    const footer = rest.pop();
    const results = rest.map(({ type: _, ...result }) => result);
    const { type: _, ...head } = header;
    const { type: _type, results: count, ...foot } = footer;
    expect({ ...head, ...foot, results }).toEqual(JSON.parse(json(fullReport(), OPTIONS)));
    expect(count).toBe(results.length);
  });

  test('can be written line by line while checks are judged', () => {
    const { results } = fullReport();
    expect([headLine(fullReport()), ...results.map(resultLine), footLine(fullReport())].join('')).toBe(jsonl(fullReport(), OPTIONS));
  });

  test('of a run that crashed has no footer, and its JSON no verdict', () => {
    expect(JSON.parse(crashedJsonl('no such file'))).toMatchObject({ type: 'error', error: 'no such file' });
    expect(Object.keys(JSON.parse(crashedJson('no such file')))).toEqual(['format', 'tool', 'error']);
  });
});
