import { command, fact, file } from '../../../src/index.ts';

/** What an operating system says it is. */
export interface OperatingSystem {
  /** `rhel`, `almalinux`, `ubuntu`, `debian` … */
  readonly id: string;
  /** `9.4`, `24.04`, `12`; empty where it names none, as Debian testing. */
  readonly version: string;
  /** `AlmaLinux 9.4 (Seafoam Ocelot)` */
  readonly name: string;
}

const unquoted = (text: string): string => text.trim().replace(/^(["'])(.*)\1$/, '$2');

/**
 * The file `/etc/os-release`.
 *
 *     NAME="Ubuntu"
 *     VERSION_ID="24.04"
 *     ID=ubuntu
 *     PRETTY_NAME="Ubuntu 24.04.1 LTS"
 */
export function operatingSystem(text: string): OperatingSystem {
  const said = (key: string): string => unquoted(new RegExp(`^${key}=(.{0,200})$`, 'm').exec(text)?.[1] ?? '');
  const id = said('ID').toLowerCase();
  if (!/^[a-z0-9._-]+$/.test(id)) throw new Error('it has no ID');
  return { id, version: said('VERSION_ID'), name: said('PRETTY_NAME') || `${id} ${said('VERSION_ID')}`.trim() };
}

const systemOf = (role: string, words: string) =>
  fact({
    id: `opennebula.${role}-operating-system`,
    title: `operating system of the ${words}`,
    role,
    query: [file('/etc/os-release'), file('/usr/lib/os-release')],
    parse: ({ text }) => operatingSystem(text),
  });

export const frontendSystem = systemOf('frontend', 'front-end');
export const nodeSystem = systemOf('node', 'node');

/** A daemon of libvirt. `started` in seconds since 1970, by the clock of the host. */
export interface Daemon {
  readonly name: string;
  readonly started: number;
}

/**
 * The daemons of libvirt. `ps -C` says nothing but its header, and exits with 1, where none runs. Times are in UTC.
 *
 *       PID                  STARTED COMMAND
 *      2345 Fri Nov 21 01:10:11 2026 libvirtd
 */
export const libvirtDaemons = fact({
  id: 'opennebula.libvirt-daemons',
  title: 'daemons of libvirt',
  role: 'node',
  query: command('ps', '-C', 'libvirtd,virtqemud', '-o', 'pid,lstart,comm'),
  parse: ({ stdout, exit }): Daemon[] => {
    const [header = '', ...lines] = stdout.split('\n');
    if (exit > 1 || !/^\s*PID\s+STARTED\s/.test(header)) throw new Error(`ps ended with ${exit}`);
    return lines.filter(line => line.trim() !== '').map(daemon);
  },
});

function daemon(line: string): Daemon {
  const [, started, name] = /^\s*\d+\s+([A-Z][a-z]{2} [A-Z][a-z]{2}\s+\d{1,2} \d\d:\d\d:\d\d \d{4}) (\S+)\s*$/.exec(line) ?? [];
  const seconds = Date.parse(`${started} UTC`) / 1000;
  if (name === undefined || !Number.isFinite(seconds)) throw new Error('a line is not PID STARTED COMMAND');
  return { name, started: seconds };
}
