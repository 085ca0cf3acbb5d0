import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { backupInput } from '../../../../checks/cloudstack/facts/backups.ts';
import { cloudBackupLines, type DumpLines } from '../../../../checks/cloudstack/facts/dump-lines.ts';
import { redactor } from '../../../../src/engine/redact/redactor.ts';
import type { Answer } from '../../../../src/model/answer.ts';
import { localSource } from '../../../../src/sources/local.ts';
import { dump } from '../dumps.ts';

const fact = cloudBackupLines.linesOnManagement;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "preflight dump's lines-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The whole way: the real zgrep on this machine, redaction, the parser. */
async function look(name: string, body: string | Buffer): Promise<DumpLines | undefined> {
  const path = join(folder, name);
  await writeFile(path, body);
  const [query] = fact.queries({ [backupInput.cloud.name]: path });
  const [answer] = (await localSource().ask('m1', [query!])) as Answer<'command'>[];
  if (answer?.status !== 'ok') throw new Error(JSON.stringify(answer));
  const redacted = redactor().body(query!, answer.body, { rules: [], keyFiles: [] });
  return fact.parse(redacted, { host: 'm1', at: answer.at, query: query! }).get(path);
}

const ROUTINES = "\n--\n-- Dumping routines for database 'cloud'\n--\n";
const TABLE = "CREATE TABLE `version` (\n  `id` bigint\n);\nINSERT INTO `version` VALUES (1,'-- Dump completed\\n-- Current Database: `x`');\n";
const whole = (more = ''): string => dump().replace('DROP TABLE', () => `${TABLE}${more}DROP TABLE`);
const LINES: DumpLines = { databases: ['cloud'], isWhole: true, hasRoutines: false, isCompleted: true, isBroken: false };

test.each(['plain.sql', 'packed.sql.gz'])('a whole dump: %s', async name => {
  const pack = (text: string): string | Buffer => (name.endsWith('.gz') ? gzipSync(text) : text);
  expect(await look(name, pack(whole()))).toEqual(LINES);
  expect(await look(`with-routines-${name}`, pack(whole(ROUTINES)))).toEqual({ ...LINES, hasRoutines: true });
});

test('an archive that breaks off, wherever it does', async () => {
  const random = Array.from({ length: 3000 }, (_, index) => `(${(index * 7_919_317) % 1_000_003},'x')`).join(',');
  const packed = gzipSync(whole(`INSERT INTO \`account\` VALUES ${random};\n`));
  for (const size of [30, packed.length >> 1, packed.length - 12]) {
    expect(await look('broken.sql.gz', packed.subarray(0, size)), `${size} bytes`).toMatchObject({ isBroken: true });
  }
});

test('several databases, and files that are no dump', async () => {
  const two = whole().replace('DROP TABLE', '-- Current Database: `cloud`\nDROP TABLE').replaceAll('Database: cloud\n', 'Database: cloud_usage\n');
  expect((await look('two.sql', two))?.databases).toEqual(['cloud_usage', 'cloud']);
  expect(await look('empty.sql', '')).toBeUndefined();
  expect(await look('other.sql.gz', gzipSync('hello'))).toBeUndefined();
});

test('no text makes the parser throw, and a secret of the tables is in no answer', async () => {
  const [query] = fact.queries({});
  fc.assert(
    fc.property(fc.string(), fc.string(), (stdout, stderr) => {
      const body = redactor().body(query!, { stdout, stderr, exit: 0 }, { rules: [], keyFiles: [] });
      expect(fact.parse(body, { host: 'm1', at: '2026-11-21T02:00:00Z', query: query! })).toBeInstanceOf(Map);
    }),
  );
  expect(JSON.stringify(await look('secret.sql', whole("INSERT INTO `user` VALUES (1,'hunter2');\n")))).not.toContain('hunter2');
});
