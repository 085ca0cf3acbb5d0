import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { markdown } from '../../src/reporters/markdown.ts';
import { code, codeBlock, inlineMarkdown } from '../../src/reporters/markdown-text.ts';
import { emptyReport, fullReport, goReport, sampleFinding, sampleReport, sampleResult } from '../support/sample-report.ts';
import { assertMarkdown } from './markdown-reader.ts';

const written = (report: Report, all = false): string => markdown(report, { columns: 80, color: false, all });
const failed = (findings: Report['results'][number]['findings']): Report =>
  sampleReport({ results: [sampleResult({ check: 'x/y', verdict: 'fail', findings })] });

describe('markdown', () => {
  test('begins with the verdict, the reasons and the coverage', () => {
    expect(written(fullReport()).split('\n').slice(0, 5)).toEqual([
      '# ⛔ NO-GO',
      '',
      '3 findings at or above blocker; 1 finding waived',
      '',
      '**Coverage**: 13 checks on 15 hosts: 13 decided (7 pass, 6 fail, 1 of them waived), 1 skipped, 14 unknown.',
    ]);
    expect(written(goReport())).toMatch(/^# ✅ GO\n/);
    expect(written(emptyReport())).toMatch(/^# ❔ UNKNOWN\n/);
  });

  test('has new before known findings, unknowns, waived ones and waivers', () => {
    const text = written(fullReport());
    const order = [
      '## Blockers: 1 check, 2 findings',
      '## Known from the baseline',
      '## Could not be looked at: 12 causes',
      '## Waived: 1 finding',
      '## Waivers: 3',
    ];
    const at = order.map(part => text.indexOf(part));
    expect(at).toEqual([...at].sort((a, b) => a - b));
    expect(at).not.toContain(-1);
    expect(text).toContain('⚠️ **expired** cloudstack/var-file-system-full, kvm1.example.org: would waive 1 finding;');
  });

  test('folds the remedy, ready to copy', () => {
    const [, folded] = written(fullReport()).split('<summary>How to mend it</summary>');
    expect(folded).toContain("\n```sql\nUPDATE cloud.storage_pool SET path = '/var/lib/libvirt/images' WHERE id = 8;\nUPDATE");
  });

  test('shows 20 of 10,000 findings and says so, and fits the summary of a step with all of them', () => {
    const findings = Array.from({ length: 10_000 }, (_, id) => sampleFinding({ object: `pool ${id}`, text: `Pool ${id} ${'is wrong '.repeat(20)}` }));
    expect(written(failed(findings))).toContain('… and 9,980 more, which the commands below do not mend');
    const results = Array.from({ length: 300 }, (_, id) =>
      sampleResult({ check: `x/check-${id}`, verdict: 'fail', findings: findings.slice(0, 50) }),
    );
    const text = written(sampleReport({ results }), true);
    expect(Buffer.byteLength(text)).toBeLessThan(1024 * 1024);
    expect(text).toMatch(/\n\*\*\d+ parts of this report did not fit here\*\*: see `--report html` or `--report json`\.\n$/);
    assertMarkdown(text);
  });
});

describe('text', () => {
  test.each([
    ['*a* _b_ ~c~ `d` [e](f) $g$', '\\*a\\* \\_b\\_ \\~c\\~ \\`d\\` \\[e\\](f) \\$g\\$'],
    ['<b> & </details>', '&lt;b&gt; &amp; &lt;/details&gt;'],
    ['@ops, see #12', '@<!-- -->ops, see #<!-- -->12'],
    ['https://x.example www.x.example', 'https:<!-- -->//x.example www<!-- -->.x.example'],
    [':bomb: at 02:00:04', ':<!-- -->bomb: at 02:00:04'],
    ['# x', '\\# x'],
    ['- x', '\\- x'],
    ['1. x', '1\\. x'],
    ['4.3.2 is out', '4.3.2 is out'],
    ['a\nb\u202e', 'a b\\\\u202e'],
  ])('%s has no markup', (given, shown) => expect(inlineMarkdown(given)).toBe(shown));

  test('as code ends where it should', () => {
    expect(code('a`b``c')).toBe('```a`b``c```');
    expect(code('`x`')).toBe('`` `x` ``');
    expect(code('')).toBe('');
    expect(codeBlock(['```', '</details>'], 'sh')).toBe('````sh\n```\n</details>\n````');
  });
});
