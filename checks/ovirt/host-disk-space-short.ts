import { check, each, type Outcome } from '../../src/index.ts';
import { type FileSystem, holding, hostFileSystems, sayBytes } from './facts/file-systems.ts';
import { hostSystem } from './facts/operating-system.ts';

const GIB = 2 ** 30;
/** Least free bytes, by path; the root of an oVirt Node is an image of fixed size. */
const LEAST: readonly (readonly [path: string, bytes: number])[] = [
  ['/', GIB],
  ['/var', GIB],
  ['/boot', 50 * 2 ** 20],
];
const WATCHED = ['/', '/var', '/var/log', '/var/tmp'];

export default check({
  id: 'ovirt/host-disk-space-short',
  title: 'Every host has room for new packages, kernels and logs',
  severity: 'blocker',
  applies: { platform: 'ovirt', phases: ['pre', 'stopped', 'installed', 'post'] },
  why: 'An update that runs out of space stops in its middle, and a full /boot leaves a host without a kernel to start.',
  fix: {
    short: ({ mount }) => `Free ${mount} on the host: dnf (or yum) clean all, old logs, and of /boot old kernels; or extend it.`,
    tight: ({ mount }) => `Make room on ${mount}: dnf (or yum) clean all, and old logs.`,
  },
  refs: ['https://bugzilla.redhat.com/show_bug.cgi?id=2104408'],
  covers: ['A.4.7'],
  needs: { systems: each(hostFileSystems), kinds: each(hostSystem) },
  messages: {
    short: 'The file system {mount} has {free} left; the update needs {least}.',
    tight: { text: 'The file system {mount} has {free} left.', severity: 'warning' },
  },
  judge({ systems, kinds }, found) {
    return systems.flatMap(({ host, value }) => {
      const isNode = kinds.some(one => one.host === host && one.value.isNode);
      return oneEach(value).flatMap(one => judgeSystem(one, host, value, isNode));
    });

    function judgeSystem(one: FileSystem, host: string, all: readonly FileSystem[], isNode: boolean): Outcome[] {
      const [own, at] = [
        { mount: one.mount, free: sayBytes(one.free) },
        { host, object: `file system ${one.mount}` },
      ];
      if (isNode && one.mount === '/') return [];
      const least = LEAST.filter(([path]) => holding(all, path) === one).map(([, bytes]) => bytes);
      const needed = Math.max(0, ...least);
      if (one.free < needed) return [found.short({ ...own, least: sayBytes(needed) }, at)];
      const isWatched = WATCHED.some(path => holding(all, path) === one);
      return isWatched && one.free < Math.min(5 * GIB, Math.max(GIB, one.size / 10)) ? [found.tight(own, at)] : [];
    }
  },
});

const oneEach = (all: readonly FileSystem[]): readonly FileSystem[] => all.filter(({ device }) => device !== 'tmpfs');
