import { describe, expect, test } from 'vitest';
import { redactor } from '../../src/engine/redact/redactor.ts';
import { http, keyOf, widen } from '../../src/model/query.ts';
import { notTaken } from '../../src/snapshot/narrow.ts';

const SECRET = 'canary-in-an-answer';
const hosts = http('/api/hosts', { xml: ['host/name', 'host/@id', 'host/name'] });

describe('a question to an API of which elements are kept', () => {
  test('is the same question as one for others, and both are asked as one', () => {
    expect(hosts).toEqual({ kind: 'http', path: '/api/hosts', xml: ['host/@id', 'host/name'] });
    expect(keyOf(hosts)).toBe(keyOf(http('/api/hosts')));
    expect(widen(hosts, http('/api/hosts', { xml: ['host/status'] }))).toEqual(http('/api/hosts', { xml: ['host/@id', 'host/name', 'host/status'] }));
    expect(widen(hosts, http('/api/hosts'))).toEqual(http('/api/hosts'));
    expect(widen(http('/api/hosts'), hosts)).toEqual(http('/api/hosts'));
  });

  test('names elements and attributes only', () => {
    for (const path of ['', '//x', '../x', 'a b', 'host[1]']) expect(() => http('/api', { xml: [path] })).toThrow('Not a path of XML elements');
  });

  test('is answered from a snapshot that has all of them', () => {
    expect(notTaken(hosts, http('/api/hosts'))).toBeUndefined();
    expect(notTaken(hosts, http('/api/hosts', { xml: ['host/@id', 'host/name', 'host/status'] }))).toBeUndefined();
    expect(notTaken(hosts, http('/api/hosts', { xml: ['host/name'] }))).toContain('host/@id');
    expect(notTaken(http('/api/hosts'), hosts)).toBeDefined();
  });

  test('has nothing else in its answer, and is the same when it is replayed', () => {
    const body = (text: string) => redactor().body(hosts, { status: 200, body: text }, { rules: [], keyFiles: [] }).body;
    const kept = body(
      `<hosts note="${SECRET}"><!-- ${SECRET} --><host id="1" ref="${SECRET}"><name>n &lt; m</name><comment>${SECRET}</comment></host>${SECRET}</hosts>`,
    );
    expect(kept).toBe('<hosts><host id="1"><name>n &lt; m</name></host></hosts>');
    expect(body(kept)).toBe(kept);
    for (const other of [`{"password":"${SECRET}"}`, `<hosts>${SECRET}`, SECRET]) expect(body(other)).toBe('‹unreadable:not-xml›');
  });
});
