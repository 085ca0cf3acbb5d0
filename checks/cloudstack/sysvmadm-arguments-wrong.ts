import { check, each, lines, type Outcome, optional, type Remedy, skip, undecided } from '../../src/index.ts';
import { lastUpgrade, systemVms } from './facts/system-vms.ts';
import { SYSVM_LOG, sysvmLog } from './facts/sysvm-logs.ts';
import { stillToRestart } from './integration-api-port.ts';
import { noRestart, RESTART_APPLIES, RESTART_REFS, SYSVMADM, SYSVMADM_NOTE } from './system-vm-restart.ts';

const AGAIN: Remedy = {
  text: 'Run the script again with the password behind -p, on one management server.',
  commands: [lines(SYSVMADM)],
  note: SYSVMADM_NOTE,
};

export default check({
  id: 'cloudstack/sysvmadm-arguments-wrong',
  title: 'cloudstack-sysvmadm was run with arguments that restart all system VMs',
  severity: 'warning',
  applies: RESTART_APPLIES,
  why: 'Two of the commands in the guide do not do what they are to do: one prints the usage text and restarts nothing, the other restarts routers only. Their output shows which was run.',
  fix: { usage: AGAIN, illegalOption: AGAIN, missingArgument: AGAIN, routersOnly: AGAIN },
  refs: RESTART_REFS,
  covers: ['61'],
  inputs: { log: SYSVM_LOG },
  needs: { logs: each(optional(sysvmLog)), vms: systemVms, upgraded: lastUpgrade },
  messages: {
    usage: '{path} holds the usage text of the script (line {line}): it was run without -s, -r or -a, or -p without a password took -a for one.',
    illegalOption: '{path} says (line {line}): {text}.',
    missingArgument: '{path} says (line {line}): {text}.',
    routersOnly:
      '{path} tells of routers only: the script was run with -r and without -s, so no secondary storage VM and no console proxy was restarted.',
  },
  judge({ logs, vms, upgraded }, found, context) {
    const none = noRestart(context);
    if (none !== undefined) return skip(none);
    const there = logs.flatMap(({ host, value }) => (value ? [{ host, ...value }] : []));
    const waiting = stillToRestart(vms, upgraded, context).length;
    if (there.length === 0 && waiting === 0)
      return skip('there is no output of cloudstack-sysvmadm, and every system VM that runs was started after the upgrade');
    if (there.length === 0 && logs.length > 0)
      return [
        undecided(
          `there is no output of cloudstack-sysvmadm, and ${waiting} system VMs run since before the upgrade: run it, or say with --input ${SYSVM_LOG.name}=PATH where its output is`,
        ),
      ];
    return there.flatMap(({ host, path, problems, parts, empty }): Outcome[] => {
      const at = (line: number) => ({ host, object: 'cloudstack-sysvmadm', path, line });
      const wrong = problems.flatMap(({ line, text }) => {
        if (/^Usage:/.test(text)) return [found.usage({ path, line }, at(line))];
        if (/illegal option --/.test(text)) return [found.illegalOption({ path, line, text }, at(line))];
        return /option requires an argument/.test(text) ? [found.missingArgument({ path, line, text }, at(line))] : [];
      });
      if (empty) return [undecided(`${path} is empty: the script has not run, or its output went elsewhere`, host)];
      const routersOnly = parts.length > 0 && parts.every(({ kind }) => kind === 'routing');
      return [...wrong, ...(routersOnly ? [found.routersOnly({ path }, { host, object: 'cloudstack-sysvmadm', path })] : [])];
    });
  },
});
