import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { init } from '../../src/cli/init.ts';
import { loadPacks } from '../../src/engine/packs.ts';
import { parseTarget } from '../../src/target/parse.ts';
import { initText } from '../../src/target/template.ts';
import { memoryStreams } from '../support/streams.ts';
import { PLATFORMS } from './platforms.ts';

const packs = await loadPacks();
const blocks = [...readFileSync('docs/target-file.md', 'utf8').matchAll(/```yaml\n(.*?)```/gs)].map(([, text]) => text!);
const schema = new Ajv({ strict: true, strictRequired: false, allowUnionTypes: true }).compile(
  JSON.parse(readFileSync('src/schemas/target.schema.json', 'utf8')) as object,
);

test('every example of the page is a target, for preflight and for the schema', () => {
  expect(blocks.length).toBeGreaterThan(2);
  for (const text of blocks) {
    expect(parseTarget(text, 'preflight.yaml', packs.platforms).hosts.length).toBeGreaterThan(0);
    expect(schema(parseYaml(text)), JSON.stringify(schema.errors)).toBe(true);
  }
});

test('the page names every key of the schema', () => {
  const { definitions } = JSON.parse(readFileSync('src/schemas/target.schema.json', 'utf8')) as {
    definitions: Record<string, { properties?: object }>;
  };
  const page = readFileSync('docs/target-file.md', 'utf8');
  for (const kind of ['ssh', 'mysql', 'postgres', 'sqlite', 'http', 'waiver'])
    for (const key of Object.keys(definitions[kind]!.properties!)) expect(page, `${kind} ${key}`).toContain(key);
});

test.each([...packs.platforms, ...PLATFORMS].map(platform => [platform.id, platform] as const))(
  'the file that init writes for %s is a target',
  (_, platform) => {
    const required = Object.entries(platform.roles).flatMap(([role, { required }]) => (required ? [role] : []));
    const target = parseTarget(initText(platform), 'preflight.yaml', [platform]);
    // A database that the platform's own configuration opens is there without being written.
    expect(target.hosts.flatMap(({ roles }) => roles).sort()).toEqual(required.sort());
    if (platform.database)
      expect(target.hosts.at(-1)).toEqual({ name: 'database', roles: ['database'], reach: { via: platform.database.via ?? 'mysql' }, line: 0 });
  },
);

test('with its comments taken away it is a target still, and has every role', () => {
  for (const platform of PLATFORMS) {
    const text = initText(platform)
      .replace('1.2.3', '4.1')
      .replace(/^( *)# (?=[a-zA-Z-]+:(?: |$)(?!.*[a-z]\. )| {2,})/gm, '$1');
    const target = parseTarget(text, 'preflight.yaml', [platform]);
    expect(new Set(target.hosts.flatMap(({ roles }) => roles))).toEqual(new Set(Object.keys(platform.roles)));
    expect(target).toMatchObject({ name: 'production', phase: 'pre', limits: { parallelHosts: 8 } });
    expect(target.waivers).toHaveLength(1);
  }
});

test('init writes a new file, and never over another', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'preflight-init-'));
  const file = join(folder, 'preflight.yaml');
  try {
    const streams = memoryStreams();
    expect(await init({ platform: 'cloudstack', file }, streams)).toBe(0);
    expect(streams.err()).toContain(`Wrote ${file}.`);
    expect(parseTarget(readFileSync(file, 'utf8'), file, packs.platforms).platform).toBe('cloudstack');
    await expect(init({ platform: 'cloudstack', file }, streams)).rejects.toThrow('was not written: it exists already.');
    await expect(init({ platform: 'cloud', file }, streams)).rejects.toThrow('There is no platform cloud.');
    expect(await init({ platform: 'cloudstack', file: '-' }, streams)).toBe(0);
    expect(streams.out()).toBe(readFileSync(file, 'utf8'));
  } finally {
    rmSync(folder, { recursive: true });
  }
});
