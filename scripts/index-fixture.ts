import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { completeInputs } from '../src/engine/inputs.ts';
import { loadPacks } from '../src/engine/packs.ts';
import { needsOf, plan } from '../src/engine/plan.ts';
import type { Need } from '../src/model/fact.ts';
import { keyOf, type Query, widen } from '../src/model/query.ts';
import { columnsOfWhere } from '../src/model/where.ts';
import { answerPath } from '../src/snapshot/encode.ts';
import { type Manifest, readManifest, type StoredAnswer } from '../src/snapshot/manifest.ts';

async function index(directory: string): Promise<void> {
  const name = join(directory, 'manifest.json');
  const manifest = readManifest(readFileSync(name), name);
  const known = new Map(manifest.answers.map(answer => [slot(answer), answer]));
  const steps = unique((await questions(manifest)).map(({ host, query }) => ({ host, query: wholeWhereStored(directory, host, query!) })));
  const answers = steps.map(step => update(directory, step, known.get(slot(step))));
  const extra = manifest.answers.filter(
    answer => !steps.some(step => slot(step) === slot(answer)) && answer.status === 'ok' && existsSync(join(directory, answer.file!)),
  );
  const sorted = [...answers, ...extra].sort((a, b) => (slot(a) < slot(b) ? -1 : 1));
  writeFileSync(name, `${JSON.stringify({ ...manifest, answers: sorted }, null, 2)}\n`);
  process.stdout.write(`${name}: ${sorted.length} answers, ${sorted.filter(({ status }) => status === 'absent').length} absent\n`);
}

interface Step {
  readonly host: string;
  readonly query: Query;
}

/** A table that lies there whole answers for any part of it, so it is named once; a part that a capture stored stays a part. */
function wholeWhereStored(directory: string, host: string, query: Query): Query {
  if (query.kind !== 'table' || !query.where || existsSync(join(directory, answerPath(host, query)))) return query;
  const whole: Query = { kind: 'table', name: query.name, columns: [...new Set([...query.columns, ...columnsOfWhere(query.where)])].sort() };
  return existsSync(join(directory, answerPath(host, whole))) ? whole : query;
}

function unique(steps: readonly Step[]): Step[] {
  const bySlot = new Map<string, Step>();
  for (const step of steps) bySlot.set(slot(step), { host: step.host, query: widen(bySlot.get(slot(step))?.query ?? step.query, step.query) });
  return [...bySlot.values()];
}

async function questions(manifest: Manifest) {
  const { platform, checks } = await (await loadPacks()).pack(manifest.platform);
  const needs = [...needsOf(checks), ...(Object.values(platform.version.needs) as Need<unknown>[])];
  const steps = plan(needs, { hosts: role => manifest.hosts[role] ?? [], inputs: completeInputs(checks, {}), when: ['now', 'before'] });
  return steps.filter(({ query }) => query !== undefined);
}

const slot = ({ host, query }: { readonly host: string; readonly query: Query }): string => `${host} ${keyOf(query)}`;

function update(directory: string, { host, query }: { host: string; query: Query }, old: StoredAnswer | undefined): StoredAnswer {
  const file = old?.file ?? answerPath(host, query);
  const wide = old ? widen(old.query, query) : query;
  if (old && old.status !== 'ok' && old.status !== 'absent') return { ...old, query: wide };
  if (query.kind === 'paths' && !existsSync(join(directory, file))) write(join(directory, file), '[]\n');
  if (!existsSync(join(directory, file))) return { host, query: wide, status: 'absent', reason: whyAbsent(query) };
  const { absentColumns: _, reason: __, ...rest } = old ?? {};
  return {
    ...rest,
    host,
    query: wide,
    status: 'ok',
    file,
    ...(existsSync(join(directory, `${file}.tail`)) && { tail: `${file}.tail` }),
    ...(wide.kind === 'command' && { exit: old?.exit ?? 0, stderr: old?.stderr ?? '' }),
    ...absentColumns(wide, join(directory, file)),
  };
}

/** As the sources say it. */
function whyAbsent(query: Query): string {
  if (query.kind === 'command') return `${query.argv[0]}: no such program on this host`;
  return query.kind === 'table' ? 'there is no such table' : 'no such file';
}

/** A column that no row has is one that this version of the table does not have. */
function absentColumns(query: Query, file: string): { absentColumns?: string[] } {
  if (query.kind !== 'table') return {};
  const rows = JSON.parse(readFileSync(file, 'utf8')) as object[];
  const absent = rows.length === 0 ? [] : query.columns.filter(column => !rows.some(row => Object.hasOwn(row, column)));
  return absent.length > 0 ? { absentColumns: absent } : {};
}

function write(file: string, content: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}

/**
 * `npm run index-fixture -- fixtures/x …`: brings the manifest of a hand-made snapshot up to date with the questions that the
 * checks ask today. What has a file is ok, what has none is absent; failures that stand there stay. Write answers first, then run it.
 */
for (const directory of process.argv.slice(2)) await index(directory);
