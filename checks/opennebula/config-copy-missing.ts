import { check, each, flag, type Outcome, type PathEntry, sh } from '../../src/index.ts';
import { configCopies, frontendFiles } from './facts/frontend-files.ts';
import { frontendNeeds, perFrontend } from './onecfg/frontends.ts';
import { UPGRADE_GUIDE } from './pools.ts';

/** What is copied, how the guide names the copy, and why. */
const COPIED = [
  ['/etc/one', /^\/etc\/one[._-]/],
  ['/var/lib/one/remotes/etc', /^\/var\/lib\/one\/(?:remotes\/etc|remotes-etc|remotes)[._-]/],
] as const;

/** `/etc/one.2026-11-20` was made on that day; a copy keeps the time of what was copied, and that of its directory says nothing. */
const dayOf = (path: string): string | undefined => /(\d{4}-\d\d-\d\d)[^/]*$/.exec(path)?.[1];

const newest = (files: readonly PathEntry[], folder: string): string =>
  files
    .filter(({ path, type }) => type === 'file' && path.startsWith(`${folder}/`))
    .map(({ mtime }) => mtime.slice(0, 10))
    .reduce((a, b) => (a > b ? a : b), '');

export default check({
  id: 'opennebula/config-copy-missing',
  title: 'There is a copy of the configuration that is newer than its last change',
  severity: 'warning',
  applies: { platform: 'opennebula', phases: ['pre', 'stopped'] },
  why: 'The packages and onecfg both write into /etc/one and /var/lib/one/remotes/etc. The snapshot that the packages take is the only way back where nobody made a copy, and it is root alone who finds it.',
  fix: {
    missing: ({ folder, copy }) => ({
      commands: [sh`cp -ra ${folder} ${copy}`],
      note: 'The guide copies remotes/etc to a place below remotes, from where onehost sync takes it to every host. This place is beside them.',
    }),
    old: ({ folder, into }) => ({ commands: [sh`cp -ra ${folder} ${into}`] }),
  },
  refs: [UPGRADE_GUIDE],
  covers: ['A.4.21'],
  inputs: {
    elsewhere: flag('opennebula-config-backup-elsewhere', {
      title: 'Is the configuration of the front-ends backed up elsewhere, as it is now?',
      default: false,
      reason: 'only copies beside the originals can be seen',
    }),
  },
  needs: { ...frontendNeeds, copies: each(configCopies), files: each(frontendFiles) },
  messages: {
    missing: 'There is no copy of {folder} beside it, such as {copy}.',
    old: '{copy} is older than the last change in {folder}, which was on {day}. A new one could be {into}.',
  },
  judge: (evidence, found, { inputs: { elsewhere } }) =>
    perFrontend(evidence, ({ copies, files }, host): Outcome[] =>
      elsewhere
        ? []
        : COPIED.flatMap(([folder, pattern]) => {
            const own = copies.filter(({ path, type }) => type === 'directory' && pattern.test(path));
            const at = { host, object: folder, path: folder };
            const last = newest(files, folder);
            const place = folder === '/etc/one' ? '/etc/one' : '/var/lib/one/remotes-etc';
            if (own.length === 0) return [found.missing({ folder, copy: `${place}.${last || 'before-upgrade'}` }, at)];
            const latest = own
              .map(({ path, mtime }) => ({ path, day: dayOf(path) ?? mtime.slice(0, 10) }))
              .reduce((a, b) => (a.day >= b.day ? a : b));
            return latest.day >= last ? [] : [found.old({ copy: latest.path, folder, day: last, into: `${place}.${last}` }, at)];
          }),
    ),
});
