import type { Applies, Check, Judged, Severity } from './check.ts';
import { check, undecided } from './check.ts';
import { type Attestation, attestation, type Input } from './input.ts';

/** A question of the guide that no machine can answer. */
export interface Question {
  /** `platform/name`, as for any check; the target file answers under this name. */
  readonly id: string;
  /** The state that passes, as a sentence without a full stop. */
  readonly title: string;
  readonly severity: Severity;
  readonly applies: Applies;
  readonly why: string;
  /** Asked so that yes is the answer that passes, with a question mark. */
  readonly question: string;
  /** What to do before one can say yes. */
  readonly fix: string;
  readonly refs: readonly string[];
  readonly covers?: readonly string[];
}

const MESSAGES = {
  answeredNo: '{by} answered no on {on}: {question}',
  answeredYes: { text: '{by} answered yes on {on}: {question}', severity: 'note' },
} as const;

type Inputs = { readonly answer: Input<Attestation> };

/** A manual check: it asks, and the target file answers. Unanswered, or answered for a time that is over, it is undecided. */
export const manual = ({ question, ...meta }: Question): Check<Record<never, never>, typeof MESSAGES, Inputs> =>
  check({
    ...meta,
    needs: {},
    inputs: { answer: attestation(meta.id, { title: question, reason: 'nobody has answered yet' }) },
    messages: MESSAGES,
    judge: (_, found, { inputs: { answer } }): Judged => {
      const { by = 'somebody', on = 'an unknown day' } = answer;
      if (answer.answer === 'unanswered') return [undecided(unansweredWords(meta.id, question, answer))];
      return [found[answer.answer === 'yes' ? 'answeredYes' : 'answeredNo']({ by, on, question })];
    },
  });

const unansweredWords = (id: string, question: string, { by, until }: Attestation): string =>
  until === undefined
    ? `a person has to answer: ${question} Answer under answers: ${id}: in the target file`
    : `the answer of ${by ?? 'somebody'} was good until ${until}: ${question} Answer again under answers: ${id}: in the target file`;
