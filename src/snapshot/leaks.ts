import { SnapshotError } from './manifest.ts';

/**
 * Shorter values, and values that are words of the platforms' own vocabulary, stand in a snapshot for other reasons:
 * a database password `cloud` is not leaked by the table name `cloud.host`.
 */
const SHORTEST = 6;
const VOCABULARY = new Set(['password', 'cloudstack', 'opennebula', 'oneadmin', 'changeme', 'management', 'localhost', 'database', 'secret']);

/** Looks for every secret value in every file about to be written. One hit stops the write; the value itself is not named. */
export function scanForLeaks(files: ReadonlyMap<string, Buffer>, secrets: ReadonlySet<string>): void {
  const sought = [...secrets].filter(isTelling);
  for (const [path, bytes] of files) {
    const text = bytes.toString('utf8');
    if (sought.some(secret => text.includes(secret) || text.includes(JSON.stringify(secret).slice(1, -1)))) {
      throw new SnapshotError(
        `The snapshot was not written: ${path} would hold a value that is a secret elsewhere on this installation. Please report this with the name of the file.`,
      );
    }
  }
}

const isTelling = (secret: string): boolean =>
  secret.trim().length >= SHORTEST && !VOCABULARY.has(secret.trim().toLowerCase()) && !/^\d+$/.test(secret);
