import { any, attempt, check, type Outcome, undecided } from '../../src/index.ts';
import { engineFileSystems, holding, sayBytes } from './facts/file-systems.ts';
import { databaseSize } from './facts/postgres.ts';

const BACKUPS = '/var/lib/ovirt-engine/backups';
const FULL = 95;

export default check({
  id: 'ovirt/engine-disk-space-short',
  title: 'The engine has room for the dump of its database and for new packages',
  severity: 'blocker',
  applies: { platform: 'ovirt', phases: ['pre', 'stopped'] },
  why: 'engine-setup dumps the database before it changes it. Where a file system runs full, it fails in the middle and may not be able to roll back.',
  fix: {
    noRoom: ({ mount }) =>
      `Extend the file system ${mount}, or free it: old dumps in ${BACKUPS}, old logs in /var/log/ovirt-engine, and dnf (or yum) clean all.`,
    tight: ({ mount }) => `Make room on ${mount}: old dumps in ${BACKUPS}, and dnf (or yum) clean all.`,
    full: ({ mount }) => `Extend the file system ${mount}, or free it: dnf (or yum) clean all empties /var/cache.`,
  },
  refs: ['https://bugzilla.redhat.com/show_bug.cgi?id=2104408'],
  covers: ['A.3.18'],
  needs: { systems: any(engineFileSystems), size: attempt(databaseSize) },
  messages: {
    noRoom: `The file system {mount}, which has ${BACKUPS}, has {free} left; the database has about {size}.`,
    tight: {
      text: `The file system {mount}, which has ${BACKUPS}, has {free} left, less than twice the about {size} of the database.`,
      severity: 'warning',
    },
    full: 'The file system {mount} is {percent} % full, with {free} left.',
  },
  judge({ systems: { host, value: systems }, size }, found) {
    const full = systems
      .filter(({ usedPercent, device }) => usedPercent > FULL && device.startsWith('/'))
      .map(({ mount, usedPercent, free }) =>
        found.full({ mount, percent: usedPercent, free: sayBytes(free) }, { host, object: `file system ${mount}` }),
      );
    return [...full, ...dumpRoom()];

    function dumpRoom(): Outcome[] {
      const target = holding(systems, BACKUPS);
      if (!target) return [undecided(`df does not say on which file system ${BACKUPS} is`, host)];
      if (!('value' in size)) return [undecided(`the size of the database is not known: ${size.reason}`)];
      const [data, at] = [
        { mount: target.mount, free: sayBytes(target.free), size: sayBytes(size.value) },
        { host, object: `dump to ${BACKUPS}` },
      ];
      if (target.free < size.value) return [found.noRoom(data, at)];
      return target.free < 2 * size.value ? [found.tight(data, at)] : [];
    }
  },
});
