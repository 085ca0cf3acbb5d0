import { check, each, manual, type OnHost, skip, undecided } from '../../src/index.ts';
import { type Deployment, deployment } from './facts/deployment.ts';

type Question = Parameters<typeof manual>[0];

/** A question for a person that only a federation has; elsewhere it is skipped. */
export function askedInFederation(question: Question) {
  const asking = manual(question);
  return check({
    ...asking,
    needs: { deployments: each(deployment) },
    judge({ deployments }, found, context) {
      if (deployments.length === 0) return [undecided('no oned.conf could be read, so it is not known whether there is a federation')];
      return deployments.some(isFederated)
        ? asking.judge({}, found, context)
        : skip('oned.conf names no federation (MODE is neither MASTER nor SLAVE)');
    },
  });
}

const isFederated = ({ value: { mode } }: OnHost<Deployment>): boolean => mode === 'MASTER' || mode === 'SLAVE';
