import { check, compare, each, lines, type Outcome, undecided } from '../../src/index.ts';
import { systemVmRelease } from './facts/system-vms.ts';
import { oldestTemplate, RESTART_APPLIES, RESTART_REFS, SYSVMADM, SYSVMADM_NOTE } from './system-vm-restart.ts';

export default check({
  id: 'cloudstack/system-vm-release-old',
  title: 'Every system VM that the target names says the release of the new template',
  severity: 'warning',
  applies: { ...RESTART_APPLIES, paths: [{ to: '>=4.1' }], because: 'system VMs of 4.0 and older are not looked at' },
  why: 'What a system VM itself says is the last word on whether it runs from the new template.',
  fix: {
    old: {
      text: 'Restart the system VMs; destroy this one in the user interface if it says the same after that, and the management server makes a new one.',
      commands: [lines(SYSVMADM)],
      note: SYSVMADM_NOTE,
    },
  },
  refs: RESTART_REFS,
  covers: ['64'],
  needs: { releases: each(systemVmRelease) },
  messages: {
    old: '/etc/cloudstack-release says release {release}, and the template of {target} is {wanted} or newer.',
  },
  judge({ releases }, found, { to }) {
    if (!to) return [undecided('the target version is not known (give it with --to)')];
    const wanted = oldestTemplate(to);
    return releases.flatMap(({ host, value: { release, line } }): Outcome[] => {
      if (!release) return [undecided(`/etc/cloudstack-release says ${JSON.stringify(line)}, which names no release`, host)];
      if (compare(release, wanted) >= 0) return [];
      return [found.old({ release: release.text, target: to.text, wanted: wanted.text }, { host, path: '/etc/cloudstack-release' })];
    });
  },
});
