import type { Need } from '../../../src/model/fact.ts';
import type { CommandQuery } from '../../../src/model/query.ts';

/** What `rpm -q` prints for the names that a fact asks for: of `name version` or `name version release` installed, the others not. */
export function rpmSays(need: Need<unknown>, installed: readonly string[]): { readonly stdout: string; readonly exit: number } {
  const { argv } = need.fact.queries({})[0] as CommandQuery;
  const lines = argv.slice(4).flatMap(name => {
    const own = installed.map(one => one.split(' ')).filter(([first]) => first === name);
    return own.length === 0
      ? [`package ${name} is not installed`]
      : own.map(([, version = '1.0', release = '1.el8']) => `${name} ${version} ${release} noarch 1597751222`);
  });
  return { stdout: `${lines.join('\n')}\n`, exit: lines.some(line => line.startsWith('package ')) ? 1 : 0 };
}
