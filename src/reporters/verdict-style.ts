import type { Overall } from '../model/report.ts';

/** How the one word that matters looks in colour. */
export const VERDICT_STYLE = {
  GO: ['bold', 'inverse', 'green'],
  'NO-GO': ['bold', 'inverse', 'red'],
  UNKNOWN: ['bold', 'inverse', 'yellow'],
} as const satisfies Record<Overall, unknown>;
