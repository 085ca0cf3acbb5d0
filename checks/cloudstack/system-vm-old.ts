import { check, line, lines, type Outcome, type Remedy, skip, undecided } from '../../src/index.ts';
import { sayTime } from './facts/processes.ts';
import { isRouter, isRunning, lastUpgrade, rootTemplates, type SystemVm, systemVms } from './facts/system-vms.ts';
import { systemVmTemplates } from './facts/templates.ts';
import { noRestart, RESTART_APPLIES, RESTART_REFS, SYSVMADM, SYSVMADM_NOTE } from './system-vm-restart.ts';
import { named, requiredFor } from './system-vm-template.ts';

/** Must run in every zone at all times; routers and load balancers are started when something needs them. */
const isPermanent = ({ type }: SystemVm): boolean => /^(?:secondarystoragevm|consoleproxy)$/i.test(type);
const ON_THE_WAY = ['starting', 'stopping', 'migrating'];

const restart: Remedy = {
  text: 'Stop and start this one in the user interface. Where many are old, restart all of them, the routers too, with the script on one management server, with integration.api.port at 8096 for the time.',
  commands: [lines(SYSVMADM)],
  note: SYSVMADM_NOTE,
};

export default check({
  id: 'cloudstack/system-vm-old',
  title: 'Every system VM runs from the template of the new version',
  severity: 'blocker',
  applies: RESTART_APPLIES,
  why: 'The upgrade of the database gives every system VM the new template on paper. One that was not restarted still runs the old software, and templates, consoles, routing or load balancing fail at the first new command.',
  fix: {
    oldDisk: restart,
    otherTemplate: ({ wanted }) =>
      `See whether the template ${wanted} is registered and ready, and destroy the system VM in the user interface: the management server makes a new one. A router may have another template on purpose, by the global settings router.template.*: waive it then.`,
    notRestarted: restart,
    notRunning: ({ name, state }) =>
      `Start ${name} in the user interface (Infrastructure, System VMs); if it stays ${state}, destroy it: the management server makes a new one. The reason is in management-server.log.`,
  },
  refs: RESTART_REFS,
  covers: ['63'],
  needs: { vms: systemVms, roots: rootTemplates, templates: systemVmTemplates, upgrade: lastUpgrade },
  messages: {
    oldDisk: '{type} {name} (id {id}) runs from a disk of template {disk}. The upgrade gave it template {template}, and it was not restarted since.',
    otherTemplate: '{type} {name} (id {id}) has the template {template}, which is not {wanted}.',
    notRunning: '{type} {name} (id {id}) is {state}.',
    notRestarted: {
      text: '{type} {name} (id {id}) changed its state last at {updated}, and the database was upgraded at {upgraded}.',
      severity: 'warning',
    },
  },
  judge({ vms, roots, templates, upgrade }, found, context) {
    const unneeded = noRestart(context);
    if (unneeded !== undefined) return skip(unneeded);
    if (vms.length === 0) return skip('there is no system VM');
    return vms.flatMap(vm => (isRunning(vm) ? judgeRunning(vm) : judgeDown(vm)));

    function judgeDown(vm: SystemVm): Outcome[] {
      if (!isPermanent(vm)) return [];
      const { id, instance_name: name, state } = vm;
      if (ON_THE_WAY.includes(state.toLowerCase())) return [undecided(`${vm.type} ${name} (id ${id}) is ${state}: look again when it runs`)];
      return [found.notRunning({ ...vm, name }, { object: `virtual machine ${id}` })];
    }

    /** The name that its template has to have and has not; the names are known for 4.3 only. */
    function wantedName(vm: SystemVm, template: number): string | undefined {
      const required = context.to && line(context.to) === '4.3' ? requiredFor(vm) : undefined;
      return required && !named(templates, required).some(({ id }) => id === template) ? required.name : undefined;
    }

    function judgeRunning(vm: SystemVm): Outcome[] {
      const { id, instance_name: name, vm_template_id: template, updated } = vm;
      const at = { object: `virtual machine ${id}` };
      const disk = roots.get(id);
      if (typeof disk !== 'number' || template === null)
        return [undecided(`the database does not say which template ${name} (id ${id}) was made from`)];
      const wanted = wantedName(vm, template);
      if (wanted !== undefined) return [found.otherTemplate({ ...vm, name, template, wanted }, at)];
      if (disk !== template) return [found.oldDisk({ ...vm, name, disk, template }, at)];
      // What is true of routers is the business of virtual-router-not-restarted.
      if (isRouter(vm)) return [];
      if (upgrade === undefined || updated === undefined)
        return [undecided(`the database does not say whether ${name} (id ${id}) was started after the upgrade`)];
      return updated > upgrade ? [] : [found.notRestarted({ ...vm, name, updated: sayTime(updated / 1000), upgraded: sayTime(upgrade / 1000) }, at)];
    }
  },
});
