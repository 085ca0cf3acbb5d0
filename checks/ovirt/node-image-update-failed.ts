import { check, each, type Outcome, optional, sh, undecided } from '../../src/index.ts';
import { imageFailures } from './facts/node.ts';
import { hostSystem } from './facts/operating-system.ts';
import { NODE_REFS, ofNodes, withoutNodes } from './nodes.ts';

const LOG = '/var/log/imgbased.log';
const see = {
  text: 'Read the log around it. Go back to the image before, mend what it says, and update the host again: imgbase rollback, restart in maintenance, then reinstall the image.',
  commands: [sh`less ${LOG}`, sh`imgbase rollback`, sh`dnf reinstall ovirt-node-ng-image-update`],
};

export default check({
  id: 'ovirt/node-image-update-failed',
  title: 'The last update of the image of oVirt Node left no errors in its log',
  severity: 'blocker',
  applies: { platform: 'ovirt', phases: ['post'] },
  why: 'The package of an image counts as installed even where its image could not be written: the failure is in the log only.',
  fix: { failed: see, error: see },
  refs: NODE_REFS,
  covers: ['A.6.9'],
  needs: { systems: each(hostSystem), failures: each(optional(imageFailures)) },
  messages: {
    failed: `The update of the image failed, says ${LOG}: {line}.`,
    error: { text: `An error of the last days is in ${LOG}: {line}.`, severity: 'warning' },
  },
  judge({ systems, failures }, found) {
    return (
      withoutNodes(systems) ??
      ofNodes(systems, failures).flatMap(({ host, value }): Outcome[] => {
        if (!value) return [undecided(`${LOG} is not there, so that nobody knows how the update of the image went`, host)];
        const at = { host, object: 'update of the image', path: LOG };
        const fatal = value.findLast(({ isFatal }) => isFatal);
        if (fatal) return [found.failed({ line: fatal.text }, at)];
        const last = value.at(-1);
        return last ? [found.error({ line: last.text }, at)] : [];
      })
    );
  },
});
