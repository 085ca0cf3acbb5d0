import { describe, expect, test } from 'vitest';
import { type RunOptions, run } from '../../src/engine/run.ts';
import { attempt, before, check, each, fact, file, flag, integer, optional, platform, rows, skip, table, text, undecided } from '../../src/index.ts';
import type { Answer } from '../../src/model/answer.ts';
import type { AnyCheck } from '../../src/model/check.ts';
import { memorySource } from '../support/memory-source.ts';

const AT = '2026-11-21T02:00:00Z';
const ok = (body: object): Answer => ({ status: 'ok', at: AT, body }) as Answer;

const versions = fact({
  id: 'x.versions',
  title: 'versions',
  role: 'database',
  query: table('x.version', { columns: ['id', 'version'] }),
  parse: rows({ id: integer, version: text }),
});
const motd = fact({
  id: 'x.motd',
  title: 'message of the day',
  role: 'server',
  query: [file('/etc/motd'), file('/old/motd')],
  parse: ({ text }) => text,
});
const x = platform({
  id: 'x',
  title: 'X',
  roles: { database: { title: 'database server', required: true }, server: { title: 'server', required: false } },
  version: { needs: { versions: optional(versions) }, detect: ({ versions }) => versions?.at(-1)?.version },
});

const base = { severity: 'blocker', applies: { platform: 'x', phases: ['pre', 'post'] }, why: 'w', fix: 'f', refs: [] } as const;
const rude = check({
  ...base,
  id: 'x/rude',
  title: 'The message is polite',
  needs: { messages: each(motd) },
  messages: { rude: 'It says {word}.' },
  judge: ({ messages }, found) =>
    messages.filter(({ value }) => value.includes('no')).map(({ host }) => found.rude({ word: 'no' }, { host, object: 'motd' })),
});
const motdOf = (host: string): string => `${host} file /etc/motd`;
const version = { 'db1 table x.version': ok({ columns: ['id', 'version'], rows: [{ id: '1', version: '4.2.1' }] }) };
const polite = { ...version, [motdOf('s1')]: ok({ text: 'welcome' }), [motdOf('s2')]: ok({ text: 'welcome' }) };

const go = (checks: readonly AnyCheck[], answers: Readonly<Record<string, Answer>>, rest: Partial<RunOptions> = {}) =>
  run({
    platform: x,
    checks,
    allChecks: checks,
    now: { source: memorySource(answers), hosts: { database: ['db1'], server: ['s1', 's2'] } },
    phase: 'pre',
    to: '4.3.2',
    inputs: {},
    threshold: 'blocker',
    evidence: { kind: 'installation', name: 'test' },
    time: AT,
    toolVersion: '0',
    ...rest,
  });

describe('a second witness', () => {
  const seen = check({
    ...base,
    id: 'x/seen',
    title: 'Something is seen',
    needs: { witness: attempt(motd), all: each(attempt(motd)) },
    messages: { said: 'It says {words}.' },
    judge: ({ witness, all }, found) => [found.said({ words: JSON.stringify([witness, all]) })],
  });
  const say = async (answers: Readonly<Record<string, Answer>>, servers: readonly string[]) => {
    const report = await go([seen], answers, { now: { source: memorySource(answers), hosts: { database: ['db1'], server: servers } } });
    return { unknowns: report.results[0]!.unknowns, said: report.results[0]!.findings[0]?.data.words };
  };

  test('that cannot be had does not make the check unknown, and says why', async () => {
    const { unknowns, said } = await say({ ...version, [motdOf('s1')]: { status: 'denied', reason: 'no' } }, ['s1']);
    expect(unknowns).toEqual([]);
    expect(JSON.parse(String(said))).toEqual([{ status: 'denied', reason: 'no' }, [{ host: 's1', value: { status: 'denied', reason: 'no' } }]]);
  });

  test('that can be had is its value; without a host of its role there is none', async () => {
    expect((await say(polite, ['s1'])).said).toBe('[{"value":"welcome"},[{"host":"s1","value":{"value":"welcome"}}]]');
    expect((await say(polite, [])).said).toBe('[{"status":"absent","reason":"the target names no server (role server)"},[]]');
  });
});

describe('verdicts', () => {
  test('GO where nothing was found and everything was decided', async () => {
    expect(await go([rude], polite)).toMatchObject({
      verdict: 'GO',
      from: '4.2.1',
      to: '4.3.2',
      coverage: { total: 2, pass: 2, fail: 0, skip: 0, unknown: 0 },
    });
  });

  test('where something that the whole check needs is missing, no host was decided', async () => {
    const both = check({
      ...base,
      id: 'x/both',
      title: 'Both are seen',
      needs: { versions, messages: each(motd) },
      messages: { never: 'Never.' },
      judge: () => [],
    });
    const report = await go([both], { ...polite, 'db1 table x.version': { status: 'denied', reason: 'no' } });
    expect(report.coverage).toEqual({ total: 3, pass: 0, fail: 0, skip: 0, unknown: 3 });
  });

  test('UNKNOWN where one host of two did not answer, with fact, host and cause', async () => {
    const report = await go([rude], { ...polite, [motdOf('s2')]: { status: 'unreachable', reason: 'timed out' } });
    expect(report).toMatchObject({ verdict: 'UNKNOWN', coverage: { total: 2, pass: 1, unknown: 1 } });
    expect(report.results[0]).toMatchObject({
      verdict: 'unknown',
      unknowns: [{ fact: 'message of the day', host: 's2', status: 'unreachable', reason: 'timed out' }],
    });
  });

  test('NO-GO where the other host fails, and the dead one is still told', async () => {
    const report = await go([rude], {
      ...polite,
      [motdOf('s1')]: ok({ text: 'no' }),
      [motdOf('s2')]: { status: 'unreachable', reason: 'timed out' },
    });
    expect(report).toMatchObject({ verdict: 'NO-GO', coverage: { total: 2, fail: 1, unknown: 1 } });
    expect(report.results[0]).toMatchObject({
      verdict: 'fail',
      findings: [{ host: 's1', text: 'It says no.', remedy: { text: 'f' } }],
      unknowns: [{ host: 's2' }],
    });
  });

  test('findings below the threshold do not gate, but an undecided check does', async () => {
    const mild = { ...rude, severity: 'warning' } as AnyCheck;
    const found = { ...polite, [motdOf('s1')]: ok({ text: 'no' }) };
    expect(await go([mild], found)).toMatchObject({ verdict: 'GO' });
    expect(await go([mild], found, { threshold: 'warning' })).toMatchObject({ verdict: 'NO-GO' });
    expect(await go([mild], { ...found, [motdOf('s2')]: { status: 'denied', reason: 'x' } })).toMatchObject({ verdict: 'UNKNOWN' });
  });

  test('no check, or only skipped ones, is never a GO', async () => {
    expect(await go([], polite)).toMatchObject({ verdict: 'UNKNOWN', reasons: ['no check was decided'] });
    const skipped = { ...rude, judge: () => skip('not here') } as AnyCheck;
    expect(await go([skipped], polite)).toMatchObject({ verdict: 'UNKNOWN', results: [{ verdict: 'skip', skipped: 'not here' }] });
  });

  test('a check that throws is unknown, and the others go on', async () => {
    const broken = { ...rude, id: 'x/broken', judge: () => JSON.parse('{') } as AnyCheck;
    const report = await go([broken, rude], polite);
    expect(report).toMatchObject({ verdict: 'UNKNOWN', results: [{ verdict: 'unknown', unknowns: [{ status: 'error' }] }, { verdict: 'pass' }] });
  });

  test('a remedy that throws costs itself only', async () => {
    const broken = { ...rude, fix: { rude: () => JSON.parse('{') } } as AnyCheck;
    const report = await go([broken], { ...polite, [motdOf('s1')]: ok({ text: 'no' }) });
    expect(report).toMatchObject({ verdict: 'NO-GO', results: [{ findings: [{ remedy: { text: expect.stringContaining('could not be made') } }] }] });
  });

  test('an undecided outcome and an unreadable answer are unknown on their host', async () => {
    const unsure = { ...rude, judge: () => [undecided('cannot tell', 's1')] } as AnyCheck;
    expect((await go([unsure], polite)).results[0]).toMatchObject({
      verdict: 'unknown',
      cells: [
        { host: 's1', verdict: 'unknown' },
        { host: 's2', verdict: 'pass' },
      ],
    });
    const strict = fact({ id: 'x.strict', title: 'strict', role: 'server', query: file('/etc/motd'), parse: () => JSON.parse('{') });
    const reading = { ...rude, needs: { messages: each(strict) } } as AnyCheck;
    expect((await go([reading], polite)).results[0]).toMatchObject({
      verdict: 'unknown',
      unknowns: [{ status: 'unreadable' }, { status: 'unreadable' }],
    });
  });
});

describe('what is asked', () => {
  test('each question once, whoever needs it, in one round per host', async () => {
    const source = memorySource(polite);
    await go([rude, { ...rude, id: 'x/again' }], {}, { now: { source, hosts: { database: ['db1'], server: ['s1', 's2'] } } });
    expect(source.asked.sort()).toEqual(['db1 table x.version', 's1 file /etc/motd', 's1 file /old/motd', 's2 file /etc/motd', 's2 file /old/motd']);
  });

  test('the second path answers where the first is absent', async () => {
    expect(await go([rude], { ...version, 's1 file /old/motd': ok({ text: 'no' }), [motdOf('s2')]: ok({ text: 'hi' }) })).toMatchObject({
      verdict: 'NO-GO',
    });
  });

  test('a role without hosts is a skip, or unknown where the platform must have it', async () => {
    expect((await go([rude], polite, { now: { source: memorySource(polite), hosts: { database: ['db1'] } } })).results[0]).toMatchObject({
      verdict: 'skip',
      skipped: 'the target names no server (role server)',
      cells: [{ host: '', verdict: 'skip' }],
    });
    const onDatabase = { ...rude, needs: { v: versions }, judge: () => [] } as AnyCheck;
    expect((await go([onDatabase], polite, { now: { source: memorySource({}), hosts: {} } })).results[0]).toMatchObject({
      verdict: 'unknown',
      unknowns: [{ reason: 'the target names no database server (role database)' }],
    });
  });

  test('a source that throws costs its host only', async () => {
    const good = memorySource(polite);
    const source = { ask: (host: string, queries: never) => (host === 's1' ? Promise.reject(new Error('lost')) : good.ask(host, queries)) };
    expect((await go([rude], {}, { now: { source, hosts: { database: ['db1'], server: ['s1', 's2'] } } })).results[0]).toMatchObject({
      unknowns: [{ host: 's1', reason: 'lost' }],
      cells: [{ verdict: 'unknown' }, { verdict: 'pass' }],
    });
  });
});

describe('versions and inputs', () => {
  test('a check for a range is undecided where the version is not known', async () => {
    const ranged = { ...rude, applies: { ...rude.applies, paths: [{ from: '>=4.1' }] } } as AnyCheck;
    const { 'db1 table x.version': _, ...without } = polite;
    expect((await go([ranged], without)).results[0]).toMatchObject({ verdict: 'unknown', unknowns: [{ reason: expect.stringContaining('--from') }] });
    expect(await go([ranged], polite)).toMatchObject({ verdict: 'GO' });
    expect(await go([ranged], polite, { from: '4.0' })).toMatchObject({
      results: [],
      excluded: [{ check: 'x/rude' }],
      remarks: [expect.stringContaining('the evidence shows 4.2.1')],
    });
  });

  test('after the upgrade the evidence shows the target, and the snapshot before shows the start', async () => {
    const old = { source: memorySource(polite), hosts: { database: ['db1'] } };
    const young = {
      ...polite,
      'db1 table x.version': ok({
        columns: ['id', 'version'],
        rows: [
          { id: '1', version: '4.2.1' },
          { id: '2', version: '4.3.2' },
        ],
      }),
    };
    const { to: _, ...rest } = { to: '' };
    const report = await run({ ...(await optionsFor(young)), before: old, ...rest });
    expect(report).toMatchObject({ from: '4.2.1', to: '4.3.2', phase: 'post' });
  });

  const optionsFor = async (answers: Readonly<Record<string, Answer>>): Promise<RunOptions> => ({
    platform: x,
    checks: [rude],
    allChecks: [rude],
    now: { source: memorySource(answers), hosts: { database: ['db1'], server: ['s1', 's2'] } },
    phase: 'post',
    inputs: {},
    threshold: 'blocker',
    evidence: { kind: 'installation', name: 't' },
    time: AT,
    toolVersion: '0',
  });

  test('what was before the upgrade is compared with what is now', async () => {
    const changed = check({
      ...base,
      id: 'x/changed',
      title: 't',
      needs: { was: before(each(motd)), now: each(motd) },
      messages: { lost: 'Lost {was}.' },
      judge: ({ was, now }, found) =>
        was.filter(one => !now.some(({ value }) => value === one.value)).map(({ host, value }) => found.lost({ was: value }, { host })),
    });
    const old = { source: memorySource({ ...polite, [motdOf('s1')]: ok({ text: 'older' }) }), hosts: { database: ['db1'], server: ['s1', 's2'] } };
    expect(await go([changed], polite, { before: old })).toMatchObject({
      verdict: 'NO-GO',
      results: [{ findings: [{ text: 'Lost older.', host: 's1' }] }],
    });
    expect((await go([changed], polite)).results[0]).toMatchObject({
      verdict: 'unknown',
      unknowns: [{ reason: expect.stringContaining('--before') }],
    });
  });

  test('an input reaches the check that declared it; an unknown name and a wrong value are sentences', async () => {
    const strict = flag('strict', { title: 'Be strict', default: false, reason: 'r' });
    const asking = check({
      ...base,
      id: 'x/asking',
      title: 't',
      needs: { messages: each(motd) },
      inputs: { strict },
      messages: { strict: 'Strict.' },
      judge: (_, found, { inputs }) => (inputs.strict ? [found.strict({})] : []),
    });
    expect(await go([asking], polite)).toMatchObject({ verdict: 'GO', inputs: { strict: false } });
    expect(await go([asking], polite, { inputs: { strict: 'yes' } })).toMatchObject({ verdict: 'NO-GO' });
    await expect(go([asking], polite, { inputs: { stric: 'yes' } })).rejects.toThrow('No check has an input stric. There are: strict.');
    await expect(go([asking], polite, { inputs: { strict: 'perhaps' } })).rejects.toThrow('strict=yes or strict=no');
  });
});

test('fingerprints stay when measured values change, and differ by host', async () => {
  const one = await go([rude], { ...polite, [motdOf('s1')]: ok({ text: 'no 1' }) });
  const two = await go([rude], { ...polite, [motdOf('s1')]: ok({ text: 'no 2' }), [motdOf('s2')]: ok({ text: 'no' }) });
  const prints = two.results[0]!.findings.map(({ fingerprint }) => fingerprint);
  expect(prints[0]).toBe(one.results[0]!.findings[0]!.fingerprint);
  expect(new Set(prints).size).toBe(2);
});
