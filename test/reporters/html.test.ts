import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { COLORS, STYLE } from '../../src/reporters/html/style.ts';
import { html } from '../../src/reporters/html.ts';
import { emptyReport, fullReport, sampleFinding, sampleReport, sampleResult } from '../support/sample-report.ts';
import { assertPage, type Element, elements, readPage } from './page-reader.ts';

const written = (report: Report): string => html(report, { columns: 80, color: false, all: false });
const pageOf = (report: Report): Element[] => elements(readPage(written(report)));
const byClass = (page: readonly Element[], name: string): Element[] => page.filter(({ attributes }) => attributes.class?.split(' ').includes(name));
const failed = (given: Parameters<typeof sampleFinding>[0]): Report =>
  sampleReport({ results: [sampleResult({ check: 'x/y', verdict: 'fail', findings: [sampleFinding(given)] })] });

describe('the page', () => {
  const page = pageOf(fullReport());
  const text = page[0]!.text;

  test('says the verdict, and all that can be said', () => {
    expect(page.find(({ name }) => name === 'h1')!.text).toContain('NO-GO');
    for (const part of [
      '13 checks on 15 hosts: 13 decided (7 pass, 6 fail, 1 of them waived), 1 skipped, 14 unknown.',
      'waived until 2026-12-01 by Ops <ops@example.org>, CHG-123: the pool is empty and goes away',
      'would waive 1 finding; line 46',
      'reports/friday.json',
      'connecting to 10.0.0.12 port 22 timed out after 10 s',
      'for upgrades to 4.18 and later',
      'the target names no XenServer host (role xenserver)',
      'table cloud.storage_pool',
      'The guide changes every row with one path',
      "UPDATE cloud.storage_pool SET path = '/export/ssd' WHERE id = 12;",
      'usage-invoiced',
    ])
      expect(text).toContain(part);
  });

  test('shows checks × hosts with a sign and a word, not by colour alone', () => {
    const cells = elements(byClass(page, 'matrix')[0]!).filter(({ name, text: content }) => name === 'td' && content !== '');
    expect(cells).toHaveLength(fullReport().coverage.total);
    for (const { text: content } of cells) expect(content).toMatch(/^(✗ fail|\? unknown|✓ pass|– skip|~ waived)$/);
  });

  test('has a button only where there is something to copy, and shows it only with a script', () => {
    const buttons = byClass(page, 'copy');
    expect(buttons.length).toBeGreaterThan(5);
    for (const { attributes } of [...buttons, ...byClass(page, 'filters')]) expect(attributes).toHaveProperty('hidden');
    const hidden = pageOf(failed({ remedy: { commands: [{ language: 'sh', text: "rm -- 'a\u202eb'" }] } }));
    expect(byClass(hidden, 'copy')).toEqual([]);
    expect(hidden[0]!.text).toContain('Some characters cannot be shown');
  });

  test('can be read by ear and used by keyboard', () => {
    expect(page[0]!.attributes.lang).toBe('en');
    const levels = page.flatMap(({ name }) => (/^h\d$/.test(name) ? [Number(name[1])] : []));
    expect(levels[0]).toBe(1);
    for (const [index, level] of levels.entries()) expect(level - (levels[index - 1] ?? 1)).toBeLessThanOrEqual(1);
    for (const field of page.filter(({ name }) => ['input', 'select'].includes(name)))
      expect(
        page.some(({ name, children }) => name === 'label' && children.includes(field)),
        field.attributes.id,
      ).toBe(true);
    for (const head of page.filter(({ name }) => name === 'th')) expect(head.attributes.scope).toMatch(/^(row|col)$/);
    expect(page.find(({ attributes }) => attributes['aria-live'] === 'polite')).toBeDefined();
    expect(page.find(({ attributes }) => attributes.class === 'skip')!.attributes.href).toBe('#failed');
  });

  test('makes no markup in its script', () => {
    const [, script] = /<script>([\s\S]*?)<\/script>/.exec(written(fullReport()))!;
    expect(script).not.toMatch(/innerHTML|outerHTML|insertAdjacent|document\.write|eval|Function\(|setAttribute/);
    expect(() => new Function(script!)).not.toThrow();
  });

  test('prints, and follows the dark mode of the reader', () => {
    expect(STYLE).toContain('@media print');
    expect(STYLE).toContain('@media (prefers-color-scheme:dark)');
    expect(STYLE).not.toMatch(/url\(|@import/);
  });
});

describe('hostile names', () => {
  test('stay text', () => {
    const evil = '</script><script>alert(1)</script>"><img src=x onerror=alert(1)>\u202e\u001b[31m';
    const report = sampleReport({
      results: [
        sampleResult({
          check: evil,
          title: evil,
          why: evil,
          refs: [evil, 'javascript:alert(1)'],
          verdict: 'fail',
          cells: [{ host: evil, verdict: 'fail' }],
          findings: [sampleFinding({ host: evil, object: evil, text: evil, remedy: { text: evil, commands: [{ language: 'sh', text: evil }] } })],
        }),
      ],
    });
    const text = written(report);
    assertPage(text);
    expect(text.match(/<script>/g)).toHaveLength(1);
    expect(readPage(text).text).toContain('</script><script>alert(1)</script>"><img src=x onerror=alert(1)>\\u202e\\x1b[31m');
    expect(elements(readPage(text)).filter(({ name }) => ['img', 'script'].includes(name))).toHaveLength(1);
  });
});

describe('a large run', () => {
  const hosts = Array.from({ length: 300 }, (_, id) => `kvm${id}`);
  const findings = Array.from({ length: 10_000 }, (_, id) => sampleFinding({ host: hosts[id % 300]!, object: `pool ${id}` }));
  const large = sampleReport({
    results: [sampleResult({ check: 'x/y', verdict: 'fail', findings, cells: hosts.map(host => ({ host, verdict: 'fail' })) })],
  });
  const page = pageOf(large);

  test('has every finding, the most of them folded, in a check that starts closed', () => {
    expect(byClass(page, 'finding')).toHaveLength(10_000);
    expect(page.some(({ name, text }) => name === 'summary' && text === '9,900 more findings')).toBe(true);
    expect(byClass(page, 'check')[0]!.attributes).not.toHaveProperty('open');
  });

  test('has the columns that fit, and says how many hosts have none', () => {
    expect(elements(byClass(page, 'matrix')[0]!).filter(({ attributes }) => attributes.scope === 'col')).toHaveLength(25);
    expect(page[0]!.text).toContain('276 hosts with fewer problems have no column here.');
  });
});

test('thousands of answers of one check are cut short, and it says so', () => {
  const looked = Array.from({ length: 2_000 }, (_, id) => ({ fact: 'file systems', host: `kvm${id}`, query: 'df -P', status: 'ok' }) as const);
  const [page] = pageOf(sampleReport({ results: [sampleResult({ check: 'x/y', looked })] }));
  expect(page!.text).toContain('What was looked at: 2,000 answers');
  expect(page!.text).toContain('1,700 more answers: see --report json');
});

test('a run without any check is a page too', () => {
  expect(pageOf(emptyReport())[0]!.text).toContain('No check was run.');
});

/** As WCAG 2 defines it. */
function contrast(a: string, b: string): number {
  const luminance = (color: string): number => {
    const [red, green, blue] = [1, 3, 5].map(at => {
      const part = Number.parseInt(color.slice(at, at + 2), 16) / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
  };
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light! + 0.05) / (dark! + 0.05);
}

const mixed = (color: string, ground: string, share: number): string =>
  `#${[1, 3, 5]
    .map(at => Math.round(Number.parseInt(color.slice(at, at + 2), 16) * share + Number.parseInt(ground.slice(at, at + 2), 16) * (1 - share)))
    .map(part => part.toString(16).padStart(2, '0'))
    .join('')}`;

describe.each(['light', 'dark'] as const)('colours, %s', scheme => {
  const { bg, soft, line: _, ...inks } = COLORS[scheme];
  test.each(Object.entries(inks))('%s can be read on every ground', (name, ink) => {
    const tinted = ['bad', 'warn', 'good', 'calm'].includes(name) ? [mixed(ink, bg, 0.1)] : [];
    for (const ground of [bg, soft, ...tinted]) expect(contrast(ink, ground)).toBeGreaterThanOrEqual(4.5);
  });
});
