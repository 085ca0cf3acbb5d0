/** What KVM hosts answer, in the form of the real programs. */

export const DOWN = { status: 'unreachable', reason: 'timed out' } as const;
export const ABSENT = { status: 'absent', reason: 'No such file' } as const;
export const DENIED = { status: 'denied', reason: 'Permission denied' } as const;
export const on = <T>(hosts: Readonly<Record<string, T>>) => ({ on: hosts });

export const AGENT_FILE = '/etc/cloudstack/agent/agent.properties';

/** agent.properties as the agent writes it, with some keys given other values; undefined takes one away. */
export const properties = (changes: Readonly<Record<string, string | undefined>> = {}): string =>
  [
    '#Storage',
    '#Fri Nov 20 10:11:12 UTC 2026',
    ...Object.entries({
      guid: '5f0c7f0e-41f2-3c4b-9b58-6c1f3e0d9a77',
      resource: 'com.cloud.hypervisor.kvm.resource.LibvirtComputingResource',
      workers: '5',
      host: '10.1.1.10',
      port: '8250',
      zone: '1',
      pod: '1',
      cluster: '3',
      'private.network.device': 'cloudbr0',
      'local.storage.uuid': '7d1c2a0e-3f7b-4c0a-8f53-0a6b1f2c9d10',
      'keystore.passphrase': 'canary-of-the-keystore',
      ...changes,
    }).flatMap(([key, value]) => (value === undefined ? [] : [`${key}=${value}`])),
    '',
  ].join('\n');

/** `ps -o pid,ppid,lstart,args`, one line for each `pid ppid HH:MM:SS command` of 2026-11-21. */
export const ps = (...processes: string[]) => ({
  stdout: [
    '  PID  PPID                  STARTED COMMAND',
    ...processes.map(one => {
      const [pid = '', ppid = '', time, ...command] = one.split(' ');
      return `${pid.padStart(5)} ${ppid.padStart(5)} Sat Nov 21 ${time} 2026 ${command.join(' ')}`;
    }),
    '',
  ].join('\n'),
  exit: processes.length > 0 ? 0 : 1,
});

export const SHELL = 'com.cloud.agent.AgentShell';
export const JSVC = `jsvc.exec -cp /usr/share/cloudstack-agent/lib/cloud-agent-4.3.1.jar:/etc/cloudstack/agent -pidfile /var/run/cloudstack-agent.pid ${SHELL}`;
export const OLD_JSVC = `jsvc.exec -cp /usr/share/java/cloud-agent.jar:/etc/cloud/agent -pidfile /var/run/cloud-agent.pid ${SHELL}`;

const hex = (port: number): string => port.toString(16).toUpperCase().padStart(4, '0');

/** /proc/net/tcp with one connection to each of these ports, in this state. */
export const connectedTo = (ports: readonly number[], state = '01'): string =>
  [
    '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode',
    '   0: 00000000:0016 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1 1 0000000000000000 100 0 0 10 0',
    ...ports.map(
      (port, index) =>
        `   ${index + 1}: 0B01010A:BDEE 0A01010A:${hex(port)} ${state} 00000000:00000000 00:00000000 00000000     0        0 2 1 0 20 4 0 10 -1`,
    ),
    '',
  ].join('\n');

/** The bridges of a host and the devices in them, as paths of /sys. */
export const bridgesOf = (bridges: Readonly<Record<string, readonly string[]>>) =>
  Object.entries(bridges).flatMap(([name, devices]) => [
    { path: `/sys/class/net/${name}/brif`, type: 'directory', mode: '0755' },
    ...devices.map(device => ({ path: `/sys/class/net/${name}/brif/${device}`, type: 'link', mode: '0777' })),
  ]) as never;
