import { command, fact } from '../../../src/index.ts';

/** What is running that engine-setup must not meet. */
export interface Busy {
  readonly pid: number;
  /** `engine-setup`, `engine-backup`, `ovirt-engine-provisiondb`, `engine-cleanup`, `yum` or `dnf`. */
  readonly program: string;
}

const PROGRAMS: readonly (readonly [RegExp, string])[] = [
  [/engine-backup/, 'engine-backup'],
  [/ovirt-engine-provisiondb/, 'ovirt-engine-provisiondb'],
  [/engine-cleanup/, 'engine-cleanup'],
  [/ovirt-engine-setup/, 'engine-setup'],
  [/\/yum /, 'yum'],
  [/\/dnf(-3)? /, 'dnf'],
];

/** Who reads a log of engine-setup does not run it, and the timer that refreshes metadata installs nothing. */
const HARMLESS = /^(?:\S*\/)?(?:tail|less|more|view|vim?|nano|cat|grep|man|journalctl)\s|\bmakecache\b|\bcheck-update\b/;

/**
 *     2211 /usr/bin/python2 /usr/share/otopi/otopi/__main__.py "BASE/pluginPath=str:/usr/share/ovirt-engine/setup/…ovirt-engine-setup"
 *     2300 /usr/bin/python /usr/bin/yum update
 */
export const busyProcesses = fact({
  id: 'ovirt.busy-processes',
  title: 'running engine-setup, backup and package manager',
  role: 'engine',
  query: command('pgrep', '-a', '-f', '[o]virt-engine-setup|[e]ngine-backup|[o]virt-engine-provisiondb|[e]ngine-cleanup|/[y]um |/[d]nf(-3)? '),
  parse: ({ stdout, stderr, exit }): Busy[] => {
    if (exit !== 0 && exit !== 1) throw new Error(`pgrep ended with exit status ${exit}: ${stderr.trim().split('\n', 1)[0]!.slice(0, 200)}`);
    return [...stdout.matchAll(/^(\d{1,10}) (.+)$/gm)]
      .filter(([, , line]) => !HARMLESS.test(line!))
      .flatMap(([, pid, line]) => {
        const program = PROGRAMS.find(([pattern]) => pattern.test(`${line} `))?.[1];
        return program === undefined ? [] : [{ pid: Number(pid), program }];
      });
  },
});
