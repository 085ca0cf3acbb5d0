import { createRequire } from 'node:module';
import type { FileBody } from '../model/answer.ts';
import type { Redacted } from '../model/redacted.ts';

type Library = typeof import('yaml');
let loaded: Library | undefined;

/** Loaded at first use: most scans read no YAML. */
function library(): Library {
  loaded ??= createRequire(import.meta.url)('yaml') as Library;
  return loaded;
}

/**
 * Reads YAML 1.1 as Ruby's Psych does where the platforms depend on it: `yes` and `on` are true, `6.10` is the float 6.1,
 * the last of duplicate keys wins. Throws the first problem with its line.
 *
 *     ---
 *     version: 6.10.0
 *     backup: '/var/lib/one/backups/config/2026-03-01_10:15:00-v6.10.0'
 */
export function rubyYaml(file: Redacted<FileBody>): unknown {
  if (file.encoding === 'latin1') throw new Error('not valid UTF-8');
  const document = library().parseDocument(file.text, { version: '1.1', uniqueKeys: false, logLevel: 'silent' });
  const [problem] = document.errors;
  if (problem) throw new Error(`not YAML, line ${problem.linePos?.[0].line ?? 1}: ${problem.message.split('\n')[0]}`);
  return document.toJS({ maxAliasCount: 100 });
}
