import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { main } from '../src/cli/main.ts';
import { redactor } from '../src/engine/redact/redactor.ts';
import type { Report } from '../src/model/report.ts';
import { validateReport } from '../src/schemas/validate.ts';
import { openSnapshot } from '../src/snapshot/open.ts';
import { memoryStreams } from './support/streams.ts';

/** What must come of a fixture: `expected.json` beside its manifest, or beside the archive that it names. */
interface Expected {
  /** Arguments of `preflight scan` besides `--snapshot`. */
  readonly args: readonly string[];
  /** An archive in the same folder, where the snapshot is not the folder itself. */
  readonly snapshot?: string;
  readonly exit: number;
  readonly verdict?: Report['verdict'];
  /** Verdict by check id: all of them, so that a new check shows up here. */
  readonly checks?: Readonly<Record<string, string>>;
  /** A part of the sentence on standard error, where the snapshot cannot be opened. */
  readonly error?: string;
}

const folders = readdirSync('fixtures', { recursive: true, withFileTypes: true })
  .filter(({ name }) => name === 'expected.json')
  .map(({ parentPath }) => parentPath)
  .sort();

const scan = async (folder: string, { args, snapshot }: Expected, report: string) => {
  const streams = memoryStreams();
  const exit = await main(['scan', '--snapshot', join(folder, snapshot ?? ''), ...args, '--report', report], streams);
  return { exit, out: streams.out(), err: streams.err() };
};

describe.each(folders)('%s', folder => {
  const expected = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as Expected;

  test('gives the verdicts that stand beside it', async () => {
    const { exit, out, err } = await scan(folder, expected, 'json');
    if (expected.error !== undefined) {
      expect(err).toContain(expected.error);
      expect({ exit, out }).toEqual({ exit: expected.exit, out: '' });
      return;
    }
    const report = JSON.parse(out) as Report;
    expect(Object.fromEntries(report.results.map(({ check, verdict }) => [check, verdict]))).toEqual(expected.checks);
    expect({ exit, verdict: report.verdict, err }).toEqual({ exit: expected.exit, verdict: expected.verdict, err: '' });
    expect(validateReport(report)).toBeUndefined();
    expect((await scan(folder, expected, 'json')).out, 'the same snapshot gives the same bytes').toBe(out);
  });

  test('prints nothing that a terminal or an XML reader could take for a command', async () => {
    for (const report of ['table', 'junit']) {
      const { out, err } = await scan(folder, expected, report);
      expect(`${out}${err}`).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069]/);
    }
  });
});

const honest = folders.filter(folder => !folder.startsWith(join('fixtures', 'hostile')));

test.each(honest)('%s holds what a capture writes: to redact it again changes nothing', async folder => {
  const snapshot = await openSnapshot(folder);
  for (const { host, query, status } of snapshot.manifest.answers) {
    if (status !== 'ok') continue;
    const [answer] = await snapshot.ask(host, [query]);
    if (answer?.status !== 'ok') throw new Error(`${host} ${JSON.stringify(query)}: ${answer?.reason}`);
    expect(redactor().body(query, answer.body, { rules: [], keyFiles: [] })).toEqual(answer.body);
  }
});

test('every folder with a manifest says what is expected of it', () => {
  const manifests = readdirSync('fixtures', { recursive: true, withFileTypes: true }).filter(
    ({ name }) => name === 'manifest.json' || name.endsWith('.tar.gz'),
  );
  for (const { parentPath } of manifests) expect(folders).toContain(parentPath);
  expect(folders.length).toBeGreaterThan(0);
});

test('fixtures are small and can be read', () => {
  const files = readdirSync('fixtures', { recursive: true, withFileTypes: true }).filter(entry => entry.isFile());
  for (const { parentPath, name } of files) expect(statSync(join(parentPath, name)).size, join(dirname(parentPath), name)).toBeLessThan(200_000);
});
