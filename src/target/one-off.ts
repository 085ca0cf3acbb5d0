import type { Phase } from '../model/phase.ts';
import { withDatabase } from './database.ts';
import { hostsOf, isBare, type Mention } from './hosts.ts';
import { type Problems, problemsOf, sayName, suggest } from './problems.ts';
import { reachOf } from './reach-text.ts';
import type { PlatformRoles, Target } from './target.ts';

export interface OneOff {
  readonly platform: string;
  /** `role=host`, such as `management=root@mgmt1:2222`, `database=mysql://preflight@db1/cloud` or `frontend=local`. */
  readonly hosts: readonly string[];
  readonly from?: string;
  readonly to?: string;
  readonly phase?: Phase;
}

const HERE = { line: 0, column: 0 };

/** A target without a file, from the command line. Throws a `TargetError` with everything that is wrong. */
export function oneOffTarget({ platform, hosts, ...said }: OneOff, platforms: readonly PlatformRoles[]): Target {
  const problems = problemsOf('the command line');
  const known = platformIn(platforms, platform, problems);
  const mentions = known ? mentionsOf(hosts, known, problems) : [];
  if (hosts.length === 0) problems.add(HERE, 'There is no host to ask; give --host role=host, such as --host management=root@mgmt1.');
  const made = hostsOf(mentions, problems);
  problems.settle();
  return withDatabase({ platform, ...said, hosts: made, inputs: {}, answers: {}, waivers: [], limits: {}, lines: {} }, known!);
}

/** The platform of this id. Reports where there is none. */
export function platformIn(platforms: readonly PlatformRoles[], id: string, problems: Problems): PlatformRoles | undefined {
  const ids = platforms.map(platform => platform.id);
  return platforms.find(platform => platform.id === id) ?? problems.add(HERE, `There is no platform ${sayName(id)}${suggest(id, ids)}`);
}

/** Reads `role=host` of the command line. Reports what is wrong, with the role and never with the host, which may hold a password. */
export const mentionsOf = (hosts: readonly string[], platform: PlatformRoles, problems: Problems): Mention[] =>
  hosts.flatMap((text, index) => mentionOf(text, index, platform, problems) ?? []);

function mentionOf(text: string, index: number, { id, roles }: PlatformRoles, problems: Problems): Mention | undefined {
  const at = text.indexOf('=');
  const role = text.slice(0, at);
  if (at < 1) return problems.add(HERE, 'A --host does not say its role; write --host role=host, such as --host management=root@mgmt1.');
  if (!Object.hasOwn(roles, role)) return problems.add(HERE, `${id} has no role ${sayName(role)}${suggest(role, Object.keys(roles))}`);
  const short = reachOf(text.slice(at + 1), path => path);
  if ('problem' in short) return problems.add(HERE, `--host ${role}=…: ${short.problem}`);
  return { role, reach: short.reach, bare: isBare(short.reach), line: 0, column: index };
}
