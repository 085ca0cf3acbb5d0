import type { AnyCheck } from '../model/check.ts';
import { Foreseen } from '../model/foreseen.ts';
import type { AnyPlatform } from '../model/platform.ts';

/** The platforms and checks that this preflight ships. */
export interface Packs {
  readonly platforms: readonly AnyPlatform[];
  readonly checks: readonly AnyCheck[];
}

/** Loads all checks. The only place where the engine meets platform knowledge. */
export async function loadPacks(): Promise<Packs> {
  const { platforms, checks } = await import('../../checks/index.ts');
  return { platforms, checks };
}

/** The platform of this id, or a sentence that names those there are. */
export function platformOf({ platforms }: Packs, id: string): AnyPlatform {
  const found = platforms.find(platform => platform.id === id);
  if (!found) throw new UnknownName(`There is no platform ${id}. There are: ${platforms.map(platform => platform.id).join(', ')}.`);
  return found;
}

/** The operator named something that is not there; the sentence says what is. */
export class UnknownName extends Foreseen {}

/** Checks whose id matches one of these globs (`*` for any text). Throws where a glob matches nothing. */
export function matching(checks: readonly AnyCheck[], globs: readonly string[]): AnyCheck[] {
  if (globs.length === 0) return [...checks];
  const patterns = globs.map(glob => ({ glob, pattern: new RegExp(`^${glob.split('*').map(literal).join('.*')}$`) }));
  for (const { glob, pattern } of patterns) {
    if (!checks.some(({ id }) => pattern.test(id))) throw new UnknownName(`No check matches ${glob}. See them with: preflight list`);
  }
  return checks.filter(({ id }) => patterns.some(({ pattern }) => pattern.test(id)));
}

const literal = (text: string): string => text.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
