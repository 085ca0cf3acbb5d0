import { command, each, fact, type Redacted } from '../../../src/index.ts';

/** What systemd says of one unit. A unit that is not installed is `not-found` and inactive. */
export interface Unit {
  /** With its suffix: `opennebula-showback.timer`. */
  readonly name: string;
  readonly load: string;
  readonly active: string;
  /** `enabled`, `disabled`, `static`, `masked` …; empty where there is no file. */
  readonly file: string;
  /** By the clock and in the time zone of the host, to the second: `2026-11-21 08:00:00`; undefined where it never ran. */
  readonly since: string | undefined;
}

/** Units of the server package, in every release from 6.0 on. */
export const SERVER_UNITS = [
  'opennebula.service',
  'opennebula-hem.service',
  'opennebula-showback.service',
  'opennebula-showback.timer',
  'opennebula-ssh-agent.service',
  'opennebula-ssh-socks-cleaner.service',
  'opennebula-ssh-socks-cleaner.timer',
] as const;

/** Units that 7.0 came without. */
export const OBSOLETE_UNITS = [
  'opennebula-scheduler.service',
  'opennebula-sunstone.service',
  'opennebula-novnc.service',
  'opennebula-gate-proxy.service',
] as const;

/** Units with packages of their own. */
const OTHER_UNITS = [
  'opennebula-fireedge.service',
  'opennebula-flow.service',
  'opennebula-form.service',
  'opennebula-gate.service',
  'opennebula-guacd.service',
  'opennebula-ks.service',
] as const;

/** Web servers that stand in front of FireEdge or Sunstone. */
export const PROXIES = ['apache2.service', 'httpd.service', 'nginx.service'] as const;

const UNITS = [...SERVER_UNITS, ...OBSOLETE_UNITS, ...OTHER_UNITS, ...PROXIES];

/**
 *     Id=opennebula.service
 *     LoadState=loaded
 *     ActiveState=active
 *     UnitFileState=enabled
 *     ActiveEnterTimestamp=Sat 2026-11-21 08:00:00 UTC
 */
function units({ stdout, exit }: Redacted<{ readonly stdout: string; readonly stderr: string; readonly exit: number }>): readonly Unit[] {
  const blocks = stdout.split(/\n[ \t]*\n/).map(block => new Map(block.split('\n').map(line => split(line.trim()))));
  return UNITS.map(name => {
    const said = blocks.find(block => block.get('Id') === name);
    const [load, active] = [said?.get('LoadState'), said?.get('ActiveState')];
    if (!load || !active) throw new Error(`systemctl says nothing of ${name} (exit status ${exit})`);
    const since = /\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/.exec(said?.get('ActiveEnterTimestamp') ?? '')?.[0];
    return { name, load, active, file: said?.get('UnitFileState') ?? '', since };
  });
}

const split = (line: string): [string, string] => {
  const at = line.indexOf('=');
  return at < 0 ? [line, ''] : [line.slice(0, at), line.slice(at + 1)];
};

export const serviceUnits = fact({
  id: 'opennebula.service-units',
  title: 'the services of OpenNebula',
  role: 'frontend',
  query: command('systemctl', 'show', '-p', 'Id,LoadState,ActiveState,UnitFileState,ActiveEnterTimestamp', ...UNITS),
  parse: units,
});

export const unitsNeed = { units: each(serviceUnits) };

/** Whether processes of the unit run, or are about to or still do. */
export const runs = ({ active }: Unit): boolean => !['inactive', 'failed', 'maintenance'].includes(active);

export const isObsolete = ({ name }: Unit): boolean => OBSOLETE_UNITS.some(one => one === name);
export const isProxy = ({ name }: Unit): boolean => PROXIES.some(one => one === name);
