import { type Undecided, undecided } from '../../src/index.ts';
import { sayNames } from './update-scope.ts';

interface Named {
  readonly id: string;
  readonly name: string;
}

/**
 * The API leaves out, without a word, the clusters that its account may not see; the database has them all. A check of the API's list that
 * looks for something bad in it says this as well, or a short list would pass.
 */
export function hiddenClusters(listed: readonly Named[], all: readonly Named[]): Undecided[] {
  const hidden = all.filter(({ id }) => !listed.some(one => one.id === id)).map(({ name }) => name);
  return hidden.length === 0
    ? []
    : [
        undecided(
          `the API does not list ${hidden.length === 1 ? 'cluster' : 'clusters'} ${sayNames(hidden)}: its account may not see all clusters; use one with the role ReadOnlyAdmin on the system`,
        ),
      ];
}
