import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Answer, ArtifactBody, SignatureClaim } from '../../../src/model/answer.ts';
import type { ArtifactQuery } from '../../../src/model/query.ts';
import { inspectArtifact } from '../../../src/sources/artifact/inspect.ts';

export const NAME = 'product-1.2.3-src.tar.bz2';

/** A folder with these files, gone when the test has ended. */
export function folderWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'pfr-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
}

/** What is said of the release in a folder with these files. */
export const ask = (files: Readonly<Record<string, string | Uint8Array>>, query: Partial<ArtifactQuery> = {}): Promise<Answer<'artifact'>> =>
  inspectArtifact({ kind: 'artifact', path: join(folderWith(files), NAME), ...query });

export async function bodyOf(answer: Answer<'artifact'> | Promise<Answer<'artifact'>>): Promise<ArtifactBody> {
  const { ...settled } = await answer;
  if (settled.status !== 'ok') throw new Error(`${settled.status}: ${settled.reason}`);
  return settled.body;
}

/** The claims of one signature file beside these bytes. */
export async function claimsOf(data: Uint8Array, signature: string | Uint8Array, keys?: string | Uint8Array): Promise<readonly SignatureClaim[]> {
  const body = await bodyOf(ask({ [NAME]: data, [`${NAME}.asc`]: signature, ...(keys !== undefined && { KEYS: keys }) }));
  return body.signatures;
}
