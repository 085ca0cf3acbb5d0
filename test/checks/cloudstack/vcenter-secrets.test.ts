import { describe, expect, test } from 'vitest';
import cloudstack from '../../../checks/cloudstack/platform.ts';
import inClusterDetails from '../../../checks/cloudstack/vcenter-password-plaintext-in-cluster-details.ts';
import inDataCenter from '../../../checks/cloudstack/vcenter-password-plaintext-in-vmware-data-center.ts';
import tablesDiffer from '../../../checks/cloudstack/vcenter-password-tables-differ.ts';
import { collect } from '../../../src/engine/collect.ts';
import { needsOf, plan } from '../../../src/engine/plan.ts';
import { redactor } from '../../../src/engine/redact/redactor.ts';
import { type RunOptions, run } from '../../../src/engine/run.ts';
import type { Answer, Bodies, Row } from '../../../src/model/answer.ts';
import type { AnyCheck } from '../../../src/model/check.ts';
import type { Entry } from '../../../src/model/evidence.ts';
import { keyOf } from '../../../src/model/query.ts';
import type { Report } from '../../../src/model/report.ts';
import { memorySource } from '../../support/memory-source.ts';
import { cluster, DATABASE_KEY, dataCenter, init, keyFiles, MANAGEMENT_KEY, PASSWORD, password, url, v1, v2 } from './vcenter.ts';

/** The whole line, from what a database and a management server say to the report: nothing secret comes out at its end. */

const checks: readonly AnyCheck[] = [inClusterDetails, inDataCenter, tablesDiffer];
const hosts = { management: ['m1'], database: ['db1'] };
const AT = '2026-11-21T02:00:00Z';
const ok = (body: Bodies[keyof Bodies]): Answer => ({ status: 'ok', at: AT, body });

function table(rows: readonly object[]): Answer {
  const columns = [...new Set(rows.flatMap(row => Object.keys(row)))];
  return ok({
    columns,
    rows: rows.map(row => Object.fromEntries(columns.map(name => [name, asText((row as Record<string, unknown>)[name])])) as Row),
  });
}
const asText = (value: unknown): string | null => (value === null || value === undefined ? null : String(value));

/** What is asked of this cloud, by `host query`. */
function answersWith(inCluster: string, inDc: string, files: Readonly<Record<string, string>>): Record<string, Answer> {
  const tables: Readonly<Record<string, readonly object[]>> = {
    'cloud.cluster': [cluster],
    'cloud.cluster_details': [url, password(inCluster), password(inCluster, { id: 13, name: 'PASSWORD' })],
    'cloud.vmware_data_center': [dataCenter(inDc)],
    'cloud.vmware_data_center_zone_map': [{ zone_id: 1, vmware_data_center_id: 4 }],
    'cloud.data_center': [{ id: 1, removed: null }],
    'cloud.configuration': init(v1('true')),
    'cloud.version': [{ id: 1, version: '4.3.1', step: 'Complete' }],
  };
  const steps = plan(needsOf(checks), { hosts: role => (hosts as Record<string, string[]>)[role] ?? [], inputs: {} });
  return Object.fromEntries(
    steps.flatMap(({ host, ask }): [string, Answer][] => {
      const rows = ask.kind === 'table' ? tables[ask.name] : undefined;
      const text = ask.kind === 'file' ? files[ask.path] : undefined;
      if (text !== undefined) return [[`${host} ${keyOf(ask)}`, ok({ text })]];
      return rows ? [[`${host} ${keyOf(ask)}`, table(rows)]] : [];
    }),
  );
}

const options = (answers: Readonly<Record<string, Answer>>): RunOptions => ({
  platform: cloudstack,
  checks,
  allChecks: checks,
  now: { source: memorySource(answers), hosts },
  phase: 'pre',
  from: '4.3.1',
  to: '4.3.2',
  inputs: {},
  threshold: 'blocker',
  evidence: { kind: 'installation', name: 'test' },
  time: AT,
  toolVersion: '0.0.0',
});

async function entriesOf(answers: Readonly<Record<string, Answer>>, secrets: Set<string>): Promise<Entry[]> {
  const redacting = redactor();
  const steps = plan(needsOf(checks), { hosts: role => (hosts as Record<string, string[]>)[role] ?? [], inputs: {} });
  const evidence = await collect(steps, memorySource(answers), { redactor: redacting });
  for (const secret of redacting.secrets) secrets.add(secret);
  return evidence.entries();
}

const verdicts = ({ results }: Report) =>
  results.map(({ check, verdict, findings }) => `${check} ${verdict} ${findings.map(({ message }) => message).join(' ')}`.trim());

/** Longer than any word of the platform, so that a hit is a leak. */
const PLAIN = `${PASSWORD}-with-a-tail`;
const KEYS: Readonly<Record<string, string>> = {
  ...keyFiles.on,
  '/etc/cloudstack/management/db.properties': `${keyFiles.on['/etc/cloudstack/management/db.properties']}db.usage.password=usage-S3cret\n`,
};

describe.each([
  ['plain text', PLAIN, PLAIN, KEYS],
  ['encrypted', v1(PLAIN), v2(PLAIN), KEYS],
  ['two different passwords', v1(PLAIN), v1(`another-${PLAIN}`), KEYS],
  ['the management key', v1(PLAIN, MANAGEMENT_KEY), v1(PLAIN, MANAGEMENT_KEY), KEYS],
  ['encrypted twice', v1(v1(PLAIN)), v1(v1(PLAIN)), KEYS],
  ['a key that is not ours', v1(PLAIN, 'third-key'), v2(PLAIN, 'third-key'), KEYS],
  ['no key at hand', v1(PLAIN), v1(PLAIN), keyFiles.withoutKey],
  ['encryption off', PLAIN, PLAIN, keyFiles.off],
  ['a name dressed as a pattern', `a=b&password=${PLAIN}`, `<password>${PLAIN}</password>`, KEYS],
] as const)('%s', (_, inCluster, inDc, files) => {
  const answers = answersWith(inCluster, inDc, files);
  const secrets = [PLAIN, inCluster, inDc, v1(PLAIN), DATABASE_KEY, MANAGEMENT_KEY, v1(DATABASE_KEY, MANAGEMENT_KEY), 'usage-S3cret', v1('true')];

  test('the answers hold it', () => {
    expect(JSON.stringify(answers)).toContain(JSON.stringify(inCluster).slice(1, -1));
  });

  test('the report does not', async () => {
    const report = JSON.stringify(await run(options(answers)));
    for (const secret of secrets) expect(report).not.toContain(JSON.stringify(secret).slice(1, -1));
    expect(report).toContain('cloudstack/vcenter-password-tables-differ');
  });

  test('nor does what a snapshot would hold', async () => {
    const met = new Set<string>();
    const entries = JSON.stringify(await entriesOf(answers, met));
    for (const secret of [...secrets, ...[...met].filter(secret => secret.length > 5)])
      expect(entries).not.toContain(JSON.stringify(secret).slice(1, -1));
    expect([...met]).toContain(inCluster);
  });

  test('which is judged the same without the keys', async () => {
    const entries = await entriesOf(answers, new Set());
    const stored = Object.fromEntries(entries.map(({ host, query, evidence }) => [`${host} ${keyOf(query)}`, evidence as Answer]));
    const [live, replayed] = [await run(options(answers)), await run(options(stored))];
    expect(verdicts(replayed)).toEqual(verdicts(live));
    expect(verdicts(live)).toHaveLength(3);
    expect(verdicts(live).join('\n')).not.toContain('unknown error');
  });
});

test('a key file is asked for, and is no evidence', async () => {
  const source = memorySource(answersWith(v1(PLAIN), v1(PLAIN), KEYS));
  await run({ ...options({}), now: { source, hosts } });
  expect(source.asked).toContain('m1 file /etc/cloudstack/management/key');
  const entries = await entriesOf(answersWith(v1(PLAIN), v1(PLAIN), KEYS), new Set());
  expect(entries.map(({ host, query }) => `${host} ${keyOf(query)}`).filter(slot => slot.endsWith('/key'))).toEqual([]);
});
