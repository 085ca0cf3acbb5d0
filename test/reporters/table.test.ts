import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import type { ReporterOptions } from '../../src/reporters/reporter.ts';
import { table } from '../../src/reporters/table.ts';
import { emptyReport, fullReport, goReport, sampleFinding, sampleReport, sampleResult } from '../support/sample-report.ts';
import { hostileReport } from './hostile-report.ts';

const written = (report: Report, options: Partial<ReporterOptions> = {}): string =>
  table(report, { columns: 80, color: false, all: false, ...options });
const only = (...results: Report['results']): Report => sampleReport({ results, verdict: 'NO-GO', remarks: [], excluded: [] });
const failed = (findings: Report['results'][number]['findings']): Report => only(sampleResult({ check: 'x/y', verdict: 'fail', findings }));
const widest = (text: string): number => Math.max(...text.split('\n').map(line => stringWidth(line)));

describe('golden files', () => {
  test('80 columns', () => expect(written(sampleReport())).toMatchFileSnapshot('golden/table-80.txt'));
  test('120 columns', () => expect(written(sampleReport(), { columns: 120 })).toMatchFileSnapshot('golden/table-120.txt'));
  test('everything', () => expect(written(sampleReport(), { all: true })).toMatchFileSnapshot('golden/table-all.txt'));
  test('in colour', () => expect(written(sampleReport(), { color: true })).toMatchFileSnapshot('golden/table-color.txt'));
  test('GO', () => expect(written(goReport())).toMatchFileSnapshot('golden/table-go.txt'));
  test('nothing ran', () => expect(written(emptyReport())).toMatchFileSnapshot('golden/table-empty.txt'));
});

describe('table', () => {
  test('puts blockers before warnings, advice, unknowns and the sum, and the verdict first and last', () => {
    const lines = written(sampleReport()).trimEnd().split('\n');
    const at = ['Verdict ', '── Blockers', '── Warnings', '── Advice', '── Unknown', '── Remarks', '┌', 'NO-GO. '].map(start =>
      lines.findIndex(line => line.startsWith(start)),
    );
    expect(at).toEqual([...at].sort((a, b) => a - b));
    expect(at).not.toContain(-1);
    expect(at.at(-1)).toBe(lines.length - 1);
  });

  test('balances', () => {
    const totals = 'NO-GO. 11 checks on 6 hosts: 12 decided (7 pass, 5 fail), 1 skipped, 5 unknown';
    expect(written(sampleReport()).trimEnd().split('\n').at(-1)).toBe(totals);
    expect(written(sampleReport())).toMatch(/│ Total +│ +5 │ +5 │ +7 │ +1 │/);
  });

  test('says one dead host once, and how many checks it costs', () => {
    const text = written(sampleReport(), { columns: 120 });
    expect(text.match(/10\.0\.0\.12/g)).toHaveLength(1);
    expect(text).toContain('? UNKNOWN  m2.example.org costs 3 checks: unreachable, connecting to 10.0.0.12 port 22 timed out after 10 s\n');
  });

  test('counts one as one', () => {
    const [result] = goReport().results;
    const text = written({ ...goReport(), results: [result!], coverage: { total: 1, pass: 1, fail: 0, skip: 0, unknown: 0 } });
    expect(text).toContain('GO. 1 check on 1 host: 1 decided (1 pass, 0 fail), 0 skipped, 0 unknown\n');
    expect(text).not.toContain('Total');
    expect(written(failed([sampleFinding()]))).toContain('── Blockers: 1 check, 1 finding ─');
  });

  test('puts a check with findings of several severities once, by its worst', () => {
    const text = written(
      failed([sampleFinding({ severity: 'advice', object: 'a' }), sampleFinding({ severity: 'note', object: 'n' }), sampleFinding({ object: 'b' })]),
    );
    expect(text).toContain('── Blockers: 1 check, 1 finding and 1 milder ─');
    expect(text).toContain('  • db1.example.org, b\n    Something is wrong.\n  • advice: db1.example.org, a\n');
    expect(text).not.toContain('── Advice');
    expect(text).toContain('Not shown: 1 note. ');
  });

  test('takes a check that found only notes for a passed one', () => {
    const text = written(sampleReport(), { all: true });
    expect(text).toContain('── Notes: 1 note ─');
    expect(text).toContain('✓ cloudstack/database-charset: The database is in UTF-8');
  });

  test('takes the width of the terminal, from 40 to 120, and 80 where there is none', () => {
    const width = (columns: number): number =>
      stringWidth(
        written(sampleReport(), { columns })
          .split('\n')
          .find(line => line.startsWith('──'))!,
      );
    expect([100, 0, Number.NaN, -1, 7, 10_000, Number.POSITIVE_INFINITY, 80.5].map(width)).toEqual([100, 80, 80, 80, 40, 120, 120, 80]);
  });

  test('folds many hosts into one row, and still balances', () => {
    const cells = Array.from({ length: 300 }, (_, host) => ({ host: `kvm${host}`, verdict: 'pass' as const }));
    const text = written(only(sampleResult({ check: 'x/y', cells })));
    expect(text).toMatch(/│ 289 more hosts │ +0 │ +0 │ +289 │ +0 │/);
    expect(text).toMatch(/│ Total +│ +0 │ +0 │ +300 │ +0 │/);
    expect(written(only(sampleResult({ check: 'x/y', cells })), { all: true })).toContain('│ kvm299 ');
  });

  test('shows 20 of 10,000 findings, says so twice, and has them all on demand', () => {
    const findings = Array.from({ length: 10_000 }, (_, id) =>
      sampleFinding({
        object: `pool ${id}`,
        remedy: { text: 'Mend it.', commands: [{ language: 'sql', text: `UPDATE t SET x = 1 WHERE id = ${id};` }] },
      }),
    );
    const text = written(failed(findings));
    expect(text.match(/^UPDATE/gm)).toHaveLength(20);
    expect(text).toContain('  … and 9,980 more: see --report json\n');
    expect(text).toContain('  This mends the first 20 of 10,000 findings: the rest is in --report json.\n');
    const all = written(failed(findings), { all: true });
    expect(all.match(/^UPDATE/gm)).toHaveLength(10_000);
    expect(all).toContain('• db1.example.org, pool 9999\n');
  });

  test('shows 20 of many causes of unknowns', () => {
    const unknowns = Array.from({ length: 10_000 }, (_, id) => ({ host: `h${id}`, status: 'denied', reason: 'no' }) as const);
    const report = only(sampleResult({ check: 'x/y', verdict: 'unknown', unknowns }));
    expect(written(report)).toContain('… and 9,980 more: see --report json');
    expect(written(report, { all: true })).toContain('h9999 costs 1 check');
  });
});

describe('what people said of findings', () => {
  const text = written(fullReport(), { columns: 100 });

  test('has sections of its own: what the baseline knew, what is waived, and waivers to look at', () => {
    const order = [
      '── Blockers: 1 check, 2 findings',
      '── Known from reports/friday.json: 3 checks, 4 findings',
      '── Unknown',
      '── Waived: 1 finding',
      '── Waivers to look at: 3',
    ];
    const at = order.map(part => text.indexOf(part));
    expect(at).toEqual([...at].sort((a, b) => a - b));
    expect(at).not.toContain(-1);
  });

  test('a waived finding says who answers for it, is no blocker, and has no commands to paste', () => {
    expect(text).toContain('waived until 2026-12-01 by Ops <ops@example.org>, CHG-123: the pool is empty and goes away');
    expect(text.slice(0, text.indexOf('── Waived'))).not.toContain('old-nfs');
    expect(text).not.toContain('SET removed');
  });

  test('known findings keep their remedy, because they still stand in the way', () => {
    expect(text.slice(text.indexOf('── Known'), text.indexOf('── Unknown'))).toContain('yum clean all');
  });

  test('waivers are shown where they need somebody, and all of them on demand', () => {
    expect(text).toContain('EXPIRED  cloudstack/var-file-system-full, kvm1.example.org (line 46)\n    would waive 1 finding; until 2026-10-31');
    const { waivers = [] } = fullReport();
    const quiet = { ...fullReport(), waivers: waivers.slice(0, 1).map(one => ({ ...one, remarks: [] })) };
    expect(written(quiet)).not.toContain('── Waivers');
    expect(written(quiet, { all: true })).toContain('── Waivers: 1 ─');
  });

  test('the totals say how many of the failed are waived', () => {
    expect(text.trimEnd().split('\n').at(-1)).toContain('13 decided (7 pass, 6 fail, 1 of them waived)');
  });
});

describe('a remedy', () => {
  const commands = (language: 'sql' | 'sh' | 'text', ...texts: string[]) => ({ commands: texts.map(text => ({ language, text })) });

  test('stands in the first column, unwrapped, so that it can be copied as it is', () => {
    const command = `cat > /etc/x <<'EOF'\n${'long '.repeat(40)}\n  indented\nEOF`;
    expect(written(failed([sampleFinding({ remedy: commands('sh', command) })]))).toContain(`\n  Shell\n${command}\n\n`);
  });

  test('that is equal on several hosts stands once, and says for which', () => {
    const text = written(sampleReport());
    expect(text).toContain('\n  Shell (found on kvm1.example.org and kvm3.example.org)\nyum clean all\njournalctl --vacuum-size=200M\n');
    expect(text.match(/yum clean all/g)).toHaveLength(1);
  });

  test('keeps the order of its commands across languages', () => {
    const steps = (id: number) =>
      ({
        commands: [
          { language: 'sh', text: `stop ${id}` },
          { language: 'sql', text: `UPDATE ${id};` },
          { language: 'sh', text: `start ${id}` },
        ],
      }) as const;
    const text = written(failed([sampleFinding({ object: '1', remedy: steps(1) }), sampleFinding({ object: '2', remedy: steps(2) })]));
    const order = text.split('\n').filter(line => /^(stop|UPDATE|start| {2}S)/.test(line));
    const [shell, sql] = ['  Shell', '  SQL'];
    expect(order).toEqual([shell, 'stop 1', sql, 'UPDATE 1;', shell, 'start 1', 'stop 2', sql, 'UPDATE 2;', shell, 'start 2']);
  });

  test('names the hosts where findings are on several, also to undo', () => {
    const on = (host: string) => sampleFinding({ host, object: 'file /etc/x', remedy: { ...commands('sh', `fix ${host}`), undo: `unfix ${host}` } });
    const text = written(failed([on('a'), on('b'), sampleFinding({ host: 'c', object: 'file /etc/x', remedy: { text: 'Do c.' } })]));
    expect(text).toContain('  For       a: file /etc/x and b: file /etc/x\n');
    for (const host of ['a', 'b']) expect(text).toContain(`\n  Shell (found on ${host})\nfix ${host}\n`);
    for (const host of ['a', 'b']) expect(text).toContain(`\n  Undo (found on ${host})\nunfix ${host}\n`);
  });

  test('says what it is for where there are several', () => {
    const text = written(
      failed([
        sampleFinding({ object: 'a', remedy: { text: 'Do a.' } }),
        sampleFinding({ object: 'b', remedy: { text: 'Do b.' } }),
        sampleFinding({ object: 'c' }),
      ]),
    );
    expect(text).toContain('  For       a\n  Fix       Do a.\n');
    expect(text).toContain('  For       b\n  Fix       Do b.\n');
    expect(written(failed([sampleFinding({ remedy: { text: 'Do it.' } })]))).not.toContain('  For ');
  });

  test('says which services must be down before it gives the commands', () => {
    const text = written(failed([sampleFinding({ remedy: { down: 'opennebula', ...commands('sql', 'UPDATE 1;') } })]));
    expect(text.indexOf('  Stop      opennebula\n')).toBeLessThan(text.indexOf('\nUPDATE 1;'));
    expect(text).toContain('  Stop      opennebula\n');
  });

  test('keeps the steps of its text, indented', () => {
    expect(written(failed([sampleFinding({ remedy: { text: '1. Stop it.\n2. Start it.' } })]))).toContain(
      '  Fix       1. Stop it.\n            2. Start it.\n',
    );
  });

  test('to undo is pasted, or said where it is a sentence', () => {
    expect(written(failed([sampleFinding({ remedy: { undo: 'mv b a' } })]))).toContain('\n  Undo\nmv b a\n');
    expect(written(failed([sampleFinding({ remedy: { undo: 'Keep a copy of the file.' } })]))).toContain('\n  Undo      Keep a copy of the file.\n');
  });

  test('that cannot be copied says so', () => {
    const text = written(failed([sampleFinding({ remedy: commands('sql', "DELETE FROM t WHERE name = '\u202ex\t';") })]));
    expect(text).toContain(
      "\nDELETE FROM t WHERE name = '\\u202ex\\t';\n  Some characters cannot be shown and are written as \\x1b or the like: take this\n  from --report json instead.\n",
    );
    expect(written(sampleReport())).not.toContain('cannot be shown');
  });
});

/** What a terminal obeys. */
const OBEYED = /[\0-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\p{Cs}]/u;

describe('hostile text', () => {
  const options = fc.record({ columns: fc.integer({ min: 0, max: 200 }), all: fc.boolean() });

  test('has no control but the newline, and equal reports are equal text', () => {
    fc.assert(
      fc.property(hostileReport(), options, (report, given) => {
        const text = written(report, given);
        expect(text).not.toMatch(OBEYED);
        expect(text.endsWith('\n') && !text.endsWith('\n\n')).toBe(true);
        expect(written(structuredClone(report), given)).toBe(text);
      }),
      { numRuns: 80 },
    );
  });

  test('in colour has the colours and nothing else; without them the words are the same', () => {
    fc.assert(
      fc.property(hostileReport(), options, (report, given) => {
        const text = written(report, { ...given, color: true });
        expect(text.replace(/\x1b\[\d{1,2}m/g, '')).not.toMatch(OBEYED);
        expect(stripVTControlCharacters(text)).toBe(written(report, given));
      }),
      { numRuns: 80 },
    );
  });

  test('fits the terminal, but for what is to be pasted', () => {
    fc.assert(
      fc.property(hostileReport({ remedies: false }), fc.constantFrom(80, 100, 120), (report, columns) => {
        expect(widest(written(report, { columns }))).toBeLessThanOrEqual(columns);
      }),
      { numRuns: 80 },
    );
  });

  test('of enormous length is cut, and says so', () => {
    for (const piece of ['x', '👩‍🔧', ' ', '\n', '\u200d', 'a\u0301']) {
      const text = `x${piece.repeat(100_000)}x`;
      const shown = written(
        sampleReport({
          results: [
            sampleResult({
              check: text,
              title: text,
              verdict: 'fail',
              findings: [sampleFinding({ host: text, text })],
              cells: [{ host: text, verdict: 'fail' }],
            }),
          ],
        }),
      );
      expect(shown.length).toBeLessThan(600_000);
      expect(shown).toContain('see --report json');
    }
  });

  test('cannot pass for a line of the report', () => {
    const text = written(
      failed([sampleFinding({ text: 'x\nGO. Everything is fine', object: 'y\r\nGO. Fine', remedy: { text: 'x\nGO. Fine', note: 'x\r\nGO. Fine' } })]),
    );
    expect(text).not.toMatch(/^GO/m);
  });
});
