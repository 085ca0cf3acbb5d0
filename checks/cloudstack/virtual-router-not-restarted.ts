import { check, compare, type Outcome, skip, undecided } from '../../src/index.ts';
import { sayTime } from './facts/processes.ts';
import { isRouter, isRunning, lastUpgrade, routerTemplates, type SystemVm, systemVms, templateRelease } from './facts/system-vms.ts';
import { noRestart, oldestTemplate, RESTART_APPLIES, RESTART_REFS } from './system-vm-restart.ts';

export default check({
  id: 'cloudstack/virtual-router-not-restarted',
  title: 'Every virtual router that runs was started after the upgrade',
  severity: 'warning',
  applies: RESTART_APPLIES,
  why: 'A router that still runs from before the upgrade has the scripts of the old version. New commands of the management server fail on it: firewall rules, load balancing, new virtual machines of its network.',
  fix: {
    notRestarted: ({ name }) =>
      `Restart the router ${name} in the user interface (Infrastructure, Virtual Routers), in a time when its network may be down for some minutes.`,
  },
  refs: RESTART_REFS,
  covers: ['57'],
  needs: { vms: systemVms, templates: routerTemplates, upgrade: lastUpgrade },
  messages: {
    notRestarted:
      'Virtual router {name} (id {id}) changed its state last at {updated}, and the database was upgraded at {upgraded}. It says of its template: "{template}".',
  },
  judge({ vms, templates, upgrade }, found, context) {
    const unneeded = noRestart(context);
    if (unneeded !== undefined) return skip(unneeded);
    const routers = vms.filter(vm => isRouter(vm) && isRunning(vm));
    if (routers.length === 0) return skip('no virtual router runs');
    if (upgrade === undefined) return [undecided('the database does not say when it was upgraded')];
    return routers.flatMap(judgeRouter);

    function judgeRouter(router: SystemVm): Outcome[] {
      const { id, instance_name: name, updated } = router;
      const template = templates.get(id) ?? '';
      const release = templateRelease(template);
      if (release && context.to && compare(release, oldestTemplate(context.to)) >= 0) return [];
      if (updated === undefined) return [undecided(`virtual router ${name} (id ${id}) has no time of its last start`)];
      if (updated > upgrade!) return [];
      return [
        found.notRestarted(
          { id, name, updated: sayTime(updated / 1000), upgraded: sayTime(upgrade! / 1000), template },
          { object: `virtual machine ${id}` },
        ),
      ];
    }
  },
});
