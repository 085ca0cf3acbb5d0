import { check, manual, skip, textInput } from '../../src/index.ts';

/** Who names the commit builds from the source; packages are nobody's vote. */
export const voteCommit = textInput('vote-commit', {
  title: 'The commit of the release in the VOTE mail, 40 hex digits',
  default: '',
  reason: 'Only those who build CloudStack from its source compare it with git; packages need no commit.',
});

/** Why nobody is asked. */
export const NOT_BUILT = 'no commit of the vote is given (--input vote-commit=…), which those who build CloudStack from its source have';

/** A question for a person, asked only where CloudStack is built from its source. */
export function whereBuilt(question: Parameters<typeof manual>[0]) {
  const { judge, needs, messages, inputs, ...meta } = manual(question);
  return check({
    ...meta,
    needs,
    messages,
    inputs: { answer: inputs!.answer, commit: voteCommit },
    judge: (evidence, found, context) => (context.inputs.commit.trim() === '' ? skip(NOT_BUILT) : judge(evidence, found, context)),
  });
}
