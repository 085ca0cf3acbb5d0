import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Pack } from '../src/engine/packs.ts';
import { generated, registry } from './generated.ts';

/** `npm run generate` writes what is derived; with `--check` it only says what is stale, and fails. Two steps: the registry first, as the rest imports it. */
const root = process.cwd();
const check = process.argv.includes('--check');

const files = process.argv.includes('--registry') ? registry(root) : generated(root, await allPacks());
const stale = [...files].filter(([path, text]) => read(path) !== text).map(([path]) => path);
const orphans = process.argv.includes('--registry') ? [] : docs().filter(path => !files.has(path));

if (check && stale.length + orphans.length > 0) {
  process.stderr.write(`Not up to date: ${[...stale, ...orphans].join(', ')}. Run: npm run generate\n`);
  process.exitCode = 1;
} else if (!check) {
  for (const path of orphans) rmSync(join(root, path));
  for (const path of stale) write(path, files.get(path)!);
  process.stdout.write(`${stale.length} written, ${orphans.length} removed, ${files.size - stale.length} up to date\n`);
}

async function allPacks(): Promise<Pack[]> {
  const { loadPacks } = await import('../src/engine/packs.ts');
  const { platforms, pack } = await loadPacks();
  return Promise.all(platforms.map(({ id }) => pack(id)));
}

function read(path: string): string | undefined {
  try {
    return readFileSync(join(root, path), 'utf8');
  } catch {
    return undefined;
  }
}

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

function docs(): string[] {
  return ['docs/checks', 'docs/permissions'].flatMap(folder => {
    try {
      return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
        .filter(entry => entry.isFile())
        .map(entry => join(entry.parentPath, entry.name).slice(root.length + 1));
    } catch {
      return [];
    }
  });
}
