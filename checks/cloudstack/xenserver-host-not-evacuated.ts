import { check, each, type Outcome, optional, sh, skip } from '../../src/index.ts';
import { xenBooted } from './facts/xenserver-host.ts';
import { xenRunningVms } from './facts/xenserver-pool.ts';
import { answerOn, atHost, GUIDE_30, perXenHost, xenHostsOf } from './xenserver.ts';
import { HOTFIX, HOTFIX_PATHS, hotfixOn, NOT_FOR, needsHotfix, needsNoHotfix, xenHotfixNeeds } from './xenserver-hotfix.ts';

export default check({
  id: 'cloudstack/xenserver-host-not-evacuated',
  title: 'A XenServer host that has the hotfix and waits for its reboot runs no virtual machine',
  severity: 'blocker',
  applies: { platform: 'cloudstack', phases: ['post'], ...HOTFIX_PATHS },
  why: 'The reboot stops every virtual machine that is still on the host.',
  fix: {
    running: ({ uuid }) => ({
      text: 'Migrate the virtual machines to other hosts of the pool before the reboot.',
      commands: [sh`xe host-disable uuid=${uuid}`, sh`xe host-evacuate uuid=${uuid}`],
      undo: `xe host-enable uuid=${uuid}`,
      note: 'The guide migrates each virtual machine with xe vm-migrate; host-evacuate does that for all. Where xe says that PV drivers are missing, run /opt/xensource/bin/make_migratable.sh with the uuid of that virtual machine, not with the one that the guide prints.',
    }),
    toMigrate: 'Migrate them to other hosts of the pool when it is the turn of this host.',
  },
  refs: [GUIDE_30],
  covers: ['71'],
  needs: { ...xenHotfixNeeds, booted: each(optional(xenBooted)), vms: each(optional(xenRunningVms)) },
  messages: {
    running: 'XenServer host {title}, uuid {uuid}, has the hotfix, was not rebooted since, and runs {count} virtual machines: {names}.',
    toMigrate: {
      text: 'XenServer host {title} runs {count} virtual machines, which have to be migrated before it gets the hotfix.',
      severity: 'note',
    },
  },
  judge(evidence, found) {
    const hosts = xenHostsOf(evidence);
    if (hosts.length > 0 && hosts.every(needsNoHotfix)) return skip(NOT_FOR);
    return perXenHost(evidence, (host): Outcome[] => {
      const [software, booted, vms] = [answerOn(evidence.software, host.on), answerOn(evidence.booted, host.on), answerOn(evidence.vms, host.on)];
      if (!needsHotfix(host) || !software || booted === undefined || !vms) return [];
      const here = vms.filter(vm => vm.host === host.inventory.uuid);
      if (here.length === 0) return [];
      const hotfix = hotfixOn(software, HOTFIX);
      if (!hotfix) return [found.toMigrate({ title: host.title, count: here.length }, atHost(host))];
      if (Date.parse(hotfix.at) <= booted) return [];
      const names = here.slice(0, 5).map(({ name }) => name);
      const data = {
        title: host.title,
        uuid: host.inventory.uuid,
        count: here.length,
        names: [...names, ...(here.length > 5 ? ['…'] : [])].join(', '),
      };
      return [found.running(data, atHost(host))];
    });
  },
});
