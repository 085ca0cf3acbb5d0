import { check, each, type Outcome, optional, sh } from '../../src/index.ts';
import { nodeDebInstallTime, nodePackages } from './facts/packages.ts';
import { libvirtDaemons } from './facts/platforms.ts';

/** How exact ps is about the time a process started. */
const SLACK_SECONDS = 2;

/** Seconds since 1970 as people read them: `2026-11-21 01:10:11 UTC`. */
const sayTime = (seconds: number): string => {
  const [day, clock] = new Date(seconds * 1000).toISOString().split(/[T.]/);
  return `${day} ${clock} UTC`;
};

export default check({
  id: 'opennebula/libvirtd-not-restarted',
  title: 'libvirtd of every KVM node was started after its package was upgraded',
  severity: 'advice',
  applies: { platform: 'opennebula', phases: ['post'] },
  why: 'The package of the node changes the configuration of libvirt, which is read at its start only.',
  fix: {
    older: ({ name }) => ({
      text: 'On the node. Virtual machines keep running.',
      commands: [sh`systemctl restart ${name}`],
    }),
  },
  refs: ['https://docs.opennebula.io/7.0/software/upgrade_process/upgrade_guide/upgrading_single/'],
  covers: ['A.5.9'],
  needs: { daemons: each(libvirtDaemons), rpm: each(optional(nodePackages.rpm)), deb: each(optional(nodeDebInstallTime)) },
  messages: { older: '{name} has run since {started}, and opennebula-node-kvm was installed at {installed}.' },
  judge: ({ daemons, rpm, deb }, found) =>
    daemons.flatMap(({ host, value }): Outcome[] => {
      const byRpm = rpm.find(one => one.host === host)?.value?.find(({ name }) => name === 'opennebula-node-kvm')?.installedAt;
      const installed = byRpm ?? deb.find(one => one.host === host)?.value;
      if (installed === undefined) return [];
      return value
        .filter(({ started }) => started + SLACK_SECONDS < installed)
        .map(({ name, started }) => found.older({ name, started: sayTime(started), installed: sayTime(installed) }, { host, object: name }));
    }),
});
