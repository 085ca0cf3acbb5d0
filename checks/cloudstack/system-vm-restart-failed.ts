import { attempt, check, each, type Found, lines, type Outcome, optional, type Remedy, skip, undecided } from '../../src/index.ts';
import { isRunning, lastUpgrade, type SystemVm, systemVms } from './facts/system-vms.ts';
import { CLOUD_LOG, SYSVM_LOG, sysvmCloudLog, sysvmLog, sysvmLogAge } from './facts/sysvm-logs.ts';
import { stillToRestart } from './integration-api-port.ts';
import { noRestart, RESTART_APPLIES, RESTART_REFS, SYSVMADM, SYSVMADM_NOTE } from './system-vm-restart.ts';
import { type CloudLog, KINDS, type Kind, type Part, type RestartLog } from './sysvm-log.ts';

/** As the guide says: an hour or more. */
const PATIENCE_SECONDS = 3600;
/** How many routers the script restarts at once. */
const CHUNK = 10;
const MOST_LINES = 20;

const TYPE: Readonly<Record<Kind, string>> = { 'secondary storage': 'secondarystoragevm', 'console proxy': 'consoleproxy', routing: 'domainrouter' };

const again: Remedy = {
  text: 'Mend what the log says, and run the script once more on one management server, with integration.api.port at 8096 for the time. It restarts all of them again.',
  commands: [lines(SYSVMADM)],
  note: SYSVMADM_NOTE,
};

const MESSAGES = {
  empty: '{path} is empty: the script has not run, or its output went elsewhere.',
  problem: '{path} says in line {line}: "{text}".',
  problemInCloudLog: '{path} says in line {line}: "{text}".',
  unfinished: '{path} says that {count} {kind} VMs are being restarted (line {line}), and never that it ended.',
  hangs: {
    text: '{path} never says that the restart of {count} routers ended (line {line}). The script waits for ever where the number of routers is above 10 and no multiple of it; {restarted} of them were restarted.',
    severity: 'warning',
  },
  zero: { text: '{path} says that 0 {kind} VMs were running (line {line}), and the database has {running} of them.', severity: 'warning' },
  partMissing: { text: '{path} says nothing of {kind} VMs, of which {running} run: they were not restarted.', severity: 'warning' },
  cloudLogMissing: {
    text: '{path} looks good, but some failures are told in cloud.log alone, and it is not there. Say where it is with --input sysvm-cloud-log=PATH.',
    severity: 'warning',
  },
} as const;

interface Log extends RestartLog {
  readonly path: string;
}
type Says = Found<typeof MESSAGES>;

export default check({
  id: 'cloudstack/system-vm-restart-failed',
  title: 'cloudstack-sysvmadm has restarted every system VM',
  severity: 'blocker',
  applies: RESTART_APPLIES,
  why: 'The script says "Done" after failures too, counts 0 where it cannot ask the database, and tells some failures in another log only.',
  fix: {
    empty: again,
    problem: again,
    problemInCloudLog: again,
    unfinished: again,
    hangs: ({ restarted, count }) =>
      `Where all are restarted (${restarted} of ${count}), end the script with Ctrl-C or kill; otherwise restart the missing routers in the user interface.`,
    zero: again,
    partMissing: again,
  },
  refs: RESTART_REFS,
  covers: ['62'],
  inputs: { log: SYSVM_LOG, cloudLog: CLOUD_LOG },
  needs: {
    logs: each(optional(sysvmLog)),
    ages: each(sysvmLogAge),
    cloudLogs: each(optional(sysvmCloudLog)),
    vms: systemVms,
    upgraded: attempt(lastUpgrade),
  },
  messages: MESSAGES,
  judge({ logs, ages, cloudLogs, vms, upgraded }, found, context) {
    const unneeded = noRestart(context);
    if (unneeded !== undefined) return skip(unneeded);
    if (vms.length === 0) return skip('there is no system VM');
    const there = logs.filter(({ value }) => value !== undefined);
    if (there.length === 0) {
      if ('value' in upgraded && upgraded.value !== undefined && stillToRestart(vms, upgraded.value, context).length === 0)
        return skip('there is no output of cloudstack-sysvmadm, and every system VM that runs was started after the upgrade');
      const where = context.inputs.log || 'nowhere';
      return [undecided(`no management server has the output of cloudstack-sysvmadm (${where}): say where it is with --input sysvm-log=PATH`)];
    }
    return there.flatMap(({ host, value }) => {
      const cloud = cloudLogs.find(one => one.host === host);
      const age = ages.find(one => one.host === host)?.value;
      // What could not be looked at on this host is unknown already.
      return cloud ? judgeLog({ host, log: value!, age, cloud: cloud.value, vms }, found) : [];
    });
  },
});

interface Seen {
  readonly host: string;
  readonly log: Log;
  readonly age: number | undefined;
  readonly cloud: (CloudLog & { readonly path: string }) | undefined;
  readonly vms: readonly SystemVm[];
}

const running = (vms: readonly SystemVm[], kind: Kind): number => vms.filter(vm => isRunning(vm) && vm.type.toLowerCase() === TYPE[kind]).length;

function judgeLog(seen: Seen, found: Says): Outcome[] {
  const { host, log, cloud } = seen;
  const { path } = log;
  if (log.empty) return [found.empty({ path }, { host, path })];
  if (log.parts.length === 0 && log.problems.length === 0) return [undecided(`${path} has none of the lines of cloudstack-sysvmadm`, host)];
  const all = [
    ...log.problems.slice(0, MOST_LINES).map(one => found.problem({ ...one, path }, { host, path, line: one.line })),
    ...(cloud?.errors ?? [])
      .slice(0, MOST_LINES)
      .map(one => found.problemInCloudLog({ ...one, path: cloud!.path }, { host, path: cloud!.path, line: one.line })),
    ...log.parts.flatMap(part => judgePart(part, seen, found)),
    ...missingParts(seen, found),
  ];
  return all.length === 0 && !cloud ? [found.cloudLogMissing({ path }, { host, path })] : all;
}

function judgePart(part: Part, seen: Seen, found: Says): Outcome[] {
  const { host, log, age, cloud } = seen;
  const { kind, count, line } = part;
  const at = { host, path: log.path, line };
  const data = { path: log.path, kind, count, line };
  const alive = running(seen.vms, kind);
  if (count === 0 && alive > 0) return [found.zero({ ...data, running: alive }, at)];
  if (part.ended) return [];
  const hangs = kind === 'routing' && count > CHUNK && count % CHUNK !== 0;
  if (hangs && cloud && cloud.routers >= count) return [found.hangs({ ...data, restarted: cloud.routers }, at)];
  if (age === undefined) return [undecided(`${log.path} does not say that the restart of ${kind} VMs ended, and its age is not known`, host)];
  if (age < PATIENCE_SECONDS)
    return [undecided(`${log.path} was written ${Math.floor(age / 60)} minutes ago and the restart of ${kind} VMs may still run`, host)];
  return [hangs && !cloud ? found.hangs({ ...data, restarted: 'an unknown number' }, at) : found.unfinished(data, at)];
}

/** With -s or -r alone, or with the -c that is no option any more, the others are left as they were. */
function missingParts({ host, log, vms }: Seen, found: Says): Outcome[] {
  return KINDS.filter(kind => !log.parts.some(part => part.kind === kind) && log.problems.length === 0).flatMap(kind => {
    const alive = running(vms, kind);
    return alive === 0 ? [] : [found.partMissing({ path: log.path, kind, running: alive }, { host, path: log.path, object: kind })];
  });
}
