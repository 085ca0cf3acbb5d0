import { describe, expect, test, vi } from 'vitest';
import { withoutTraces } from '../../src/live/traces.ts';
import type { Answer } from '../../src/model/answer.ts';
import { ALLOWED_COMMANDS } from '../../src/model/commands.ts';
import { command, file, type Query } from '../../src/model/query.ts';

/** No command that leaves a trace is listed at every time, so this one is added for the test. */
const leaving = { program: 'tracing-program', allow: [['--go']], reason: 'only for this test', trace: 'a line in /var/log/x' };

describe('questions that leave a trace', () => {
  test('are not asked, and say so; the others keep their places', async () => {
    (ALLOWED_COMMANDS as (typeof leaving)[]).push(leaving);
    const asked: Query[] = [];
    const ask = vi.fn(async (_: string, queries: readonly Query[]): Promise<Answer[]> => {
      asked.push(...queries);
      return queries.map(query => ({ status: 'ok', at: '2026-01-01T00:00:00Z', body: { text: JSON.stringify(query) } }) as Answer);
    });
    const queries = [file('/a'), command('tracing-program', '--go'), file('/b')];
    const answers = await withoutTraces({ ask }).ask('h', queries);
    (ALLOWED_COMMANDS as (typeof leaving)[]).pop();
    expect(asked).toEqual([queries[0], queries[2]]);
    expect(answers.map(({ status }) => status)).toEqual(['ok', 'denied', 'ok']);
    expect(answers[1]).toMatchObject({
      reason: 'was not run, because it leaves a trace on the host: a line in /var/log/x; allow it with --allow-traces',
    });
    expect(JSON.stringify(answers[2])).toContain('/b');
  });
});
