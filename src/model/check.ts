import type { Need } from './fact.ts';
import type { Input } from './input.ts';
import type { Phase } from './phase.ts';
import type { Remedy } from './remedy.ts';
import type { Version } from './version.ts';

/** `blocker`: the upgrade fails, or the cloud does not work after it. `warning`: something breaks or is unsafe. `advice`: good to mend. */
export type Severity = 'blocker' | 'warning' | 'advice';
export const SEVERITIES: readonly Severity[] = ['blocker', 'warning', 'advice'];

/** Whether a finding of this severity counts against the threshold. A note never does. */
export const gates = (severity: Severity | 'note', threshold: Severity): boolean =>
  severity !== 'note' && SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(threshold);

export type Needs = Readonly<Record<string, Need<unknown>>>;
export type DeclaredInputs = Readonly<Record<string, Input>>;

/** The words of a finding, with `{placeholders}`. A message may differ in severity from its check; `note` tells and does not fail. */
export type Message = string | { readonly text: string; readonly severity: Severity | 'note' };
export type Messages = Readonly<Record<string, Message>>;

/** Where a finding is: host, object (stable between runs, such as `storage pool 8`), and the line of a file. */
export interface Place {
  readonly host?: string;
  readonly object?: string;
  readonly path?: string;
  readonly line?: number;
}

/** One thing wrong at one place. */
export interface Finding extends Place {
  readonly message: string;
  readonly data: Readonly<Record<string, string | number>>;
}

/** The check does not apply here, and why. */
export interface Skip {
  readonly skip: string;
}
export const skip = (reason: string): Skip => ({ skip: reason });

/** The evidence is there and does not decide the question; never a pass. */
export interface Undecided {
  readonly undecided: string;
  readonly host?: string;
}
export const undecided = (reason: string, host?: string): Undecided => ({ undecided: reason, ...(host !== undefined && { host }) });

/** Versions a check is for. `from` and `to` are ranges as in `version.ts`; `phases` narrows those of the check on this path. */
export interface UpgradePath {
  readonly from?: string;
  readonly to?: string;
  readonly phases?: readonly Phase[];
}

export interface Applies {
  readonly platform: string;
  readonly phases: readonly Phase[];
  /** One of these must match; none given means every path. */
  readonly paths?: readonly UpgradePath[];
  /** Why not on other paths, as `list --why` says it. */
  readonly because?: string;
}

/** What a run is about, for the few rules that depend on it. */
export interface Context<I extends DeclaredInputs = DeclaredInputs> {
  readonly phase: Phase;
  readonly from: Version | undefined;
  readonly to: Version | undefined;
  readonly inputs: InputValues<I>;
}

type Values<N extends Needs> = { readonly [K in keyof N]: N[K] extends Need<infer V> ? V : never };
export type InputValues<I extends DeclaredInputs> = { readonly [K in keyof I]: I[K] extends Input<infer V> ? V : never };
type TextOf<M extends Message> = M extends string ? M : M extends { readonly text: infer T extends string } ? T : never;
type Placeholder<S extends string> = S extends `${string}{${infer P}}${infer Rest}` ? P | Placeholder<Rest> : never;
type Data<M extends Message> = { readonly [P in Placeholder<TextOf<M>>]: string | number };

/** One function per message: `found.trailingSlash({ id, name, path }, { host, object })`. */
export type Found<M extends Messages> = {
  readonly [K in keyof M]: (data: Data<M[K]>, at?: Place) => Finding;
};

/** One remedy for all messages, or one per message, built from its data. */
export type Fix<M extends Messages> =
  | string
  | Remedy
  | { readonly [K in keyof M]?: string | Remedy | ((data: Data<M[K]>, at: Place) => string | Remedy) };

/** One thing a check has to say. */
export type Outcome = Finding | Undecided;

export type Judged = Iterable<Outcome> | Skip;

export interface Check<N extends Needs = Needs, M extends Messages = Messages, I extends DeclaredInputs = DeclaredInputs> {
  /** `platform/name`; the file is `checks/platform/name.ts`. */
  readonly id: string;
  /** The state that passes, as a sentence without a full stop. */
  readonly title: string;
  readonly severity: Severity;
  readonly applies: Applies;
  readonly why: string;
  readonly fix: Fix<M>;
  readonly refs: readonly string[];
  /** The steps of the platform's guide (`checks/<platform>/guide.ts`) that this check verifies, by their row: `['23']`; of another platform's guide, `['cloudstack/23']`. */
  readonly covers?: readonly string[];
  readonly needs: N;
  readonly inputs?: I;
  readonly messages: M;
  judge(evidence: Values<N>, found: Found<M>, context: Context<I>): Judged;
}

/** A check whose types are its own business. */
// biome-ignore lint/suspicious/noExplicitAny: the types of a check matter where it is written, not where it is run
export type AnyCheck = Check<any, any, any>;

/** Gives a check its types. It does nothing at run time. */
export const check = <const N extends Needs, const M extends Messages, const I extends DeclaredInputs = Record<never, never>>(
  definition: Check<N, M, I>,
): Check<N, M, I> => definition;
