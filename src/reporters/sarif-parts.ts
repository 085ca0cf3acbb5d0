import type { Report } from '../model/report.ts';
import { oneLine } from './printable.ts';
import { spotOf } from './spot.ts';
import { cut } from './words.ts';

export type Level = 'error' | 'warning' | 'note' | 'none';

/** One alert, without the index of its rule. */
export interface SarifResult {
  readonly ruleId: string;
  readonly level: Level;
  readonly kind?: 'informational';
  readonly message: { readonly text: string };
  readonly locations: readonly object[];
  /** Only `primaryLocationLineHash` is read by GitHub, and it must differ from alert to alert. */
  readonly partialFingerprints: { readonly primaryLocationLineHash: string };
  readonly baselineState?: 'new' | 'unchanged';
  /** Where one result has it, all must have it. */
  readonly suppressions?: readonly { readonly kind: 'external'; readonly status: 'accepted'; readonly justification: string }[];
  readonly properties?: Readonly<Record<string, string>>;
}

export const LEVEL = { blocker: 'error', warning: 'warning', advice: 'note', note: 'none' } as const;

const LONGEST = 1024;

/** One line of at most 1,024 characters, never empty; `[x](1)` would be a link inside the file. */
export const sarifText = (text: string, otherwise = 'No text was given.'): string => cut(oneLine(text).replaceAll('](', '] ('), LONGEST) || otherwise;

/** The line of the host in the target file, and the host by name. */
export function locationOf(report: Report, host: string | undefined): object {
  const { file, line } = spotOf(report, host);
  const region = { startLine: line, startColumn: 1, endLine: line, endColumn: 2 };
  const name = host && sarifText(host);
  return {
    physicalLocation: { artifactLocation: { uri: uriOf(file) }, region },
    ...(name && { logicalLocations: [{ name, fullyQualifiedName: sarifText(`${report.platform.id}/${host}`), kind: 'resource' }] }),
  };
}

/** Each part encoded, so that no name is a scheme, a query or a fragment. */
const uriOf = (file: string): string =>
  file
    .split('/')
    .map(part => encodeURIComponent(part))
    .join('/');

/** One series of alerts per installation: a run of another one must not close them. The slash at the end says that there is no id of the run. */
export function automationId(report: Report): string {
  const file = report.inventory === undefined ? '' : `${uriOf(spotOf(report, undefined).file)}/`;
  return `preflight/${encodeURIComponent(sarifText(report.platform.id, 'platform'))}/${file}`;
}
