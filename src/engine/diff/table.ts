import type { Bodies, Row } from '../../model/answer.ts';
import type { ChangeDetail } from '../../model/change.ts';
import { withoutMarks } from './lines.ts';

/** Columns that tell a row from the others, the first that does; and those that people call it by. */
const KEYS = ['id', 'oid', 'uuid', 'guid', 'vm_guid', 'vds_id', 'name', 'path'];
const NAMES = ['name', 'instance_name', 'display_name', 'vm_name', 'vds_name', 'version', 'hostname'];

/** Values of one row that changed and are told. */
const MOST_VALUES = 6;

/** Rows that came, went or changed, in the columns that both have. */
export function tableDetails(old: Bodies['table'], now: Bodies['table']): ChangeDetail[] {
  const columns = now.columns.filter(column => old.columns.includes(column));
  const key = KEYS.find(name => columns.includes(name) && isUnique(old.rows, name) && isUnique(now.rows, name));
  const [a, b] = [rowsById(old.rows, key, columns), rowsById(now.rows, key, columns)];
  const label = (row: Row): string => labelOf(row, key, columns);
  const labelsOf = (rows: readonly Row[]): string[] => (key === undefined ? [...new Set(rows.map(label))] : rows.map(label));
  return [
    ...absentColumns(old, now),
    ...labelsOf(onlyIn(a, b)).map(text => ({ sign: '-' as const, text })),
    ...labelsOf(onlyIn(b, a)).map(text => ({ sign: '+' as const, text })),
    ...[...b].flatMap(([id, row]) => changed(a.get(id), row, columns, label)),
  ];
}

const onlyIn = (these: ReadonlyMap<string, Row>, those: ReadonlyMap<string, Row>): Row[] =>
  [...these].filter(([id]) => !those.has(id)).map(([, row]) => row);

/** Without a key a row is what is in it; equal ones are told apart by their number, so that one of two that goes is missed. */
function rowsById(rows: readonly Row[], key: string | undefined, columns: readonly string[]): Map<string, Row> {
  if (key !== undefined) return new Map(rows.map(row => [plain(row[key]), row]));
  const counts = new Map<string, number>();
  return new Map(
    rows.map(row => {
      const id = JSON.stringify(columns.map(column => plain(row[column])));
      const count = (counts.get(id) ?? 0) + 1;
      counts.set(id, count);
      return [`${count} ${id}`, row];
    }),
  );
}

const isUnique = (rows: readonly Row[], column: string): boolean => new Set(rows.map(row => plain(row[column]))).size === rows.length;

const absentColumns = (old: Bodies['table'], now: Bodies['table']): ChangeDetail[] => [
  ...old.columns.filter(column => !now.columns.includes(column)).map(column => ({ sign: '-' as const, text: `column ${column}` })),
  ...now.columns.filter(column => !old.columns.includes(column)).map(column => ({ sign: '+' as const, text: `column ${column}` })),
];

function labelOf(row: Row, key: string | undefined, columns: readonly string[]): string {
  const name = NAMES.find(column => column !== key && columns.includes(column) && row[column]);
  if (key === undefined) return columns.map(column => `${column} ${plain(row[column])}`).join(', ');
  return `${key} ${plain(row[key])}${name === undefined ? '' : ` (${plain(row[name])})`}`;
}

function changed(old: Row | undefined, now: Row, columns: readonly string[], label: (row: Row) => string): ChangeDetail[] {
  if (!old) return [];
  const words = columns
    .filter(column => differs(column, old[column], now[column]))
    .map(column => `${column} ${plain(old[column])} → ${plain(now[column])}`);
  if (words.length === 0) return [];
  const more = words.length > MOST_VALUES ? [`and ${words.length - MOST_VALUES} more`] : [];
  return [{ sign: '~', text: `${label(now)}: ${[...words.slice(0, MOST_VALUES), ...more].join(', ')}` }];
}

type Value = string | null | undefined;

const TIME = /^\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}/;
const MOVING = /time|ping|update|heartbeat|millis|last|modified/i;
/** `timeout` is a setting, and `last_host_id` a host. */
const STAYING = /timeout|_id$/i;
const NUMBER = /^-?\d+(?:\.\d+)?$/;

/** Times move on by themselves. */
function differs(column: string, old: Value, now: Value): boolean {
  if (plain(old) === plain(now)) return false;
  if (old == null || now == null) return true;
  if (TIME.test(old) && TIME.test(now)) return false;
  return !(MOVING.test(column) && !STAYING.test(column) && NUMBER.test(old) && NUMBER.test(now));
}

const plain = (value: Value): string => (value == null ? 'NULL' : withoutMarks(value));
