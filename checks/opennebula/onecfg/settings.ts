import { rubyYaml } from '../../../src/index.ts';
import { type ConfigVersion, configVersion } from '../config-version.ts';

/** What onecfg's state file says, as onecfg reads it. */
export type Settings = Readable | Unreadable;

/** onecfg refuses to work with such a file at all. */
export interface Unreadable {
  readonly problem: string;
}

export interface Readable {
  readonly version: Recorded;
  readonly backup: Backup;
  /** Only a boolean counts for onecfg; `other` is a value that looks like one and is none. */
  readonly outdated: 'yes' | 'no' | { readonly other: string };
  /** What the package's own search finds in the text, wherever it stands: `backup:`, `outdated: true`. */
  readonly mentions: { readonly backup: boolean; readonly outdated: boolean };
}

/** The version in the file. `number` where it was written without quotes and with one dot, so that 6.10 became 6.1. */
export type Recorded =
  | { readonly is: 'version'; readonly value: ConfigVersion; readonly number: boolean }
  | { readonly is: 'invalid'; readonly text: string }
  | { readonly is: 'empty' }
  | { readonly is: 'missing' };

/** The snapshot that waits to be processed. onecfg takes any value but null and false for one. */
export type Backup = { readonly is: 'none' } | { readonly is: 'path'; readonly path: string } | { readonly is: 'unusable'; readonly text: string };

const LONGEST = 200;
const LONGEST_PATH = 4096;

/**
 * Reads the state file of onecfg. A file that onecfg cannot read is an answer here and no error.
 *
 *     ---
 *     version: 6.8.0
 *
 *     backup: '/var/lib/one/backups/config/2025-01-01_09:00:00-v6.8.0'
 *
 *     outdated: true
 */
export function readSettings(file: Parameters<typeof rubyYaml>[0]): Settings {
  let content: unknown;
  try {
    content = rubyYaml(file);
  } catch (error) {
    return { problem: (error as Error).message.slice(0, LONGEST) };
  }
  if (content === null) return { problem: 'it is empty' };
  if (typeof content !== 'object' || Array.isArray(content)) return { problem: 'it is no mapping of keys to values' };
  if (hasDate(content, new Set())) return { problem: 'it has a date, which Ruby 3.1 and newer refuse to load' };
  const key = (name: string): unknown => (Object.hasOwn(content, name) ? (content as Record<string, unknown>)[name] : null);
  return {
    version: recorded(key('version')),
    backup: backupOf(key('backup')),
    outdated: outdatedOf(key('outdated')),
    mentions: { backup: file.text.includes('backup:'), outdated: file.text.includes('outdated: true') },
  };
}

/** Anywhere, also as a key, which is JSON then. What an alias repeats is looked at once. */
function hasDate(value: unknown, seen: Set<unknown>): boolean {
  if (typeof value !== 'object' || value === null || seen.has(value)) return false;
  seen.add(value);
  if (value instanceof Date) return true;
  return Object.entries(value).some(([key, one]) => /^"\d{4}-\d\d-\d\dT[\d:.]{1,20}Z"$/.test(key) || hasDate(one, seen));
}

function recorded(value: unknown): Recorded {
  if (value === null || value === false) return { is: 'missing' };
  if (typeof value === 'string' && /^[ \t\r\n\f\v]*$/.test(value)) return { is: 'empty' };
  const text = rubyText(value);
  const read = configVersion(text);
  return read ? { is: 'version', value: read, number: typeof value === 'number' } : { is: 'invalid', text: text.trim().slice(0, LONGEST) };
}

function backupOf(value: unknown): Backup {
  if (value === null || value === false) return { is: 'none' };
  const isPath = typeof value === 'string' && value !== '' && value.length <= LONGEST_PATH;
  return isPath ? { is: 'path', path: value } : { is: 'unusable', text: rubyText(value).slice(0, LONGEST) };
}

function outdatedOf(value: unknown): Readable['outdated'] {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return value === null ? 'no' : { other: rubyText(value).slice(0, LONGEST) };
}

const rubyText = (value: unknown): string => (typeof value === 'object' ? JSON.stringify(value) : String(value));
