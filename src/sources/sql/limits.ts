/** How much of a database is waited for and kept. */
export interface TableLimits {
  /** Until a session is ready. */
  readonly connectSeconds: number;
  /** For one statement, from sending it to its last row. */
  readonly answerSeconds: number;
  /** Rows of one answer. More is `too-large`, never a cut answer. */
  readonly maxRows: number;
  /** Bytes of one answer, as the database sends them. */
  readonly maxBytes: number;
}

export const DEFAULT_LIMITS: TableLimits = { connectSeconds: 10, answerSeconds: 15, maxRows: 200_000, maxBytes: 64 * 1024 * 1024 };
