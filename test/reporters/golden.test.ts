import { describe, expect, test } from 'vitest';
import { formats } from '../../src/reporters/index.ts';
import { fullReport } from '../support/sample-report.ts';

const ENDING = {
  ...{ table: 'table.txt', json: 'json.txt', jsonl: 'jsonl', junit: 'junit.xml', sarif: 'sarif' },
  ...{ gitlab: 'gitlab.json.txt', markdown: 'md', html: 'html', prometheus: 'prom' },
} as const satisfies Record<keyof typeof formats, string>;

const NAMES = Object.keys(formats) as (keyof typeof formats)[];

describe('every state that a report can say', () => {
  test.each(NAMES)('%s', async name => {
    const { report } = await formats[name]();
    await expect(report(fullReport(), { columns: 100, color: false, all: false })).toMatchFileSnapshot(`golden/full.${ENDING[name]}`);
  });

  test('in a table with everything', async () => {
    const { report } = await formats.table();
    await expect(report(fullReport(), { columns: 100, color: false, all: true })).toMatchFileSnapshot('golden/full-all.table.txt');
  });
});
