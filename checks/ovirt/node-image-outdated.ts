import { check, each, type Outcome, undecided } from '../../src/index.ts';
import { bootLayers, startedLayer } from './facts/node.ts';
import { hostSystem } from './facts/operating-system.ts';
import { NODE_REFS, ofNodes, withoutNodes } from './nodes.ts';
import { compareEvr, compareRpm, evr } from './rpm-version.ts';

/** `ovirt-node-ng-4.5.4-0.20221206.0+1` → its version and release, and its layer. */
const partsOf = (layer: string): readonly [string, string] => [/-(\d[^-]*-[^-+]+)\+\d+$/.exec(layer)?.[1] ?? '', /\+(\d+)$/.exec(layer)?.[1] ?? '0'];

const compareLayers = (a: string, b: string): number => {
  const [[left, layer], [right, other]] = [partsOf(a), partsOf(b)];
  const [own, next] = [evr(left), evr(right)];
  return (own && next ? compareEvr(own, next) : compareRpm(left, right)) || compareRpm(layer, other);
};

export default check({
  id: 'ovirt/node-image-outdated',
  title: 'oVirt Node runs the newest of its images',
  severity: 'blocker',
  applies: { platform: 'ovirt', phases: ['post'] },
  why: 'The update writes a new image beside the old one. It is in use only after a restart, and a host that could not start it may have gone back.',
  fix: {
    old: ({ newest }) =>
      `Put the host into maintenance and restart it. Where it comes up with the old image again, choose ${newest} in the menu of the boot loader, and see /var/log/imgbased.log.`,
  },
  refs: NODE_REFS,
  covers: ['A.6.8'],
  needs: { systems: each(hostSystem), started: each(startedLayer), layers: each(bootLayers) },
  messages: { old: 'The host runs {running}, and has {newest}.' },
  judge({ systems, started, layers }, found) {
    return (
      withoutNodes(systems) ??
      ofNodes(systems, started).flatMap(({ host, value: running }): Outcome[] => {
        const newest = (layers.find(one => one.host === host)?.value ?? []).toSorted((a, b) => compareLayers(b, a))[0];
        if (running === undefined) return [undecided('/proc/cmdline does not say which image was started', host)];
        if (newest === undefined) return [undecided('/boot has no directory of an image', host)];
        return compareLayers(newest, running) > 0 ? [found.old({ running, newest }, { host, object: 'image of oVirt Node' })] : [];
      })
    );
  },
});
