import type { FailureStatus } from './answer.ts';
import type { Change } from './change.ts';
import type { Severity } from './check.ts';
import type { InputValue } from './input.ts';
import type { Phase } from './phase.ts';
import type { Remedy } from './remedy.ts';

export type Verdict = 'pass' | 'fail' | 'skip' | 'unknown';
export type Overall = 'GO' | 'NO-GO' | 'UNKNOWN';

/** One thing wrong, or worth a note, in words. */
export interface ReportedFinding {
  /** Stable between runs: check, message, host and object, never a measured value. 16 hex digits. */
  readonly fingerprint: string;
  readonly message: string;
  readonly severity: Severity | 'note';
  readonly text: string;
  readonly host?: string;
  readonly object?: string;
  readonly path?: string;
  readonly line?: number;
  readonly data: Readonly<Record<string, string | number>>;
  readonly remedy?: Remedy;
  /** A person has accepted it for a time; it stays visible and does not gate. */
  readonly waived?: { readonly owner: string; readonly reason: string; readonly ticket?: string; readonly until: string };
  /** Was already in the baseline report; absent where there is no baseline. */
  readonly known?: boolean;
}

/** What became of one waiver of the target file. */
export interface WaiverState {
  readonly check: string;
  readonly host?: string;
  readonly object?: string;
  readonly owner: string;
  readonly reason: string;
  readonly ticket?: string;
  /** ISO 8601 day; good until its end, UTC. */
  readonly until: string;
  /** Of the target file. */
  readonly line?: number;
  readonly state: 'used' | 'unused' | 'expired';
  /** Findings it waives, or would if it were not expired. */
  readonly findings: number;
  /** What a reader should know: it ends soon, or is wider than it need be. */
  readonly remarks: readonly string[];
}

/** What is different from an earlier report that was given as the baseline. */
export interface BaselineState {
  readonly name: string;
  /** ISO 8601, of the baseline. */
  readonly time: string;
  readonly new: number;
  readonly known: number;
  /** Findings of the baseline that are gone. */
  readonly gone: number;
  /** Only new findings count against the threshold. */
  readonly onlyNew: boolean;
}

/** What could not be looked at, and why. */
export interface Unknown {
  /** The title of the fact, where it is one fact. */
  readonly fact?: string;
  readonly host?: string;
  readonly status: FailureStatus | 'undecided' | 'unreadable' | 'error';
  readonly reason: string;
}

/** What a check looked at: the evidence behind its verdict. */
export interface Looked {
  readonly fact: string;
  readonly host: string;
  readonly query: string;
  readonly status: FailureStatus | 'ok';
  /** ISO 8601, by the clock of the host that answered. */
  readonly at?: string;
}

/** One check on one host. `host` is empty where the target names no host for it. */
export interface Cell {
  readonly host: string;
  readonly verdict: Verdict;
}

export interface Result {
  readonly check: string;
  readonly title: string;
  readonly severity: Severity;
  readonly verdict: Verdict;
  readonly why: string;
  readonly refs: readonly string[];
  readonly findings: readonly ReportedFinding[];
  readonly unknowns: readonly Unknown[];
  /** Why it does not apply, where the verdict is `skip`. */
  readonly skipped?: string;
  readonly cells: readonly Cell[];
  readonly looked: readonly Looked[];
}

/** Check × host. The four add up to `total`. */
export interface Coverage {
  readonly total: number;
  readonly pass: number;
  readonly fail: number;
  readonly skip: number;
  readonly unknown: number;
}

/** All results of one run. The published schema is `report.schema.json`. */
export interface Report {
  readonly format: 1;
  /** `checks` is the digest of the sources of all checks. */
  readonly tool: { readonly name: 'preflight'; readonly version: string; readonly checks?: string };
  /** ISO 8601: when the evidence was taken. */
  readonly time: string;
  readonly platform: { readonly id: string; readonly title: string };
  readonly phase: Phase;
  readonly from?: string;
  readonly to?: string;
  /** What was looked at. A live installation and a snapshot of it are the same here, as their reports are; the digest is of the answers. */
  readonly evidence: { readonly kind: 'installation' | 'artifact'; readonly name: string; readonly digest?: string };
  readonly hosts: Readonly<Record<string, readonly string[]>>;
  readonly inputs: Readonly<Record<string, InputValue>>;
  readonly threshold: Severity;
  readonly verdict: Overall;
  /** Why the verdict is what it is, a sentence each. */
  readonly reasons: readonly string[];
  /** What else the reader should know of this run, a sentence each. */
  readonly remarks: readonly string[];
  readonly coverage: Coverage;
  readonly results: readonly Result[];
  readonly waivers?: readonly WaiverState[];
  readonly baseline?: BaselineState;
  /** Where the hosts stand in the target file, for readers that want a file and a line. */
  readonly inventory?: { readonly file: string; readonly lines: Readonly<Record<string, number>> };
  /** What is different from the snapshot taken before the upgrade, where one was given. */
  readonly changes?: readonly Change[];
  /** Checks of this platform that are not for this path or phase. */
  readonly excluded: readonly { readonly check: string; readonly reason: string }[];
}

/** Every host that was looked at, once. */
export const hostsOf = ({ hosts }: Pick<Report, 'hosts'>): string[] => [...new Set(Object.values(hosts).flat())];
