import { readFileSync } from 'node:fs';
import { collect } from '../../src/engine/collect.ts';
import { redactor } from '../../src/engine/redact/redactor.ts';
import { openTarget } from '../../src/live/open.ts';
import type { Query } from '../../src/model/query.ts';

/**
 * The measured process: asks hosts as `preflight scan` does, up to redacted evidence, but questions that no check asks.
 *
 *     node client.js JOB.json    →    whole=100
 */
interface Asked {
  readonly hosts: readonly string[];
  readonly queries: readonly Query[];
  readonly sshConfig: string;
}

const { hosts, queries, sshConfig } = JSON.parse(readFileSync(process.argv[2]!, 'utf8')) as Asked;
const targets = hosts.map(address => ({ name: address, roles: ['host'], reach: { via: 'ssh' as const, address }, line: 0 }));
const target = { platform: 'bench', hosts: targets, inputs: {}, waivers: [], limits: {}, lines: {}, answers: {} };
const source = openTarget(target, { sshConfig, keeping: { env: {}, readFile: async () => ({ problem: 'is not needed' }) } });
const steps = hosts.flatMap(host => queries.map(query => ({ host, query, ask: query, secrets: [] })));
const evidence = await collect(steps, source, { redactor: redactor() });
const failed = new Set(
  evidence.entries().flatMap(entry => (entry.evidence.status === 'ok' || entry.evidence.status === 'absent' ? [] : [entry.host])),
);
await source.close();
process.stdout.write(`whole=${hosts.length - failed.size}\n`);
