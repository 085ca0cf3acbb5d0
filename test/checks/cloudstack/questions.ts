import type { Check, DeclaredInputs, Finding, Messages, Needs } from '../../../src/model/check.ts';
import type { Attestation, Input } from '../../../src/model/input.ts';
import { cases } from '../../support/cases.ts';

type Asking = Check<Needs, Messages, DeclaredInputs & { readonly answer: Input<Attestation> }>;

const SAID = { by: "Ada O'Neill \u001b[2J", on: '2026-11-20', until: '2026-11-21' };

interface Asked {
  readonly from: string;
  readonly phase: 'pre' | 'post';
  readonly inputs?: Readonly<Record<string, string>>;
  readonly skips?: Parameters<typeof cases>[1]['skips'];
}

/** The table of every question for a person: yes, no, nobody, and an answer for a time that is over. */
export function asks(asking: { readonly id: string }, { from, phase, inputs = {}, skips = {} }: Asked): void {
  const check = asking as unknown as Asking;
  const question = check.inputs!.answer.title;
  const said = (message: 'answeredYes' | 'answeredNo'): Finding => ({ message, data: { by: SAID.by, on: SAID.on, question } });
  const given = (answer: Partial<Attestation>) => ({
    given: {},
    inputs: { ...inputs, answer: { answer: 'unanswered', ...answer } as Attestation } as never,
  });
  cases(check, {
    on: { from, to: '4.3.2', phase },
    passes: {},
    notes: { 'somebody said yes, and today is the last day': { ...given({ ...SAID, answer: 'yes' }), finds: [said('answeredYes')] } },
    fails: { 'somebody said no': { ...given({ ...SAID, answer: 'no' }), finds: [said('answeredNo')] } },
    skips,
    unknown: {
      'nobody has answered': { ...given({}), because: question },
      'the answer was for a time that is over': { ...given({ ...SAID, answer: 'yes', until: '2026-11-20' }), because: 'was good until 2026-11-20' },
    },
  });
}
