import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import check from '../../../../checks/opennebula/onecfg-metadata-outdated.ts';
import contradiction from '../../../../checks/opennebula/onecfg-status-contradiction.ts';
import platform from '../../../../checks/opennebula/platform.ts';
import { run } from '../../../../src/engine/run.ts';
import type { Answer } from '../../../../src/model/answer.ts';
import type { AnyCheck } from '../../../../src/model/check.ts';
import { PHASES, type Phase } from '../../../../src/model/phase.ts';
import { keyOf, type Query } from '../../../../src/model/query.ts';
import type { Result } from '../../../../src/model/report.ts';
import { oned } from '../support.ts';

interface Site {
  readonly text: string;
  readonly installed: string;
  readonly edition: string;
  readonly phase: Phase;
  readonly to: string;
  readonly status: string;
}

const ok = (body: object): Answer => ({ status: 'ok', at: '2026-11-21T02:00:00Z', body: body as never });

/** The whole line, from the answer of one front-end to the result. */
async function judge({ text, installed, edition, phase, to, status }: Site): Promise<readonly Result[]> {
  const answer = (query: Query): Answer => {
    if (query.kind === 'paths')
      return ok({ entries: query.globs[0] === '/usr/bin/oned' ? [{ path: '/usr/bin/oned', type: 'file', mode: '0755' }] : [] });
    if (keyOf(query) === 'file /etc/onecfg.conf') return ok({ text });
    if (query.kind === 'command' && query.argv[0] === 'oned') return ok({ ...oned(installed, edition), stderr: '', exit: 0 });
    if (query.kind === 'command' && query.argv[0] === 'onecfg') return ok({ stdout: status, stderr: status, exit: 1 });
    return { status: 'absent', reason: 'is not there' };
  };
  const { results } = await run({
    platform,
    checks: [check, contradiction] as unknown as AnyCheck[],
    allChecks: [],
    now: { source: { ask: async (_, queries) => queries.map(answer) }, hosts: { frontend: ['fe1'] } },
    phase,
    to,
    inputs: {},
    threshold: 'blocker',
    evidence: { kind: 'installation', name: 'a case' },
    time: '2026-11-21T02:00:00Z',
    toolVersion: '0.0.0',
  });
  return results;
}

const version = fc.constantFrom(
  '5.2.0',
  '6.0.0',
  '6.8',
  '6.10',
  '6.10.0',
  '6.10.2',
  '7.0.0',
  '7.0.1',
  '7.0.0-rc1',
  '7.2.0',
  '7.4.1',
  '7.6.0',
  '9',
  'abc',
  '',
);
const quoted = (value: string) => fc.constantFrom(value, `'${value}'`, `"${value}"`);
const value = fc.oneof(
  version.chain(quoted),
  fc.constantFrom(
    '~',
    'null',
    'true',
    "'true'",
    'no',
    '[1]',
    '{a: b}',
    '|\n  x',
    '&a b',
    '*a',
    '2026-03-01',
    '# c',
    "'/var/lib/one/backups/config/2026-03-01_10:15:00-v6.10.0'",
  ),
  fc.string({ maxLength: 12 }).filter(text => !/[\r\n\u0085\u2028\u2029]/.test(text)),
);
const key = fc.constantFrom('version', 'backup', 'outdated', 'Version', 'note', '__proto__', 'constructor', '<<');
const entry = fc.tuple(key, value).map(([name, text]) => `${name}: ${text}`);
const filler = fc.constantFrom('', '# outdated: true', '# backup: x', '---', '...', '\t', '  ', '- a', '<<<<<<< HEAD');
const site = {
  installed: fc.constantFrom('6.8.3', '6.10.2', '6.10.2.1', '7.0.0', '7.0.1', '7.2.0', '7.4.1', '7.6.0'),
  edition: fc.constantFrom('', 'Enterprise Edition'),
  phase: fc.constantFrom(...PHASES),
  to: fc.constantFrom('7.0.1', '7.2.0', '7.6.0'),
  status: fc.oneof(fc.string(), fc.constant('Config: 7.0.0\nNo updates available.')),
};

describe('state files that nobody expects', () => {
  test('a file that Ruby reads as outdated never passes', async () => {
    const mark = fc
      .constantFrom('true', 'True', 'TRUE', 'yes', 'Yes', 'on', 'ON', 'tRuE', 'true # by hand', '!!bool true', '&o true')
      .map(text => `outdated: ${text}`);
    // After the mark comes nothing that could take it back.
    const after = fc.oneof(
      filler,
      entry.filter(line => !/outdated|<</.test(line)),
    );
    const text = fc
      .tuple(fc.array(fc.oneof(entry, filler), { maxLength: 4 }), mark, fc.array(after, { maxLength: 4 }))
      .map(([before, own, rest]) => ['---', ...before.filter(line => line !== '---' && line !== '...'), own, ...rest, ''].join('\n'));
    await fc.assert(
      fc.asyncProperty(fc.record({ ...site, text }), async one => {
        const [result] = await judge(one);
        expect(result!.verdict).toBe('fail');
        expect(result!.unknowns.filter(({ status }) => status === 'error')).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  test('a file that says no more than that it is outdated says so in a blocker', async () => {
    const text = fc
      .tuple(version, fc.constantFrom('true', 'yes', 'on'), fc.boolean())
      .map(([recorded, mark, snapshot]) =>
        ['---', `version: '${recorded}'`, ...(snapshot ? ["backup: '/var/lib/one/backups/config/x'"] : []), `outdated: ${mark}`, ''].join('\n'),
      );
    await fc.assert(
      fc.asyncProperty(fc.record({ ...site, text }), async one => {
        const [result] = await judge(one);
        expect(result!.findings.some(({ message, severity }) => message.startsWith('outdated') && severity === 'blocker')).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  test('no file crashes a judge, and whatever it says is a sentence', async () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.array(fc.oneof(entry, filler), { maxLength: 8 }).map(lines => lines.join('\n')),
    );
    await fc.assert(
      fc.asyncProperty(fc.record({ ...site, text }), async one => {
        for (const { verdict, unknowns, findings } of await judge(one)) {
          expect(unknowns.filter(({ status }) => status === 'error')).toEqual([]);
          expect(findings.every(finding => finding.text.endsWith('.') && finding.text.length < 12_000 && !finding.text.includes('undefined'))).toBe(
            true,
          );
          expect(verdict === 'unknown').toBe(unknowns.length > 0 && !findings.some(({ severity }) => severity !== 'note'));
        }
      }),
      { numRuns: 500 },
    );
  });
});
