import { createHash } from 'node:crypto';
import type { AnyCheck, Check, Finding, Fix, Messages, Place } from '../model/check.ts';
import { say } from '../model/messages.ts';
import type { Remedy } from '../model/remedy.ts';
import type { ReportedFinding, Result } from '../model/report.ts';
import { type Judgement, severityOf } from './judge.ts';

/** A judgement in words: what the report says of one check. */
export const toResult = (check: AnyCheck, judgement: Judgement): Result => ({
  check: check.id,
  title: check.title,
  severity: check.severity,
  why: check.why,
  refs: check.refs,
  ...judgement,
  findings: judgement.findings.map(finding => toReported(check, finding)),
});

/** The place in a fixed order of keys, without what is not known. */
const placeOf = ({ host, object, path, line }: Place): Place => ({
  ...(host !== undefined && { host }),
  ...(object !== undefined && { object }),
  ...(path !== undefined && { path }),
  ...(line !== undefined && { line }),
});

function toReported(check: AnyCheck, finding: Finding): ReportedFinding {
  const severity = severityOf(check, finding);
  const remedy = severity === 'note' ? undefined : safeRemedy(check, finding);
  return {
    fingerprint: fingerprint(check.id, finding),
    message: finding.message,
    severity,
    text: say(check.messages[finding.message], finding.data),
    ...placeOf(finding),
    data: finding.data,
    ...(remedy && { remedy }),
  };
}

/** Of what stays the same from run to run: never of measured values. */
function fingerprint(check: string, { message, host = '', object = '' }: Finding): string {
  return createHash('sha256')
    .update(JSON.stringify([check, message, host, object]))
    .digest('hex')
    .slice(0, 16);
}

/** A finding without a remedy is still a finding: a defect in the words must not cost the verdict of every other check. */
function safeRemedy(check: AnyCheck, finding: Finding): Remedy {
  try {
    return remedyOf(check, finding) ?? { text: 'There is no remedy for this finding; see the sources of the check.' };
  } catch (error) {
    return { text: `The remedy could not be made (${(error as Error).message}); see the sources of the check.` };
  }
}

/** How to mend this finding, built from its data. */
export function remedyOf({ fix, messages }: Pick<Check, 'fix' | 'messages'>, finding: Finding): Remedy | undefined {
  if (typeof fix === 'string') return { text: fix };
  if (isRemedy(fix)) return fix;
  const own = Object.hasOwn(messages, finding.message) ? fix[finding.message] : undefined;
  if (own === undefined) return undefined;
  const made = typeof own === 'function' ? own(finding.data, placeOf(finding)) : own;
  return typeof made === 'string' ? { text: made } : made;
}

/** A check's messages may not be called `text` or `commands`, so the two shapes never look alike. */
const isRemedy = (fix: Fix<Messages>): fix is Remedy => typeof fix === 'object' && ('text' in fix || 'commands' in fix);
