import { command, fact, type Redacted } from '../../../src/index.ts';

/** One process. `started` is in seconds since 1970, by the clock of the host, as exact as ps: give or take a second or two. */
export interface Process {
  readonly pid: number;
  readonly ppid: number;
  readonly started: number;
  /** The command line, or the name of the program where only that was asked for. */
  readonly command: string;
}

type Output = Redacted<{ readonly stdout: string; readonly stderr: string; readonly exit: number }>;

const LINE = /^\s*(\d+)\s+(\d+)\s+([A-Z][a-z]{2} [A-Z][a-z]{2}\s+\d{1,2} \d\d:\d\d:\d\d \d{4}) (.*)$/;

/**
 * `ps -C` says nothing but its header, and exits with 1, where no such process runs. Times are in UTC.
 *
 *       PID  PPID                  STARTED COMMAND
 *      2345     1 Fri Nov 21 01:10:11 2026 jsvc.exec -cp /usr/share/cloudstack-agent/lib/… com.cloud.agent.AgentShell
 */
function parseProcesses({ stdout, stderr, exit }: Output): Process[] {
  const [header = '', ...lines] = stdout.split('\n');
  if (exit > 1 || !/^\s*PID\s+PPID\s+STARTED\s/.test(header)) throw new Error(`ps says ${JSON.stringify((stderr || header).trim().slice(0, 200))}`);
  return lines.filter(line => line.trim() !== '').map(parseProcess);
}

function parseProcess(line: string): Process {
  const [, pid, ppid, started, command] = LINE.exec(line) ?? [];
  const seconds = Date.parse(`${started} UTC`) / 1000;
  // The line itself may hold a command line, so it is not in the message.
  if (pid === undefined || !Number.isFinite(seconds)) throw new Error('a line is not PID PPID STARTED COMMAND');
  return { pid: Number(pid), ppid: Number(ppid), started: seconds, command: command!.trimEnd() };
}

/** What is started by jsvc or java. The command line tells our servers from other Java programs; its secrets are hidden. */
const javaProcessesOf = (role: string, words: string) =>
  fact({
    id: `cloudstack.${role}-java-processes`,
    title: `Java processes of the ${words}`,
    role,
    query: command('ps', '-C', 'jsvc,jsvc.exec,java', '-o', 'pid,ppid,lstart,args'),
    parse: parseProcesses,
  });

export const javaProcesses = javaProcessesOf('kvm', 'KVM host');
export const usageJavaProcesses = javaProcessesOf('usage', 'usage server');

/** The daemons of libvirt: one, or one for QEMU in the modular form. */
export const libvirtProcesses = fact({
  id: 'cloudstack.libvirt-processes',
  title: 'processes of libvirt',
  role: 'kvm',
  query: command('ps', '-C', 'libvirtd,virtqemud', '-o', 'pid,ppid,lstart,comm'),
  parse: parseProcesses,
});

/** Whether a process is the agent. */
export const isAgent = ({ command }: Process): boolean => /(?:^|[\s=])com\.cloud\.agent\.AgentShell(?:\s|$)/.test(command);

/** Whether a process is the usage server, and not another Java program of its host. */
export const isUsageServer = ({ command }: Process): boolean => /(?:^|[\s=])com\.cloud\.usage\.UsageServer(?:\s|$)/.test(command);

/** Whether a process was started by jsvc, which is two processes: a controller, and its child that runs Java. */
export const isJsvc = ({ command }: Process): boolean => /^(?:\S*\/)?jsvc(?:\.exec)?(?:\s|$)/.test(command);

/** Seconds since 1970 as people read them: `2026-11-21 01:10:11 UTC`. */
export const sayTime = (seconds: number): string => `${new Date(seconds * 1000).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
