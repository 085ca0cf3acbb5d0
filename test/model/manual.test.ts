import { describe, expect, test } from 'vitest';
import { run } from '../../src/engine/run.ts';
import { manual, platform } from '../../src/index.ts';
import type { Attestation } from '../../src/model/input.ts';
import { memorySource } from '../support/memory-source.ts';

const x = platform({ id: 'x', title: 'X', roles: {}, version: { needs: {}, detect: () => undefined } });
const rehearsed = manual({
  id: 'x/rehearsed',
  title: 'The upgrade was rehearsed',
  severity: 'advice',
  applies: { platform: 'x', phases: ['pre'] },
  why: 'w',
  question: 'Was the upgrade rehearsed on a copy?',
  fix: 'Rehearse it.',
  refs: [],
});

const ask = async (answer?: Attestation) => {
  const report = await run({
    platform: x,
    checks: [rehearsed],
    allChecks: [rehearsed],
    now: { source: memorySource({}), hosts: {} },
    phase: 'pre',
    to: '2',
    inputs: answer ? { 'x/rehearsed': answer } : {},
    threshold: 'advice',
    evidence: { kind: 'installation', name: 'test' },
    time: '2026-11-21T23:59:59Z',
    toolVersion: '0',
  });
  return { ...report.results[0]!, overall: report.verdict };
};

describe('a question for a person', () => {
  test('that nobody has answered is undecided, and says where to answer', async () => {
    const { overall, unknowns } = await ask();
    expect(overall).toBe('UNKNOWN');
    expect(unknowns).toEqual([
      {
        status: 'undecided',
        reason: 'a person has to answer: Was the upgrade rehearsed on a copy? Answer under answers: x/rehearsed: in the target file',
      },
    ]);
  });

  test('passes with yes, and says who said so', async () => {
    const { overall, findings } = await ask({ answer: 'yes', by: 'Anna', on: '2026-11-20' });
    expect(overall).toBe('GO');
    expect(findings).toMatchObject([{ severity: 'note', text: 'Anna answered yes on 2026-11-20: Was the upgrade rehearsed on a copy?' }]);
  });

  test('fails with no', async () => {
    expect(await ask({ answer: 'no', by: 'Anna', on: '2026-11-20' })).toMatchObject({
      verdict: 'fail',
      findings: [{ remedy: { text: 'Rehearse it.' } }],
    });
  });

  test('is good until the end of its last day, and no longer', async () => {
    expect((await ask({ answer: 'yes', by: 'Anna', on: '2026-11-20', until: '2026-11-21' })).verdict).toBe('pass');
    const { unknowns } = await ask({ answer: 'yes', by: 'Anna', on: '2026-11-01', until: '2026-11-20' });
    expect(unknowns[0]!.reason).toContain('the answer of Anna was good until 2026-11-20');
  });

  test('cannot be answered by a bare word', async () => {
    await expect(ask('yes' as never)).rejects.toThrow('answer it in the target file');
  });
});
