import type { Report } from '../model/report.ts';
import { printable } from './printable.ts';

/** A line of a file in the operator's repository. */
export interface Spot {
  /** Relative, with `/`, printable. */
  readonly file: string;
  readonly line: number;
  /** Whether it is the line of the host, and not just the start of the file. */
  readonly exact: boolean;
}

/** What the target file is called where a run had none. Readers that want a file refuse the whole report otherwise. */
const USUAL_FILE = 'preflight.yaml';

/** Where a host stands in the target file; its first line where the host stands nowhere. */
export function spotOf({ inventory }: Pick<Report, 'inventory'>, host: string | undefined): Spot {
  const file = inventory === undefined ? USUAL_FILE : relative(inventory.file);
  const line = host !== undefined && inventory !== undefined && Object.hasOwn(inventory.lines, host) ? inventory.lines[host] : undefined;
  return line !== undefined && Number.isSafeInteger(line) && line > 0 ? { file, line, exact: true } : { file, line: 1, exact: false };
}

/** Readers take only paths below the repository; of any other the name is all that can be right. */
function relative(file: string): string {
  const parts = printable(file)
    .split(/[\\/]/)
    .filter(part => part !== '' && part !== '.');
  const outside = /^([A-Za-z]:)?[\\/]/.test(file) || parts.includes('..');
  return (outside ? parts.filter(part => part !== '..').slice(-1) : parts).join('/') || USUAL_FILE;
}
