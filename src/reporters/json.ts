import { toolVersion } from '../tool-version.ts';
import { oneLine, printableJson } from './printable.ts';
import type { Reporter } from './reporter.ts';

/** The fields of a report in the order people read them. Any other key is a name (of a role, an input, a placeholder), in the order of the alphabet. */
const FIELDS = [
  ...['type', 'format', 'tool', 'check', 'id', 'title', 'kind', 'name', 'version', 'digest', 'time', 'platform', 'phase', 'from', 'to', 'evidence'],
  ...['hosts', 'inputs', 'threshold', 'severity', 'verdict', 'why', 'refs', 'reasons', 'remarks', 'coverage'],
  ...['waivers', 'baseline', 'inventory', 'total', 'pass', 'fail', 'skip', 'unknown', 'results', 'findings', 'fingerprint', 'message'],
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

/** A value as a document of JSON, with an indent of so many blanks; 0 is one line. Keys in the order people read them. */
export const jsonText = (value: unknown, indent: number): string => `${printableJson(JSON.stringify(value, inOrder, indent))}\n`;

/** The report as it is; its schema is `report.schema.json`. */
export const json: Reporter = report => jsonText(report, 2);

/** For a run that could not give a report. It has no verdict, and the schema refuses it. */
export const crashedJson = (message: string): string =>
  jsonText({ format: 1, tool: { name: 'preflight', version: toolVersion }, error: oneLine(message) || 'preflight could not run' }, 2);
