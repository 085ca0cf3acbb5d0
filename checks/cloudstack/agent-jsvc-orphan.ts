import { check, each, type Outcome, type Remedy, type Snippet, sh, skip, undecided } from '../../src/index.ts';
import { installedAt, installTimes, olderThanPackage } from './agent-age.ts';
import { isAgent, isJsvc, javaProcesses, type Process } from './facts/processes.ts';

/** Where the classes of 4.0 and older are. */
const OLD_CLASSES = /\/usr\/lib(?:64)?\/cloud\/|\/usr\/share\/java\/cloud-|-pidfile\s+\S*\/cloud-agent/;
const pidsOf = (processes: readonly Process[]): string => processes.map(({ pid }) => pid).join(', ');

/** Stopping, ending what remains by number, starting. */
function endAndStart({ pids }: { readonly pids: string | number }): Remedy {
  const kills = String(pids)
    .split(', ')
    .map((pid): Snippet => sh`kill ${pid}`);
  return {
    text: 'Do this on the KVM host, and look with ps between the commands: what the service stopped itself needs no kill. Start the agent when the other findings of this host are mended. Virtual machines keep running.',
    commands: [sh`service cloudstack-agent stop`, ...kills, sh`service cloudstack-agent start`],
    note: 'The guide says killall jsvc. That ends every other Java service that jsvc has started too, such as a Tomcat; the process numbers do not.',
  };
}

export default check({
  id: 'cloudstack/agent-jsvc-orphan',
  title: 'No jsvc of an old agent is left running on any KVM host',
  severity: 'blocker',
  applies: {
    platform: 'cloudstack',
    phases: ['installed', 'post'],
    paths: [{ from: '<4.11' }],
    because: 'from 4.11 on the agent is started as java, without jsvc',
  },
  why: 'Stopping the service does not always stop the agent behind jsvc. The old one then goes on answering for the host, with the classes and scripts of the old version.',
  fix: { severalControllers: endAndStart, oldClasses: endAndStart, startedBefore: endAndStart, lone: endAndStart },
  refs: ['https://docs.cloudstack.apache.org/projects/cloudstack-release-notes/en/4.3/#upgrade-from-4-3-0'],
  covers: ['43'],
  needs: { processes: each(javaProcesses), ...installTimes },
  messages: {
    severalControllers: '{count} agents run at once: the processes {pids}.',
    oldClasses: 'The agent in the processes {pids} runs with the classes of 4.0 or older.',
    startedBefore: 'The agent in the processes {pids} has run since {started}, and its package was installed at {installed}: it runs the old code.',
    lone: {
      text: 'The agent in process {pids} runs alone, without the second process that jsvc always has: its controller or its child is gone.',
      severity: 'warning',
    },
    otherJsvc: { text: 'Another service runs under jsvc (processes {pids}): killall jsvc, as the guide says, would end it too.', severity: 'note' },
  },
  judge({ processes, rpm, deb }, found) {
    if (processes.length > 0 && processes.every(({ value }) => !value.some(isJsvc))) return skip('no process of any KVM host was started by jsvc');
    return processes.flatMap(({ host, value }): Outcome[] => {
      const agents = value.filter(isAgent);
      const others = value.filter(one => isJsvc(one) && !isAgent(one));
      const installed = installedAt(host, { rpm, deb });
      return [
        ...(agents.length > 0 ? judgeAgents(agents, host, installed) : []),
        ...(others.length > 0 && agents.length > 0 ? [found.otherJsvc({ pids: pidsOf(others) }, { host })] : []),
      ];
    });

    function judgeAgents(agents: readonly Process[], host: string, installed: number | undefined): Outcome[] {
      const at = { host, object: 'agent' };
      const roots = agents.filter(({ ppid }) => !agents.some(({ pid }) => pid === ppid));
      if (roots.length > 1) return [found.severalControllers({ count: roots.length, pids: pidsOf(agents) }, at)];
      const old = agents.filter(({ command }) => OLD_CLASSES.test(command));
      if (old.length > 0) return [found.oldClasses({ pids: pidsOf(old) }, at)];
      const pids = pidsOf(agents);
      const lone = agents.length === 1 && agents.every(isJsvc) ? [found.lone({ pids }, at)] : [];
      if (installed === undefined) return [...lone, undecided('neither rpm nor dpkg says when cloudstack-agent was installed', host)];
      const older = olderThanPackage(agents, installed);
      return [...lone, ...(older ? [found.startedBefore({ pids, ...older }, at)] : [])];
    }
  },
});
