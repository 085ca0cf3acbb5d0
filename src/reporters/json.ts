import { printableJson } from './printable.ts';
import type { Reporter } from './reporter.ts';

/** The fields of a report in the order people read them. Any other key is a name (of a role, an input, a placeholder), in the order of the alphabet. */
const FIELDS = [
  ...['format', 'tool', 'check', 'id', 'title', 'kind', 'name', 'version', 'digest', 'time', 'platform', 'phase', 'from', 'to', 'evidence'],
  ...['hosts', 'inputs', 'threshold', 'severity', 'verdict', 'why', 'refs', 'reasons', 'remarks', 'coverage'],
  ...['total', 'pass', 'fail', 'skip', 'unknown', 'results', 'findings', 'fingerprint', 'message'],
  ...[
    'fact',
    'host',
    'object',
    'path',
    'line',
    'query',
    'status',
    'at',
    'reason',
    'data',
    'remedy',
    'language',
    'text',
    'commands',
    'down',
    'undo',
    'note',
  ],
  ...['unknowns', 'skipped', 'cells', 'looked', 'excluded'],
];
const RANK: ReadonlyMap<string, number> = new Map(FIELDS.map((field, index) => [field, index]));

const rank = (key: string): number => RANK.get(key) ?? FIELDS.length;
const byField = (a: string, b: string): number => rank(a) - rank(b) || (a < b ? -1 : 1);

/** JSON has no NaN: it would become null, which the schema refuses. */
function inOrder(_key: string, value: unknown): unknown {
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort(byField)
      .map(key => [key, (value as Record<string, unknown>)[key]]),
  );
}

/** The report as it is; its schema is `report.schema.json`. */
export const json: Reporter = report => `${printableJson(JSON.stringify(report, inOrder, 2))}\n`;
