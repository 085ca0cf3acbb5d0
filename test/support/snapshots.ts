import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type Header, pack } from 'tar-stream';

/** A new folder under the system's temporary one. */
export const temporaryFolder = (): string => mkdtempSync(join(tmpdir(), 'preflight-'));

/** A manifest with one database host and these answers; overridden as a test needs. */
export const manifestWith = (answers: readonly object[], rest: object = {}): object => ({
  format: 1,
  platform: 'cloudstack',
  takenAt: '2026-11-21T02:00:00Z',
  hosts: { database: ['db1'], management: ['m1'] },
  answers,
  ...rest,
});

/** A stored file of m1. */
export const fileAnswer = (path: string, rest: object = {}): object => ({
  host: 'm1',
  query: { kind: 'file', path },
  status: 'ok',
  file: `answers/m1/file${path}`,
  ...rest,
});

/** Writes a snapshot directory: the manifest, and files by relative path. */
export function snapshotDirectory(manifest: object | string | Buffer, files: Readonly<Record<string, string | Buffer>> = {}): string {
  const directory = temporaryFolder();
  const bytes = typeof manifest === 'string' || Buffer.isBuffer(manifest) ? manifest : JSON.stringify(manifest);
  for (const [path, content] of Object.entries({ 'manifest.json': bytes, ...files })) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), content);
  }
  return directory;
}

/** Writes a .tar.gz with these entries, as hostile as they are. */
export async function archiveOf(
  entries: readonly (Partial<Header> & { readonly name: string; readonly content?: string | Buffer })[],
): Promise<string> {
  const tar = pack();
  for (const { content = '', ...header } of entries) tar.entry(header, content);
  tar.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of tar) chunks.push(chunk as Buffer);
  const archive = join(temporaryFolder(), 'site.tar.gz');
  writeFileSync(archive, gzipSync(Buffer.concat(chunks)));
  return archive;
}
