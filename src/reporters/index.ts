import { json } from './json.ts';
import { junit } from './junit.ts';
import type { Reporter } from './reporter.ts';
import { table } from './table.ts';

/** Reporters by the name that `--report` takes. */
export const reporters: Readonly<Record<string, Reporter>> = { table, json, junit };
