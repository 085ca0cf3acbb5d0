const SERVER = [
  'opennebula.service',
  'opennebula-hem.service',
  'opennebula-showback.service',
  'opennebula-showback.timer',
  'opennebula-ssh-agent.service',
  'opennebula-ssh-socks-cleaner.service',
  'opennebula-ssh-socks-cleaner.timer',
];
const OTHERS = [
  'opennebula-scheduler.service',
  'opennebula-sunstone.service',
  'opennebula-novnc.service',
  'opennebula-gate-proxy.service',
  'opennebula-fireedge.service',
  'opennebula-flow.service',
  'opennebula-form.service',
  'opennebula-gate.service',
  'opennebula-guacd.service',
  'opennebula-ks.service',
  'apache2.service',
  'httpd.service',
  'nginx.service',
];

/** `active enabled`, `failed`, `not-found` … by unit. */
export type States = Readonly<Record<string, string>>;

export const STARTED = 'Sat 2026-11-21 01:00:00 UTC';

/** What `systemctl show` says: of the units of the server package what `usual` is, of the others that they are not there. */
export const systemctl = (states: States, usual = 'inactive enabled'): { stdout: string } => ({
  stdout: [...SERVER, ...OTHERS].map(name => block(name, states[name] ?? (SERVER.includes(name) ? usual : 'not-found'))).join('\n'),
});

function block(name: string, state: string): string {
  const [active = '', file = ''] = state.split(' ');
  const [load, is] = active === 'not-found' || active === 'masked' ? [active, 'inactive'] : ['loaded', active];
  const since = is === 'active' ? STARTED : '';
  return `Id=${name}\nLoadState=${load}\nActiveState=${is}\nUnitFileState=${file}\nActiveEnterTimestamp=${since}\n`;
}
