import type { AnyCheck } from './check.ts';
import type { Phase } from './phase.ts';

/** One step of an upgrade guide that a machine can verify, or a person can be asked about. */
export interface GuideStep {
  /** Its number in the table of the generated page, unique within the platform: `23`, `A.1.6`. */
  readonly row: string;
  /** What the operator does or makes sure of, as an imperative without a full stop. */
  readonly step: string;
  /** When the operator does it. Where its checks are for later phases on a path, it is done later there. */
  readonly phase: Phase;
  /** Where: `every management server`, `each KVM host`. */
  readonly where: string;
  /** Lines of the guide, as `206-222`, or the name of its section. */
  readonly source: string;
  /** Its place among the steps, where that is not its row: 37.5 is behind row 37. */
  readonly order?: number;
  /** Why no check covers it yet; a step with neither a check nor a reason fails the tests. */
  readonly uncovered?: string;
}

/** The steps of a platform's upgrade guides, in the order of the window. */
export interface Guide {
  readonly title: string;
  /** What `source` of the steps refers to. */
  readonly about: string;
  readonly steps: readonly GuideStep[];
}

/** Whether a check verifies this step of the guide of this platform. A check of another platform says `platform/row`. */
export const isCovering = (check: Pick<AnyCheck, 'applies' | 'covers'>, platform: string, row: string): boolean =>
  (check.covers ?? []).includes(check.applies.platform === platform ? row : `${platform}/${row}`);
