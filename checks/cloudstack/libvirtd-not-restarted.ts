import { check, each, type Outcome, type PathEntry, sh, undecided } from '../../src/index.ts';
import { libvirtFiles } from './facts/libvirt-hook.ts';
import { libvirtProcesses, sayTime } from './facts/processes.ts';

/** How exact ps is about the time a process started. */
const SLACK_SECONDS = 2;

const seconds = (file: PathEntry): number => Date.parse(file.mtime) / 1000;

export default check({
  id: 'cloudstack/libvirtd-not-restarted',
  title: 'libvirtd was restarted after its hook and its configuration were changed',
  severity: 'warning',
  applies: {
    platform: 'cloudstack',
    phases: ['installed', 'post'],
    paths: [{ from: '<4.0', to: '>=4.1' }],
    because: 'later packages install the hook and restart libvirtd themselves',
  },
  why: 'libvirtd reads its configuration and looks for hooks at its start only. What was changed since is not in use.',
  fix: {
    older: {
      text: 'Do this on the KVM host, and restart the agent after it. Virtual machines keep running.',
      commands: [sh`service libvirtd restart`, sh`service cloudstack-agent restart`],
    },
  },
  refs: ['https://libvirt.org/hooks.html', 'https://docs.cloudstack.apache.org/projects/cloudstack-release-notes/en/4.3/#upgrade-from-3-0-x-to-4-3'],
  covers: ['50'],
  needs: { files: each(libvirtFiles), processes: each(libvirtProcesses) },
  messages: {
    older: '{name} has run since {started}, and {path} was changed at {changed}.',
  },
  judge: ({ files, processes }, found) =>
    files.flatMap(({ host, value: { hook, conf } }): Outcome[] => {
      const changed = [hook, conf].filter(file => file !== undefined && file.type !== 'directory');
      const daemons = processes.find(one => one.host === host)?.value;
      if (changed.length === 0) return [undecided('neither a hook nor the configuration of libvirtd is there', host)];
      if (!daemons) return [];
      const daemon = daemons.toSorted((a, b) => a.started - b.started).at(0);
      if (!daemon) return [undecided('no process libvirtd runs', host)];
      return changed.flatMap(file =>
        file && seconds(file) > daemon.started + SLACK_SECONDS
          ? [
              found.older(
                { name: daemon.command, started: sayTime(daemon.started), path: file.path, changed: sayTime(seconds(file)) },
                { host, path: file.path },
              ),
            ]
          : [],
      );
    }),
});
