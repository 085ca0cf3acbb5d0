/** What one host may cost. Times in seconds, sizes in bytes. */
export interface Limits {
  /** From the first packet to a logged-in connection, without the time a person needs to type a passphrase. */
  readonly connectSeconds: number;
  /** One answer. A command is ended on the host after this time, where the host has timeout(1). */
  readonly answerSeconds: number;
  /** Everything that is asked of one host at once. */
  readonly hostSeconds: number;
  /** One file, the output of one command, or one listing. */
  readonly answerBytes: number;
  /** What one command may say on standard error. */
  readonly errorBytes: number;
  /** All answers of one host together. */
  readonly hostBytes: number;
  /** Paths in one listing. */
  readonly entries: number;
}

export const LIMITS: Limits = {
  connectSeconds: 10,
  answerSeconds: 15,
  hostSeconds: 120,
  answerBytes: 1024 * 1024,
  errorBytes: 64 * 1024,
  hostBytes: 64 * 1024 * 1024,
  entries: 10_000,
};

/** The usual limits with these changes. */
export const limitsWith = (changes: Partial<Limits> = {}): Limits => ({ ...LIMITS, ...changes });

/** `1 MiB`, `64 KiB`, `12 bytes` */
export function sayBytes(bytes: number): string {
  if (bytes >= 1024 * 1024) return `${Math.round(bytes / 1024 / 1024)} MiB`;
  return bytes >= 1024 ? `${Math.round(bytes / 1024)} KiB` : `${bytes} bytes`;
}
