import { before, check, type Outcome, skip } from '../../src/index.ts';
import { apiSummary } from './facts/api-summary.ts';
import { type Host, hosts } from './facts/hosts.ts';
import { GUIDE } from './references.ts';
import { hostObject, scopeOf, shortLists, UPDATE_INPUTS } from './update-scope.ts';

export default check({
  id: 'ovirt/host-not-as-before',
  title: 'Every host that was up before the update is up again, with newer packages',
  severity: 'blocker',
  applies: { platform: 'ovirt', phases: ['post'], because: 'it compares with the time before the update' },
  why: 'A host that stayed behind, was left in maintenance or got lost is easily overlooked among many.',
  fix: {
    gone: ({ name }) => `Find out who removed ${name} (Events, search for its name), and add it again where that was not meant.`,
    notUp: ({ name }) => `Look at the events of ${name}; where it is ready, Management › Activate.`,
    notUpdated: ({ name }) => `Compute › Hosts › ${name} › Installation › Upgrade.`,
  },
  refs: [GUIDE],
  covers: ['A.2.15'],
  needs: { summary: apiSummary, summaryBefore: before(apiSummary), earlier: before(hosts), hosts },
  inputs: UPDATE_INPUTS,
  messages: {
    gone: 'Host {name} was {status} before the update, and the engine does not have it any more.',
    notUp: 'Host {name} was up before the update, and is {status} now.',
    notUpdated: { text: 'Host {name} had an update before, and its vdsm is still {vdsm}.', severity: 'warning' },
  },
  judge({ summary, summaryBefore, earlier, hosts: all }, found, { inputs }) {
    const scope = scopeOf(earlier, inputs.hostsToUpdate);
    const outcomes: Outcome[] = [
      ...scope.hosts.flatMap(judgeHost),
      ...scope.problems,
      ...shortLists(summaryBefore, { hosts: earlier }),
      ...shortLists(summary, { hosts: all }),
    ];
    return scope.hosts.length === 0 && outcomes.length === 0 ? skip('there was no host before') : outcomes;

    function judgeHost(was: Host): Outcome[] {
      const { name } = was;
      const at = { object: hostObject(was) };
      const is = all.find(({ id }) => id === was.id);
      if (!is) return [found.gone({ name, status: was.status }, at)];
      if (was.status === 'up' && is.status !== 'up') return [found.notUp({ name, status: is.status }, at)];
      const isSame = was.updateAvailable === true && is.vdsm !== undefined && is.vdsm === was.vdsm && is.os.release === was.os.release;
      return isSame && is.updateAvailable !== false ? [found.notUpdated({ name, vdsm: is.vdsm! }, at)] : [];
    }
  },
});
