/** What must not compile. `tsc` checks this file; nothing runs it. */

import { storagePools } from '../checks/cloudstack/facts/storage-pools.ts';
import { redactor } from '../src/engine/redact/redactor.ts';
import { check, each, optional } from '../src/index.ts';
import type { Entry } from '../src/model/evidence.ts';
import { properties } from '../src/parsers/properties.ts';

const base = { id: 'x/y', title: '', severity: 'advice', applies: { platform: 'cloudstack', phases: ['pre'] }, why: '', fix: '', refs: [] } as const;

check({
  ...base,
  needs: { pools: storagePools },
  messages: { a: '{id} {path}' },
  judge: ({ pools }, found) => pools.map(({ id, path }) => found.a({ id, path: path ?? '' })),
});
// @ts-expect-error a message that is not declared
check({ ...base, needs: { pools: storagePools }, messages: { a: '{id}' }, judge: ({ pools }, found) => pools.map(pool => found.b(pool)) });
// @ts-expect-error a placeholder without data
check({ ...base, needs: { pools: storagePools }, messages: { a: '{nope}' }, judge: ({ pools }, found) => pools.map(pool => found.a(pool)) });
// @ts-expect-error evidence that was not declared
check({ ...base, needs: { pools: storagePools }, messages: { a: '' }, judge: ({ hosts }, found) => hosts.map(() => found.a({})) });
// @ts-expect-error a need on each host is a list of hosts and values
check({ ...base, needs: { pools: each(storagePools) }, messages: { a: '{path}' }, judge: ({ pools }, found) => pools.map(pool => found.a(pool)) });
// @ts-expect-error an optional need may be undefined
check({ ...base, needs: { pools: optional(storagePools) }, messages: { a: '{id}' }, judge: ({ pools }, found) => pools.map(({ id }) => found.a({ id })) });
// @ts-expect-error a remedy for a message that is not declared
check({ ...base, fix: { b: 'x' }, needs: { pools: storagePools }, messages: { a: '' }, judge: () => [] });
// @ts-expect-error an input that was not declared
check({ ...base, needs: {}, messages: { a: '' }, judge: (_, __, { inputs }) => (inputs.md5 ? [] : []) });

// @ts-expect-error text that was not redacted cannot be parsed
properties({ text: 'a=b' });
// @ts-expect-error an answer that was not redacted is no evidence
export const entry: Entry = { host: 'm1', query: { kind: 'file', path: '/x' }, evidence: { status: 'ok', at: '', body: { text: 'x' } } };
properties(redactor().body({ kind: 'file', path: '/x' }, { text: 'a=b' }, { rules: [], keyFiles: [] }));
