import { expect } from 'vitest';

const TAGS = /<(\/?)(details|summary|br)>/g;

/** Fails where text of a report is markup: reads fences and code spans as CommonMark does, and takes our own few tags away. */
export function assertMarkdown(text: string): void {
  const prose = withoutFences(text);
  expect(balanced(prose), 'folded parts are closed').toBe(true);
  for (const line of prose) {
    const plain = withoutCode(line)
      .replace(/<!-- -->/g, '')
      .replace(TAGS, '')
      .replace(/^- <https?:\/\/[^\s<>]+>$/, '');
    expect(plain, line).not.toMatch(/<|(?<!\\)`|(?<!\\)\[[^\]]*\]\(/);
    expect(withoutCode(line), 'nothing becomes a link or a mention').not.toMatch(/(?<!<)https?:\/\/|@[A-Za-z0-9]|www\.|(?<![\w&])#\d/);
  }
}

/** The lines outside code blocks; a block ends with a fence that is at least as long. */
function withoutFences(text: string): string[] {
  let fence = '';
  const lines = text.split('\n').filter(line => {
    const [mark = ''] = /^`{3,}/.exec(line) ?? [];
    if (fence === '' && mark === '') return true;
    if (fence === '') fence = mark;
    else if (line === mark && mark.length >= fence.length) fence = '';
    return false;
  });
  expect(fence, 'every code block is closed').toBe('');
  return lines;
}

/** Without its code spans: a run of backticks and all up to the next run of that length. */
function withoutCode(line: string): string {
  let rest = line;
  let kept = '';
  for (let start = nextRun(rest); start; start = nextRun(rest)) {
    const { index, 0: run } = start;
    const after = rest.slice(index + run.length);
    const end = new RegExp(`(?<!\`)${run}(?!\`)`).exec(after);
    kept += rest.slice(0, index);
    rest = end ? after.slice(end.index + run.length) : after;
    if (!end) kept += run;
  }
  return kept + rest;
}

const nextRun = (text: string): RegExpExecArray | null => /(?<!\\)(?<!`)`+/.exec(text);

function balanced(lines: readonly string[]): boolean {
  let depth = 0;
  for (const line of lines) {
    if (line === '<details>') depth++;
    if (line === '</details>') depth--;
    if (depth < 0) return false;
  }
  return depth === 0;
}
