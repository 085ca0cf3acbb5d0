import type { Needs } from './check.ts';
import type { Need } from './fact.ts';
import type { Phase } from './phase.ts';

/** One role that hosts of a platform play. */
export interface Role {
  readonly title: string;
  /** A target without such a host leaves its checks unknown; otherwise they are skipped. */
  readonly required: boolean;
}

export interface Platform<N extends Needs = Needs> {
  readonly id: string;
  readonly title: string;
  /** Files beside the operator and no installation: it has no hosts to log in to. */
  readonly artifact?: true;
  readonly roles: Readonly<Record<string, Role>>;
  /** How the version in use is found in the evidence. */
  readonly version: {
    readonly needs: N;
    /** What the evidence says, in the order of trust; undefined where it says nothing. */
    detect(evidence: { readonly [K in keyof N]: N[K] extends Need<infer V> ? V | undefined : never }, phase: Phase): string | undefined;
  };
}

/** A platform whose types are its own business. */
// biome-ignore lint/suspicious/noExplicitAny: as for AnyCheck
export type AnyPlatform = Platform<any>;

/** Gives a platform its types. It does nothing at run time. */
export const platform = <const N extends Needs>(definition: Platform<N>): Platform<N> => definition;
