import type { Check, DeclaredInputs, Finding, Messages, Needs } from '../../src/model/check.ts';
import type { Attestation, Input } from '../../src/model/input.ts';
import type { Phase } from '../../src/model/phase.ts';
import { cases } from './cases.ts';

type Asking = Check<Needs, Messages, DeclaredInputs & { readonly answer: Input<Attestation> }>;

const SAID = { by: "Ada O'Neill \u001b[2J", on: '2026-11-20', until: '2026-11-21' };

interface Asked {
  readonly from: string;
  readonly to: string;
  readonly phase: Phase;
  /** What the installation answers where the question applies. */
  readonly given?: Readonly<Record<string, unknown>>;
  readonly inputs?: Readonly<Record<string, string>>;
  readonly skips?: Parameters<typeof cases>[1]['skips'];
  readonly unknown?: Parameters<typeof cases>[1]['unknown'];
}

/** The table of every question for a person: yes, no, nobody, and an answer for a time that is over. */
export function asks(asking: { readonly id: string }, { from, to, phase, given = {}, inputs = {}, skips = {}, unknown = {} }: Asked): void {
  const check = asking as unknown as Asking;
  const question = check.inputs!.answer.title;
  const said = (message: 'answeredYes' | 'answeredNo'): Finding => ({ message, data: { by: SAID.by, on: SAID.on, question } });
  const answer = (answer: Partial<Attestation>) =>
    ({ given, inputs: { ...inputs, answer: { answer: 'unanswered', ...answer } as Attestation } }) as never;
  cases(check, {
    on: { from, to, phase },
    passes: {},
    notes: {
      'somebody said yes, and today is the last day': { ...(answer({ ...SAID, answer: 'yes' }) as object), finds: [said('answeredYes')] } as never,
    },
    fails: { 'somebody said no': { ...(answer({ ...SAID, answer: 'no' }) as object), finds: [said('answeredNo')] } as never },
    skips,
    unknown: {
      'nobody has answered': { ...(answer({}) as object), because: question } as never,
      'the answer was for a time that is over': {
        ...(answer({ ...SAID, answer: 'yes', until: '2026-11-20' }) as object),
        because: 'was good until 2026-11-20',
      } as never,
      ...unknown,
    },
  });
}
