/** What a person has accepted for a time. `check`, `host` and `object` may have `*` for any text; what is not given matches everything. */
export interface Waiver {
  readonly check: string;
  readonly host?: string;
  readonly object?: string;
  /** Only while these values of the finding's data are at most, or at least, this. */
  readonly most?: Readonly<Record<string, number>>;
  readonly least?: Readonly<Record<string, number>>;
  readonly owner: string;
  readonly reason: string;
  readonly ticket?: string;
  /** ISO 8601 day: the last on which it holds, UTC. */
  readonly until: string;
  /** Of the target file. */
  readonly line?: number;
}
