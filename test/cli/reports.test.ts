import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { emit, emitCrash, reportTargets } from '../../src/cli/reports.ts';
import { type FormatName, formats } from '../../src/reporters/index.ts';
import { fullReport } from '../support/sample-report.ts';
import { temporaryFolder } from '../support/snapshots.ts';
import { memoryStreams } from '../support/streams.ts';

const NAMES = Object.keys(formats) as FormatName[];
const FLAGS = { failOn: 'blocker', junitWarnings: 'pass' } as const;

describe('--report', () => {
  test.each(NAMES)('%s is a format, to a file or to standard output', format => {
    expect(reportTargets({ report: [format] })).toEqual([{ format }]);
    expect(reportTargets({ report: [`${format}=a=b`] })).toEqual([{ format, file: 'a=b' }]);
  });

  test.each(['pdf', '', 'constructor', '=x'])('%j is none, and the error names those that are', format => {
    expect(() => reportTargets({ report: [format] })).toThrow(`There are: ${NAMES.join(', ')}.`);
  });

  test('all of them at once, of one run', async () => {
    const folder = temporaryFolder();
    const targets = NAMES.map(format => ({ format, file: join(folder, `report.${format}`) }));
    await emit(fullReport(), targets, FLAGS, memoryStreams());
    for (const { file } of targets) expect(readFileSync(file, 'utf8').length).toBeGreaterThan(100);
    expect(readdirSync(folder)).toHaveLength(NAMES.length);
  });

  test('JUnit leads to the HTML report of the same run, where CI can follow', async () => {
    const linked = async (html: string): Promise<boolean> => {
      const streams = memoryStreams();
      const here = process.cwd();
      process.chdir(temporaryFolder());
      try {
        await emit(fullReport(), [{ format: 'html', file: html }, { format: 'junit' }], FLAGS, streams);
      } finally {
        process.chdir(here);
      }
      return streams.out().includes(`[[ATTACHMENT|${html}]]`);
    };
    expect(await linked('report.html')).toBe(true);
    expect(await linked(join(temporaryFolder(), 'report.html'))).toBe(false);
  });
});

describe('a run that breaks', () => {
  test('takes the place of every older report, so that none passes for this run', async () => {
    const folder = temporaryFolder();
    const files = NAMES.map(format => [format, join(folder, `report.${format}`)] as const);
    for (const [, file] of files) writeFileSync(file, 'GO of yesterday');
    const reports = files.flatMap(([format, file]) => ['--report', `${format}=${file}`]);
    const streams = memoryStreams();
    expect(await main(['scan', '--snapshot', '/nowhere', '--to', '4.3.2', ...reports], streams)).toBe(3);
    for (const [format, file] of files) {
      const text = readFileSync(file, 'utf8');
      expect(text, format).not.toContain('yesterday');
      if (format !== 'prometheus') expect(text, format).toContain('/nowhere');
    }
  });

  test('writes the others where one place is not there', async () => {
    const file = join(temporaryFolder(), 'report.xml');
    await emitCrash('no such file', [
      { format: 'html', file: '/nowhere/report.html' },
      { format: 'junit', file },
    ]);
    expect(existsSync(file)).toBe(true);
  });
});
