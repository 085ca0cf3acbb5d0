import { children, type Element, elementsAt, fact, http } from '../../../src/index.ts';
import { documentOf, needId, textAt } from '../api.ts';

/** Numbers by name: `cpu.current.user` (per cent), `memory.free` (bytes), `boot.time` (seconds since 1970). */
export type Statistics = ReadonlyMap<string, number>;

/**
 * What the engine measured last on each host, by its id. `memory.free` is the total less what the engine calls used, which is not the free
 * memory that the scheduler looks at.
 *
 *     <host id="7a"><statistics><statistic><name>memory.free</name><values><value><datum>41943040000</datum></value></values></statistic>…
 */
export const hostStatistics = fact({
  id: 'ovirt.host-statistics',
  title: 'statistics of hosts',
  role: 'api',
  query: http('/api/hosts?follow=statistics', {
    xml: ['@id', 'statistics/statistic/name', 'statistics/statistic/values/value/datum'].map(path => `host/${path}`),
  }),
  parse: (body): ReadonlyMap<string, Statistics> =>
    new Map(children(documentOf(body, 'hosts'), 'host').map(host => [needId(host), statisticsOf(host)])),
});

const statisticsOf = (host: Element): Statistics =>
  new Map(
    elementsAt(host, 'statistics/statistic').flatMap(one => {
      const [name, value] = [textAt(one, 'name'), Number(textAt(one, 'values/value/datum') ?? Number.NaN)];
      return name === undefined || !Number.isFinite(value) ? [] : [[name, value] as const];
    }),
  );
