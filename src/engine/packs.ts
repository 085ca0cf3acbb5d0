import type { AnyCheck } from '../model/check.ts';
import { Foreseen } from '../model/foreseen.ts';
import type { Guide } from '../model/guide.ts';
import type { AnyPlatform } from '../model/platform.ts';
import { glob } from './glob.ts';

/** Everything that is known of one platform. */
export interface Pack {
  readonly platform: AnyPlatform;
  readonly checks: readonly AnyCheck[];
  readonly guide?: Guide;
}

/** The platforms that this preflight ships. Their checks are loaded one platform at a time: nobody looks at two in one run. */
export interface Packs {
  /** `sha256:…` of the sources of all checks, so that a report can say what it was judged by. */
  readonly digest: string;
  readonly platforms: readonly AnyPlatform[];
  /** Throws a sentence that names the platforms there are. */
  pack(id: string): Promise<Pack>;
  all(): Promise<readonly AnyCheck[]>;
}

/** The only place where the engine meets platform knowledge. */
export async function loadPacks(): Promise<Packs> {
  const { platforms, packs } = await import('../../checks/index.ts');
  const { checksDigest: digest } = await import('../../checks/digest.ts');
  const pack = async (id: string): Promise<Pack> => ({ platform: platformOf(platforms, id), ...(await packs[id]!()) });
  const all = async (): Promise<readonly AnyCheck[]> => (await Promise.all(platforms.map(({ id }) => pack(id)))).flatMap(({ checks }) => checks);
  return { digest, platforms, pack, all };
}

/** The platform of this id, or a sentence that names those there are. */
export function platformOf(platforms: readonly AnyPlatform[], id: string): AnyPlatform {
  const found = platforms.find(platform => platform.id === id);
  if (!found) throw new UnknownName(`There is no platform ${id}. There are: ${platforms.map(platform => platform.id).join(', ')}.`);
  return found;
}

/** The operator named something that is not there; the sentence says what is. */
export class UnknownName extends Foreseen {}

/** Checks whose id matches one of these globs (`*` for any text). Throws where a glob matches nothing. */
export function matching(checks: readonly AnyCheck[], globs: readonly string[]): AnyCheck[] {
  if (globs.length === 0) return [...checks];
  const patterns = globs.map(text => ({ text, pattern: glob(text) }));
  for (const { text, pattern } of patterns) {
    if (!checks.some(({ id }) => pattern.test(id))) throw new UnknownName(`No check matches ${text}. See them with: preflight list`);
  }
  return checks.filter(({ id }) => patterns.some(({ pattern }) => pattern.test(id)));
}
