import { describe, expect, test } from 'vitest';
import { windowOf } from '../../src/engine/window.ts';
import { check, fact, file, type Guide, manual, type Phase, version } from '../../src/index.ts';
import type { AnyCheck, Severity } from '../../src/model/check.ts';
import type { Report, Result, Verdict } from '../../src/model/report.ts';

const motd = fact({ id: 'x.motd', title: 'motd', role: 'server', query: file('/etc/motd'), parse: ({ text }) => text });

const one = (name: string, phases: readonly Phase[], covers: readonly string[], to?: string): AnyCheck =>
  check({
    id: `x/${name}`,
    title: `${name} is right`,
    severity: 'blocker',
    applies: { platform: 'x', phases, ...(to !== undefined && { paths: [{ to }] }) },
    why: 'w',
    fix: 'f',
    refs: [],
    covers,
    needs: { motd },
    messages: { bad: 'Bad.' },
    judge: () => [],
  });

const asked = manual({
  id: 'x/asked',
  title: 'Somebody thought of it',
  severity: 'advice',
  applies: { platform: 'x', phases: ['pre'] },
  why: 'w',
  question: 'Really?',
  fix: 'f',
  refs: [],
  covers: ['3'],
});
const checks = [one('backup', ['stopped'], ['2']), one('ready', ['pre'], ['1']), asked, one('old', ['pre'], ['4'], '<2'), one('extra', ['post'], [])];
const step = (row: string, phase: Phase, words: string) => ({ row, phase, step: words, where: 'each server', source: row });
const guide: Guide = {
  title: 'Guide',
  about: 'the guide',
  steps: [step('1', 'pre', 'Make ready'), step('4', 'pre', 'Do what is old'), step('2', 'stopped', 'Back up'), step('3', 'pre', 'Think of it')],
};
const situation = { platform: 'x', phase: 'pre' as Phase, from: version('1'), to: version('2') };

const result = (name: string, verdict: Verdict, severity: Severity = 'blocker'): Result => ({
  check: `x/${name}`,
  title: 't',
  severity,
  verdict,
  why: 'w',
  refs: [],
  findings: verdict === 'fail' ? [{ fingerprint: '0', message: 'bad', severity, text: 'Bad.', data: {} }] : [],
  unknowns: verdict === 'unknown' ? [{ status: 'denied', reason: 'denied' }] : [],
  ...(verdict === 'skip' && { skipped: 'no server' }),
  cells: [],
  looked: [],
});
const states = (...results: Result[]) =>
  windowOf({ guide, checks, situation, report: { results } as unknown as Report }).map(({ row, state, because }) => [row, state, ...because]);

describe('the window', () => {
  test('has the steps of this path in their order, then what the guide does not ask for', () => {
    expect(windowOf({ guide, checks, situation }).map(({ row, phase, step, manual, state }) => [row, phase, step, manual, state])).toEqual([
      ['1', 'pre', 'Make ready', false, 'unseen'],
      ['3', 'pre', 'Think of it', true, 'unseen'],
      ['2', 'stopped', 'Back up', false, 'unseen'],
      [undefined, 'post', 'Verify: extra is right', false, 'unseen'],
    ]);
  });

  test('without a guide the checks are the steps', () => {
    expect(windowOf({ guide: undefined, checks, situation }).map(({ step }) => step)).toContain('Verify: backup is right');
  });

  test('a step that does not apply to versions that are not known is kept', () => {
    expect(windowOf({ guide, checks, situation: { ...situation, to: undefined } }).map(({ row }) => row)).toContain('4');
  });

  test('after a scan says where the site stands', () => {
    expect(states(result('ready', 'pass'), result('asked', 'unknown', 'advice'))).toEqual([
      ['1', 'done'],
      ['3', 'unknown', 'denied'],
      ['2', 'later'],
      [undefined, 'later'],
    ]);
    expect(states(result('ready', 'skip'))[0]).toEqual(['1', 'not here', 'no server']);
  });

  test('a blocker that is to do blocks what comes later; less does not', () => {
    expect(states(result('ready', 'fail'))).toEqual([
      ['1', 'to do', 'Bad.'],
      ['3', 'unseen', 'is not verified in phase pre'],
      ['2', 'blocked', 'first: Make ready'],
      [undefined, 'blocked', 'first: Make ready'],
    ]);
    expect(states(result('ready', 'fail', 'warning'))[2]).toEqual(['2', 'later']);
  });

  test('a step that must not be done so early on this path is one of a later phase', () => {
    const later = check({
      ...checks[1]!,
      id: 'x/later',
      covers: ['5'],
      applies: { platform: 'x', phases: ['pre', 'post'], paths: [{ from: '>1' }, { from: '1', phases: ['post'] }] },
    });
    const steps = [step('5', 'pre', 'Encrypt')];
    const phase = (from: string) =>
      windowOf({ guide: { ...guide, steps }, checks: [later], situation: { ...situation, from: version(from) } })[0]!.phase;
    expect([phase('1'), phase('1.5')]).toEqual(['post', 'pre']);
  });

  test('a finding says its host, where its words do not', () => {
    const failed = result('ready', 'fail');
    const on = { ...failed, findings: [{ ...failed.findings[0]!, host: 'kvm1' }] };
    expect(states(on)[0]).toEqual(['1', 'to do', 'kvm1: Bad.']);
  });

  test('a waived finding leaves nothing to do', () => {
    const failed = result('ready', 'fail');
    const waived = {
      ...failed,
      findings: failed.findings.map(finding => ({ ...finding, waived: { owner: 'A', reason: 'r', until: '2026-12-31' } })),
    };
    expect(states(waived)[0]).toEqual(['1', 'done']);
  });
});
