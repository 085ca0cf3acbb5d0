import type { Row } from '../../model/answer.ts';
import type { Scalar, TableQuery, Where } from '../../model/query.ts';
import { splitName, type TableAnswer } from '../sql/body.ts';
import type { TableName } from './catalog.ts';
import { ANY_SCHEMA, type MysqlOptions } from './options.ts';

/**
 * Queries and answers name a schema as the platform does by default; an installation may call it otherwise. A table is asked by its real
 * name, and so are the values of columns of information_schema that are names of schemas.
 */
export interface Names {
  tableOf(query: TableQuery): TableName;
  /** The query with the real names in its filter. */
  real(query: TableQuery): TableQuery;
  /** The answer with the names that queries use. */
  said(query: TableQuery, answer: TableAnswer): TableAnswer;
}

/** Of the server itself: they have these names everywhere. */
const ITS_OWN = new Set(['information_schema', 'performance_schema', 'mysql', 'sys']);
const ABOUT_SCHEMAS = /^(?:\w+_)?schema(?:_name)?$/i;

export function namesOf(schemas: NonNullable<MysqlOptions['schemas']> = {}): Names {
  const other = Object.entries(schemas).filter(([said, real]) => said !== real && said !== ANY_SCHEMA);
  const [toReal, toSaid] = [new Map(other), new Map(other.map(([said, real]) => [real, said]))];
  const isAbout = ({ name }: TableQuery): boolean => other.length > 0 && ITS_OWN.has(splitName(name)[0].toLowerCase());
  const any = Object.hasOwn(schemas, ANY_SCHEMA) ? schemas[ANY_SCHEMA] : undefined;
  return {
    tableOf({ name }) {
      const [schema, table] = splitName(name);
      return [ITS_OWN.has(schema.toLowerCase()) ? schema : (toReal.get(schema) ?? any ?? schema), table];
    },
    real: query => (query.where && isAbout(query) ? { ...query, where: renamed(query.where, toReal) } : query),
    said(query, answer) {
      if (answer.status !== 'ok' || !isAbout(query)) return answer;
      return { ...answer, body: { ...answer.body, rows: answer.body.rows.map(row => renamedRow(row, toSaid)) } };
    },
  };
}

function renamed(where: Where, names: ReadonlyMap<string, string>): Where {
  const rename = (scalar: Scalar): Scalar => names.get(String(scalar)) ?? scalar;
  if ('all' in where) return { all: where.all.map(one => renamed(one, names)) };
  if (!ABOUT_SCHEMAS.test(where.column)) return where;
  if ('equals' in where) return { ...where, equals: rename(where.equals) };
  return 'in' in where ? { ...where, in: where.in.map(rename) } : where;
}

const renamedRow = (row: Row, names: ReadonlyMap<string, string>): Row =>
  Object.fromEntries(Object.entries(row).map(([column, value]) => [column, ABOUT_SCHEMAS.test(column) ? (names.get(value ?? '') ?? value) : value]));
