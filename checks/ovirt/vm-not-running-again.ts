import { before, check, type Outcome, skip } from '../../src/index.ts';
import { apiSummary } from './facts/api-summary.ts';
import { type Host, hosts } from './facts/hosts.ts';
import { type Vm, vms } from './facts/vms.ts';
import { GUIDE } from './references.ts';
import { count, shortLists, vmObject } from './update-scope.ts';

/** It did its work. */
const UP = ['up', 'powering_up', 'reboot_in_progress', 'migrating'];
/** It does not, and comes back by nobody. */
const LOST = ['down', 'paused', 'unknown', 'not_responding', 'suspended', 'image_illegal'];

export default check({
  id: 'ovirt/vm-not-running-again',
  title: 'Every virtual machine that ran before the update runs again',
  severity: 'warning',
  applies: { platform: 'ovirt', phases: ['post'], because: 'it compares with the time before the update' },
  why: 'Machines are migrated, shut down and started for the update of their hosts. One that did not come back is missed by its users first.',
  fix: {
    lost: ({ name }) =>
      `See why in the events of ${name} (Compute › Virtual Machines › ${name} › Events), and start or resume it where it should run.`,
    gone: ({ name }) => `Find out who removed ${name} (Events, search for its name).`,
    unsettled: ({ name }) => `Wait until ${name} is up, and look again.`,
  },
  refs: [GUIDE],
  covers: ['A.2.18'],
  needs: { summary: apiSummary, summaryBefore: before(apiSummary), earlier: before(vms), vms, hosts },
  messages: {
    lost: { text: 'Virtual machine {name} was {was} before the update, and is {status} now.', severity: 'blocker' },
    gone: { text: 'Virtual machine {name} was {was} before the update, and the engine does not have it any more.', severity: 'blocker' },
    unsettled: 'Virtual machine {name} was {was} before the update, and is {status} now.',
    moved: { text: 'Of host {host}, {count} on other hosts now: the engine does not move them back by itself.', severity: 'note' },
  },
  judge({ summary, summaryBefore, earlier, vms: all, hosts: machines }, found) {
    const running = earlier.filter(({ status }) => UP.includes(status));
    const outcomes: Outcome[] = [
      ...running.flatMap(judgeVm),
      ...machines.flatMap(judgeMoved),
      ...shortLists(summaryBefore, { vms: earlier }),
      ...shortLists(summary, { vms: all }),
    ];
    return running.length === 0 && outcomes.length === 0 ? skip('no virtual machine ran before') : outcomes;

    function now({ id }: Vm): Vm | undefined {
      return all.find(vm => vm.id === id);
    }

    function judgeVm(was: Vm): Outcome[] {
      const at = { object: vmObject(was) };
      const is = now(was);
      const data = { name: was.name, was: was.status };
      if (!is) return [found.gone(data, at)];
      if (UP.includes(is.status)) return [];
      return [found[LOST.includes(is.status) ? 'lost' : 'unsettled']({ ...data, status: is.status }, at)];
    }

    function judgeMoved(host: Host): Outcome[] {
      const moved = running.filter(was => was.host === host.id && UP.includes(now(was)?.status ?? '') && now(was)?.host !== host.id).length;
      if (moved === 0) return [];
      return [
        found.moved(
          { host: host.name, count: `${count(moved, 'virtual machine')} ${moved === 1 ? 'runs' : 'run'}` },
          { object: `host ${host.name}` },
        ),
      ];
    }
  },
});
