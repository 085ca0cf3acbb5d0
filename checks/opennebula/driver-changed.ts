import { check, each, optional, sh, skip } from '../../src/index.ts';
import { changedByDpkg, changedByRpm } from './facts/changed-files.ts';
import { frontendNeeds, perFrontend } from './onecfg/frontends.ts';

export default check({
  id: 'opennebula/driver-changed',
  title: 'No driver differs from the one that its package installed',
  severity: 'warning',
  applies: { platform: 'opennebula', phases: ['pre'] },
  why: 'The upgrade of the packages replaces the drivers, and with them every change that was made in /var/lib/one/remotes outside of etc: scripts of fencing, probes, hooks. Files that no package knows stay.',
  fix: {
    changed: ({ path }) => ({
      text: 'Keep a copy, and merge the change into the new file after the upgrade.',
      commands: [sh`mkdir -p /root/changed-drivers`, sh`cp -a --parents ${path} /root/changed-drivers/`],
    }),
  },
  refs: ['https://github.com/OpenNebula/one/issues/7996'],
  covers: ['A.4.11'],
  needs: { ...frontendNeeds, byDpkg: each(optional(changedByDpkg)), byRpm: each(optional(changedByRpm)) },
  messages: { changed: '{path} was changed since its package was installed, and the upgrade replaces it.' },
  judge: (evidence, found) =>
    perFrontend(evidence, ({ deb, byDpkg, byRpm }, host) => {
      const changed = deb?.opennebula === undefined ? byRpm : byDpkg;
      if (!changed) return skip('OpenNebula did not come from a package of dpkg or rpm, so nobody knows what its files were');
      return changed.map(path => found.changed({ path }, { host, object: path, path }));
    }),
});
