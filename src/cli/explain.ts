import { loadPacks, UnknownName } from '../engine/packs.ts';
import { type Page, pageOf } from '../engine/page.ts';
import type { Remedy } from '../model/remedy.ts';
import { printable } from '../reporters/printable.ts';
import type { Streams } from './streams.ts';

/** `preflight explain`: the page of one check, as text. */
export async function explain(id: string, { stdout }: Streams): Promise<number> {
  const checks = await (await loadPacks()).all();
  const found = checks.find(check => check.id === id);
  if (!found)
    throw new UnknownName(
      `There is no check ${printable(id)}.${suggest(
        id,
        checks.map(check => check.id),
      )} See them with: preflight list`,
    );
  stdout.write(pageText(pageOf(found)));
  return 0;
}

/** The checks whose names share most words with what was asked for. */
function suggest(id: string, ids: readonly string[]): string {
  const words = new Set(id.slice(id.indexOf('/') + 1).split('-'));
  const shared = (one: string): number =>
    one
      .slice(one.indexOf('/') + 1)
      .split('-')
      .filter(word => words.has(word)).length;
  const near = ids.filter(one => shared(one) > 0).sort((a, b) => shared(b) - shared(a));
  return near.length > 0 ? ` Did you mean ${near.slice(0, 2).join(' or ')}?` : '';
}

function pageText({ check, summary, reads, inputs, finds }: Page): string {
  const found = finds.map(({ message, severity, text, remedy }) =>
    [`${message} (${severity}): ${text}`, ...(remedy ? remedyLines(remedy) : [])].join('\n'),
  );
  return `${[
    `${check.id}\n${check.title}`,
    summary.join('\n'),
    check.why,
    section('What it reads', reads),
    section('Inputs', inputs),
    section('What it can find', found),
    section('Sources', check.refs),
  ]
    .filter(Boolean)
    .join('\n\n')}\n`;
}

const section = (heading: string, items: readonly string[]): string =>
  items.length === 0 ? '' : `${heading}\n${items.map(item => `  - ${item.replaceAll('\n', '\n    ')}`).join('\n')}`;

const remedyLines = ({ text, down, commands = [], undo, note }: Remedy): string[] => [
  ...(text ? [`fix: ${text}`] : []),
  ...(down ? [`must be down: ${down}`] : []),
  ...commands.flatMap(snippet => snippet.text.split('\n').map(line => `  ${line}`)),
  ...(undo ? [`undo: ${undo}`] : []),
  ...(note ? [`note: ${note}`] : []),
];
