import { check, each, type Outcome, optional, skip, undecided } from '../../src/index.ts';
import { isNode } from './facts/host-system.ts';
import { NODE_VERIFICATION, nodeChanges } from './facts/node-changes.ts';
import { GUIDE } from './references.ts';

/** So many of one host are named. */
const MOST = 50;

export default check({
  id: 'ovirt/node-local-changes',
  title: 'oVirt Node has no changes that the update of its image takes away',
  severity: 'warning',
  applies: { platform: 'ovirt', phases: ['pre'], because: 'afterwards the changes are gone' },
  why: 'The update installs a new image and takes over /etc, /var and /root alone. What was changed elsewhere is gone after it.',
  fix: {
    changed: ({ path }) =>
      `Keep a copy of ${path} below /etc or /var, or make a package of it and install it with yum or dnf, which keeps packages over updates.`,
    more: 'See the others with rpm -Va --nomtime --nosize --noscripts.',
  },
  refs: [GUIDE, 'https://github.com/oVirt/imgbased/blob/master/src/imgbased/plugins/osupdater.py'],
  covers: ['A.2.5'],
  needs: { changes: each(optional(nodeChanges)), nodes: each(isNode) },
  inputs: { verify: NODE_VERIFICATION },
  messages: {
    changed: 'The file {path} was changed or removed, and the update of the image brings back that of the image.',
    more: 'And so were {count} more files.',
  },
  judge({ changes, nodes }, found, { inputs }) {
    const own = nodes.filter(({ value }) => value).map(({ host }) => host);
    if (own.length === 0 && nodes.length > 0) return skip('no host is oVirt Node');
    if (!inputs.verify) return skip('not asked for, as it takes minutes on each host: give the input node-verification=yes');
    return changes
      .filter(({ host }) => own.includes(host))
      .flatMap(({ host, value }): Outcome[] =>
        value
          ? [
              ...value.slice(0, MOST).map(path => found.changed({ path }, { host, object: 'image', path })),
              ...(value.length > MOST ? [found.more({ count: value.length - MOST }, { host, object: 'image' })] : []),
            ]
          : [undecided('there is no rpm', host)],
      );
  },
});
