import { createHmac, randomBytes } from 'node:crypto';
import type { Bodies, CommandBody, FileBody, HttpBody, Row, TableBody } from '../../model/answer.ts';
import { type HttpQuery, isCut, type Keep, type Query, type TableQuery, xmlPaths } from '../../model/query.ts';
import type { Redacted } from '../../model/redacted.ts';
import { type KeyFile, type SecretRule, secretMark, writeMark } from '../../model/secret.ts';
import { hideInText, isSecretKey } from './patterns.ts';
import { keepKeys, redactKeys } from './properties.ts';
import { xmlReducer } from './xml.ts';

/** What is known to be secret in one answer, and the keys that classifiers may use. */
export interface RedactContext {
  readonly rules: readonly SecretRule[];
  readonly keyFiles: readonly KeyFile[];
}

export interface Redactor {
  /** The only maker of `Redacted`. */
  body<B extends Bodies[keyof Bodies]>(query: Query, body: B, context: RedactContext): Redacted<B>;
  /** For reasons and other prose. */
  text(text: string): string;
  /** Every secret value met so far, for the leak scan. Never print it. */
  readonly secrets: ReadonlySet<string>;
}

const MEGABYTE = 1024 * 1024;

/** How columns of XML are rewritten. */
type Reducers = ReadonlyMap<string, (document: string) => string>;

const orNone = <T>(value: T | undefined): T[] => (value === undefined ? [] : [value]);

/** One redactor per run: a secret seen twice gets the same mark, so equality survives and the value does not. */
export function redactor(salt: Buffer = randomBytes(32)): Redactor {
  const secrets = new Set<string>();

  const markOf = (value: string): string => createHmac('sha256', salt).update(value).digest('hex').slice(0, 8);

  const hide = (value: string): string => {
    secrets.add(value);
    return writeMark({ form: 'hidden', mark: markOf(value) });
  };

  const classify = (value: string, rule: SecretRule, keyFiles: readonly KeyFile[]): string => {
    if (secretMark(value)) return value;
    if (value !== '') secrets.add(value);
    const { form, same = value } = rule.by?.classify(value, keyFiles) ?? { form: value === '' ? 'empty' : 'hidden' };
    if (same !== '') secrets.add(same);
    return writeMark({ form, mark: markOf(same) });
  };

  const text = (value: string): string => hideInText(value, hide);

  const fileText = (value: string, keep: Keep | undefined, { rules, keyFiles }: RedactContext): string => {
    const kept = keep && !isCut(keep) ? keepKeys(value, keep.keys, (key, dropped) => isSecretKey(key) && secrets.add(dropped)) : value;
    const byKey = rules.filter(({ key }) => key !== undefined);
    return text(
      byKey.length > 0
        ? redactKeys(
            kept,
            key => byKey.find(rule => rule.key === key),
            (secret, rule) => classify(secret, rule, keyFiles),
          )
        : kept,
    );
  };

  const file = (body: FileBody, keep: Keep | undefined, context: RedactContext): FileBody => ({
    ...body,
    text: fileText(body.text, keep, context),
    ...(body.cut && { cut: { ...body.cut, head: text(body.cut.head), tail: text(body.cut.tail) } }),
  });

  const cell = (row: Row, column: string, { rules, keyFiles }: RedactContext, reduce: Reducers): string | null => {
    const value = row[column] ?? null;
    if (value === null) return null;
    const rule = rules.find(one => one.column === column && (!one.when || row[one.when.column] === one.when.equals));
    if (rule) return classify(value, rule, keyFiles);
    const reduced = reduce.get(column)?.(value);
    if (reduced !== undefined) return reduced;
    const named = isSecretKey(column) || (column === 'value' && isSecretKey(row.name ?? ''));
    return named && value !== '' ? (secretMark(value) ? value : hide(value)) : text(value);
  };

  /** Values of elements by themselves, so that no pattern runs across the markup. What is dropped is no secret that is known. */
  const hideElement = (name: string, value: string): string => (isSecretKey(name) && !secretMark(value) ? hide(value) : text(value));

  const reducersOf = (query: TableQuery): Reducers =>
    new Map(query.columns.flatMap(column => orNone(xmlPaths(query, column)).map(paths => [column, xmlReducer(paths, hideElement)])));

  const table = (query: TableQuery, body: TableBody, context: RedactContext): TableBody => {
    const reduce = reducersOf(query);
    return {
      columns: body.columns,
      rows: body.rows.map(row => Object.fromEntries(body.columns.map(column => [column, cell(row, column, context, reduce)]))),
    };
  };

  /** Of lists of an API, which have thousands of entries, more is kept than of the document in one column. */
  const httpText = (body: string, paths: HttpQuery['xml']): string =>
    paths ? xmlReducer(paths, hideElement, { maxDocument: 64 * MEGABYTE, maxKept: 16 * MEGABYTE })(body) : text(body);

  const bodyOf = (query: Query, body: Bodies[keyof Bodies], context: RedactContext): Bodies[keyof Bodies] => {
    switch (query.kind) {
      case 'file':
        return file(body as FileBody, query.keep, context);
      case 'table':
        return table(query, body as TableBody, context);
      case 'command':
        return { ...(body as CommandBody), stdout: text((body as CommandBody).stdout), stderr: text((body as CommandBody).stderr) };
      case 'http':
        return { ...(body as HttpBody), body: httpText((body as HttpBody).body, query.xml) };
      case 'paths':
      case 'artifact':
        return body;
    }
  };

  return { secrets, text, body: (query, body, context) => bodyOf(query, body, context) as Redacted<typeof body> };
}
