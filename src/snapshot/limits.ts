/** What a snapshot may cost to read, in bytes and in files: far above a real one, far below what would hurt. */
export const LIMITS = {
  /** Some 300 bytes for each answer. */
  manifest: 32 * 1024 * 1024,
  /** One answer. A file is at most 1 MiB, a table may be larger. */
  answer: 16 * 1024 * 1024,
  total: 512 * 1024 * 1024,
  files: 200_000,
} as const;

/** `16 MiB` */
export const mebibytes = (bytes: number): string => `${Math.round(bytes / 1024 / 1024)} MiB`;
