import { describe, expect, test } from 'vitest';
import { type CollectOptions, collect } from '../../src/engine/collect.ts';
import type { Step } from '../../src/engine/plan.ts';
import { type Redactor, redactor } from '../../src/engine/redact/redactor.ts';
import type { Answer, Source } from '../../src/model/answer.ts';
import { file, type Query, table } from '../../src/model/query.ts';
import type { Classifier } from '../../src/model/secret.ts';

const at = '2026-11-21T02:00:00Z';
const KEY = file('/etc/key');
const ROWS = table('cloud.secrets', { columns: ['id', 'value'] });

/** Says `known` of a value that one of the key files holds. */
const byKey: Classifier = {
  id: 'by-key',
  keyFiles: [{ role: 'management', query: KEY }],
  classify: (value, keyFiles) => ({ form: keyFiles.some(({ text }) => text.includes(value)) ? 'known' : 'unknown' }),
};
const keyStep = (host: string): Step => ({ host, ask: KEY, secrets: [] });
const plain = (host: string, query: Query): Step => ({ host, query, ask: query, secrets: [] });
const secret = (host: string): Step => ({ host, query: ROWS, ask: ROWS, secrets: [{ column: 'value', by: byKey }] });
const later = (): Promise<void> => new Promise(resolve => setImmediate(resolve));

/** Counts the raw answers that are given and not yet redacted, and the hosts that are being asked. */
function counting(answer: (host: string, query: Query) => Answer) {
  const state = { raw: 0, mostRaw: 0, asked: 0, mostAsked: 0, order: [] as string[] };
  const inner = redactor(Buffer.alloc(32));
  const source: Source = {
    ask: async (host, queries) => {
      state.order.push(host);
      state.mostAsked = Math.max(state.mostAsked, ++state.asked);
      await later();
      state.asked--;
      state.raw += queries.length;
      state.mostRaw = Math.max(state.mostRaw, state.raw);
      return queries.map(query => answer(host, query));
    },
  };
  const gone = <T>(value: T): T => {
    state.raw--;
    return value;
  };
  const hiding: Redactor = {
    secrets: inner.secrets,
    text: text => gone(inner.text(text)),
    body: (query, body, context) => gone(inner.body(query, body, context)),
  };
  return { state, source, redactor: hiding };
}

describe('2,000 hosts', () => {
  const kvms = Array.from({ length: 2000 }, (_, index) => `kvm${index}`);
  const PASSWD = file('/etc/passwd');
  const MANY = 2000;

  test('never have more raw answers in memory than hosts are being asked', async () => {
    const { state, source, redactor } = counting(host => ({ status: 'ok', at, body: { text: `${host}\n`.repeat(MANY / 10) } }));
    const set = await collect(
      kvms.map(host => plain(host, PASSWD)),
      source,
      { redactor, concurrency: 32 },
    );
    expect(state).toMatchObject({ raw: 0, mostAsked: 32 });
    expect(state.mostRaw).toBeLessThanOrEqual(32);
    expect(set.entries().map(({ host }) => host)).toEqual(kvms);
  });

  test('with secrets that need the keys of others: those and the ones that have the keys', async () => {
    const servers = ['m1', 'm2', 'm3'];
    const { state, source, redactor } = counting((host, query) =>
      query === KEY
        ? { status: 'ok', at, body: { text: `key of ${host}: sesame-${host}` } }
        : { status: 'ok', at, body: { columns: ['id', 'value'], rows: [{ id: '1', value: `sesame-${host.endsWith('7') ? 'm3' : 'nobody'}` }] } },
    );
    const steps = [...kvms.map(secret), ...servers.flatMap(host => [keyStep(host), secret(host)])];
    const set = await collect(steps, source, { redactor, concurrency: 32 });
    // The key files are never redacted, as they are no evidence: they stay in the count, and in memory to the end.
    expect(state.raw).toBe(servers.length);
    expect(state.mostRaw).toBeLessThanOrEqual(32 + 2 * servers.length);
    expect(state.order.slice(0, 3)).toEqual(servers);
    const forms = set.entries().map(({ host, evidence }) => [host, JSON.stringify(evidence).includes('secret:known:')]);
    expect(forms.filter(([, known]) => known)).toHaveLength(200);
    expect(JSON.stringify(set.entries())).not.toContain('sesame');
  });
});

test('more hosts with keys than are asked at once do not wait for each other', async () => {
  const servers = Array.from({ length: 9 }, (_, index) => `m${index}`);
  const { state, source, redactor } = counting((host, query) =>
    query === KEY
      ? { status: 'ok', at, body: { text: `sesame-${host}` } }
      : { status: 'ok', at, body: { columns: ['id', 'value'], rows: [{ id: '1', value: 'sesame-m8' }] } },
  );
  const steps = [secret('db1'), ...servers.flatMap(host => [keyStep(host), secret(host)])];
  const set = await collect(steps, source, { redactor, concurrency: 2 });
  expect(set.entries()).toHaveLength(10);
  expect(state.mostAsked).toBe(2);
  expect(JSON.stringify(set.entries()).match(/secret:known:/g)).toHaveLength(10);
});

test('a host with keys that does not answer costs its keys and nothing else', async () => {
  const source: Source = {
    ask: async (host, queries) => {
      if (host === 'm1') throw new Error('m1 is not there');
      return queries.map(() => ({ status: 'ok', at, body: { columns: ['id', 'value'], rows: [{ id: '1', value: 'sesame' }] } }));
    },
  };
  const set = await collect([keyStep('m1'), secret('db1'), plain('m1', file('/etc/hosts'))], source, { redactor: redactor() });
  expect(set.get('m1', file('/etc/hosts'))).toMatchObject({ status: 'failed', reason: 'm1 is not there' });
  expect(JSON.stringify(set.get('db1', ROWS))).toContain('secret:unknown:');
});

test('a source that gives too few answers is found out', async () => {
  const steps = [plain('m1', file('/a')), plain('m1', file('/b'))];
  const set = await collect(steps, { ask: async () => [{ status: 'absent', reason: 'is not there' }] }, { redactor: redactor() });
  expect(set.entries().map(({ evidence }) => evidence.status)).toEqual(['absent', 'failed']);
});

describe('an interrupted run', () => {
  /** Hosts whose name begins with `dead` never answer. */
  const source: Source = {
    ask: (host, queries) =>
      host.startsWith('dead') ? new Promise(() => undefined) : Promise.resolve(queries.map(() => ({ status: 'ok', at, body: { text: host } }))),
  };
  const interrupted = async (hosts: readonly string[], options: Partial<CollectOptions> = {}) => {
    const controller = new AbortController();
    const steps = hosts.map(host => plain(host, file('/etc/hostname')));
    const collecting = collect(steps, source, { redactor: redactor(), signal: controller.signal, ...options });
    await later();
    controller.abort();
    return (await collecting).entries().map(({ evidence }) => ('reason' in evidence ? evidence.reason : evidence.status));
  };

  test('keeps what was learned, at once, and says of the rest why it is not there', async () => {
    expect(await interrupted(['m1', 'dead1', 'dead2', 'm2'], { concurrency: 2 })).toEqual([
      'ok',
      'had not answered when the run was interrupted',
      'had not answered when the run was interrupted',
      'was not asked: the run was interrupted',
    ]);
  });

  test('does not wait for keys that will never come', async () => {
    const controller = new AbortController();
    const collecting = collect([keyStep('dead1'), secret('db1')], source, { redactor: redactor(), signal: controller.signal });
    controller.abort();
    expect((await collecting).entries()).toHaveLength(1);
  });
});
