import { command, fact, flag } from '../../../src/index.ts';

/** Whether to look at every file of every package. */
export const NODE_VERIFICATION = flag('node-verification', {
  title: 'Verify every file of every package on oVirt Node',
  default: false,
  reason: 'it reads the whole system of each host, which takes minutes',
});

/** These are taken over into the new image, or are no part of it. */
const KEPT = /^\/(?:etc|var|root|run|proc|sys|dev|tmp|boot|usr\/share\/rhn)\//;

/**
 * Files of packages whose content or link was changed, or that are gone, where an update of the image does not keep them.
 *
 *     ..5....T.    /usr/share/cockpit/branding/ovirt/branding.css
 *     missing     /usr/lib/systemd/system/foo.service
 */
export const nodeChanges = fact({
  id: 'ovirt.node-changes',
  title: 'changed files of packages',
  role: 'host',
  query: inputs => (inputs[NODE_VERIFICATION.name] === true ? [command('rpm', '-Va', '--nomtime', '--nosize', '--noscripts')] : []),
  parse: ({ stdout, stderr, exit }): string[] => {
    if (stdout.trim() === '' && exit !== 0) throw new Error(`rpm ended with exit status ${exit}: ${stderr.trim().split('\n', 1)[0]!.slice(0, 200)}`);
    return [...stdout.matchAll(/^(?:missing|[.?\w]{8,9})\s+(?:[cdglrm]\s+)?(\/.+?)(?: \(.*\))?$/gm)]
      .filter(([line, path]) => /^missing|^[^\s]*[5L]/.test(line) && !KEPT.test(path!))
      .map(([, path]) => path!);
  },
});
