import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { temporaryFolder } from '../support/snapshots.ts';
import { memoryStreams } from '../support/streams.ts';

const BAD = 'fixtures/cloudstack/4.2-kvm-vmware';
const EVIL = '\u001b[2J\u009b31m\u202eevil';

const preflight = async (...args: string[]) => {
  const streams = memoryStreams({ PREFLIGHT_HISTORY: 'off' });
  const exit = await main(args, streams);
  return { exit, out: streams.out(), err: streams.err() };
};

const scan = (...more: string[]) => preflight('scan', '--snapshot', BAD, '--to', '4.3.2', ...more);

/** A report of the fixture with something done to it. */
const report = async (spoil: (text: string) => string = text => text): Promise<string> => {
  const file = join(temporaryFolder(), 'report.json');
  writeFileSync(file, spoil((await scan('--report', 'json')).out));
  return file;
};

const HIDDEN = /[\p{Cc}\p{Bidi_C}]/u;
const withoutNewlines = (text: string): string => text.replaceAll('\n', '');

describe('a hostile report', () => {
  test('moves no cursor, in words and as JSON', async () => {
    const evil = JSON.stringify(EVIL).slice(1, -1);
    const [was, is] = [
      await report(),
      await report(text =>
        text
          .replace(/"text": "/g, `"text": "${evil}`)
          .replace(/"fingerprint": "[0-9a-f]{4}/g, '"fingerprint": "ffff')
          .replace(/"check": "cloudstack\/agent/g, `"check": "${evil}`),
      ),
    ];
    for (const format of ['text', 'json']) {
      const { exit, out } = await preflight('diff', was, is, '--format', format);
      expect(exit).toBe(0);
      expect(out).toContain('evil');
      expect(withoutNewlines(out)).not.toMatch(HIDDEN);
    }
  });

  test.each<[string, (text: string) => string, string]>([
    ['of a prototype', text => text.replace('{', '{"__proto__": {"results": []},'), 'is not a report of preflight'],
    ['of a constructor among the data', text => text.replace(/"data": \{(?=\n)/, '"data": {"__proto__": "x", "constructor": "y",'), ''],
    ['a million levels deep', () => '['.repeat(1_000_000), 'it is not JSON'],
    ['that is a list', () => '[]', 'is not a report of preflight'],
    ['that is null', () => 'null', 'is not a report of preflight'],
    ['that is larger than any', () => ' '.repeat(64 * 1024 * 1024 + 1), 'is larger than'],
  ])('%s is judged or refused, as a baseline and in a comparison', async (_, spoil, expected) => {
    const file = await report(spoil);
    for (const { exit, err } of [await scan('--baseline', file), await preflight('diff', file, file)]) {
      expect(err).toContain(expected);
      expect(exit === 3).toBe(expected !== '');
      expect(err).not.toContain('This should not have happened');
    }
  });

  test('of another platform is no baseline', async () => {
    const file = await report(text => text.replace('"id": "cloudstack"', '"id": "opennebula"'));
    expect(await scan('--baseline', file)).toMatchObject({ exit: 3, err: expect.stringContaining('is about opennebula') });
  });
});

describe('a hostile snapshot', () => {
  test('moves no cursor where it is compared', async () => {
    const folder = join(temporaryFolder(), 'evil');
    cpSync(BAD, folder, { recursive: true });
    const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as { answers: { query: { kind: string }; file?: string }[] };
    const name = manifest.answers.find(({ query, file }) => query.kind === 'file' && file !== undefined)!.file!;
    writeFileSync(join(folder, name), `${readFileSync(join(folder, name), 'utf8')}\n${EVIL}\n`);
    for (const format of ['text', 'json']) {
      const { exit, out } = await preflight('diff', BAD, folder, '--format', format);
      expect(exit).toBe(0);
      expect(out).toContain('evil');
      expect(withoutNewlines(out)).not.toMatch(HIDDEN);
    }
  });

  test('with waivers that take long to match, or end on no day, ends', async () => {
    const folder = join(temporaryFolder(), 'evil');
    cpSync(BAD, folder, { recursive: true });
    const path = join(folder, 'manifest.json');
    const manifest = JSON.parse(readFileSync(path, 'utf8')) as object;
    const waiver = { check: `cloudstack/${'*a'.repeat(2000)}*b`, object: '*a'.repeat(500), owner: 'o', reason: 'r', until: '2014-02-31' };
    writeFileSync(path, JSON.stringify({ ...manifest, decisions: { waivers: Array.from({ length: 100 }, () => waiver) } }));
    const { exit, out } = await preflight('scan', '--snapshot', folder, '--to', '4.3.2', '--report', 'json');
    expect(exit).toBe(1);
    expect(JSON.parse(out).waivers).toHaveLength(100);
  });
});
