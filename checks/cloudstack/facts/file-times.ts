import { type Attempt, fact, type OnHost, paths } from '../../../src/index.ts';
import { millisOf } from './times.ts';

/** When files of a management server were changed last, by path: ISO 8601 in UTC. One that is not there is not here. */
export const fileTimes = (id: string, title: string, ...where: readonly string[]) =>
  fact({
    id: `cloudstack.${id}`,
    title,
    role: 'management',
    query: paths(...where),
    parse: ({ entries }): ReadonlyMap<string, string> => new Map(entries.map(({ path, mtime }) => [path, mtime])),
  });

type Times = readonly OnHost<Attempt<ReadonlyMap<string, string>>>[];

/** Whether one file of a host is older than another; false where their times are not known. */
export function isOlder(times: Times, host: string, { path, than }: { readonly path: string; readonly than: string }): boolean {
  const own = times.find(one => one.host === host)?.value;
  const of = (file: string): number => millisOf(own && 'value' in own ? own.value.get(file) : undefined) ?? Number.NaN;
  return of(path) < of(than);
}
