import { SnapshotError } from './manifest.ts';

/**
 * Shorter values, and values that are words of the platforms' own vocabulary, stand in a snapshot for other reasons:
 * a database password `cloud` is not leaked by the table name `cloud.host`.
 */
const SHORTEST = 6;
const VOCABULARY = new Set(['password', 'cloudstack', 'opennebula', 'oneadmin', 'changeme', 'management', 'localhost', 'database', 'secret']);

/** Looks for every secret value in every file about to be written. One hit stops the write; the value itself is not named. */
export function scanForLeaks(files: ReadonlyMap<string, Buffer>, secrets: ReadonlySet<string>): void {
  const holds = searchFor([...secrets].filter(isTelling).flatMap(secret => [secret, JSON.stringify(secret).slice(1, -1)]));
  for (const [path, bytes] of files) {
    if (holds(bytes.toString('utf8'))) {
      throw new SnapshotError(
        `The snapshot was not written: ${path} would hold a value that is a secret elsewhere on this installation. Please report this with the name of the file.`,
      );
    }
  }
}

const isTelling = (secret: string): boolean =>
  secret.trim().length >= SHORTEST && !VOCABULARY.has(secret.trim().toLowerCase()) && !/^\d+$/.test(secret);

/**
 * Whether a text holds any of these. A thousand hosts have a thousand secrets and twenty thousand files, so each text is read once
 * and not once for each: where two characters begin a secret more of them are looked up, and then the whole, once for each length
 * of those that begin alike. None may be shorter than `SHORTEST`.
 */
function searchFor(sought: readonly string[]): (text: string) => boolean {
  const begins = new Uint8Array(1 << 16);
  const byHead = new Map<string, Map<number, Set<string>>>();
  for (const one of sought) {
    const head = one.slice(0, SHORTEST);
    const byLength = byHead.get(head) ?? new Map<number, Set<string>>();
    byHead.set(head, byLength.set(one.length, (byLength.get(one.length) ?? new Set()).add(one)));
    begins[pair(one, 0)] = 1;
  }
  return text => {
    if (byHead.size === 0) return false;
    for (let at = 0; at + SHORTEST <= text.length; at++) {
      if (begins[pair(text, at)] === 0) continue;
      for (const [length, those] of byHead.get(text.slice(at, at + SHORTEST)) ?? []) if (those.has(text.slice(at, at + length))) return true;
    }
    return false;
  };
}

const pair = (text: string, at: number): number => ((text.charCodeAt(at) & 0xff) << 8) | (text.charCodeAt(at + 1) & 0xff);
