import { command, fact } from '../../../src/index.ts';

/** One unit of systemd. */
export interface Unit {
  readonly name: string;
  readonly isInstalled: boolean;
  /** `active`, `inactive`, `failed`, `activating`, … */
  readonly active: string;
  /** Whether it starts with the machine; undefined where that is not its own to say (`static`, `indirect`, …). */
  readonly isEnabled: boolean | undefined;
}

export type Units = ReadonlyMap<string, Unit>;

const PROPERTIES = 'Id,LoadState,ActiveState,UnitFileState';

/** The units of the engine machine, of all releases. */
export const ENGINE_UNITS = [
  ...['ovirt-engine', 'httpd', 'ovirt-engine-dwhd', 'ovirt-websocket-proxy', 'ovirt-imageio-proxy', 'ovirt-imageio', 'ovirt-provider-ovn'],
  ...[
    'ovirt-vmconsole-proxy-sshd',
    'ovirt-fence-kdump-listener',
    'ovirt-engine-notifier',
    'rh-postgresql10-postgresql',
    'rh-postgresql95-postgresql',
  ],
  ...['postgresql', 'grafana-server'],
] as const;

/**
 * One block for each unit; those that a host does not have too.
 *
 *     Id=ovirt-engine.service
 *     LoadState=loaded
 *     ActiveState=active
 *     UnitFileState=enabled
 */
export const unitsOf = (role: string, id: string, title: string, names: readonly string[]) =>
  fact({
    id: `ovirt.${role}-${id}`,
    title,
    role,
    query: command('systemctl', 'show', '-p', PROPERTIES, ...names.map(name => `${name}.service`)),
    parse: ({ stdout, stderr, exit }): Units => {
      const units = new Map(stdout.split(/\n\s*\n/).flatMap(block => toUnit(block).map(unit => [unit.name, unit] as const)));
      const silent = names.find(name => !units.has(name));
      if (silent === undefined) return units;
      throw new Error(
        `systemctl says nothing of ${silent} (exit status ${exit})${stderr.trim() && `: ${stderr.trim().split('\n', 1)[0]!.slice(0, 200)}`}`,
      );
    },
  });

function toUnit(block: string): Unit[] {
  const said = new Map([...block.matchAll(/^(\w+)=(.*)$/gm)].map(([, key, value]) => [key!, value!.trim()]));
  const [name, active] = [said.get('Id')?.replace(/\.service$/, ''), said.get('ActiveState')];
  if (!name || active === undefined) return [];
  const isEnabled = ENABLED.get(said.get('UnitFileState') ?? '');
  return [{ name, active, isInstalled: said.get('LoadState') !== 'not-found' || active === 'active', isEnabled }];
}

const ENABLED: ReadonlyMap<string, boolean> = new Map([
  ['enabled', true],
  ['enabled-runtime', true],
  ['disabled', false],
  ['masked', false],
]);

export const engineUnits = unitsOf('engine', 'units', 'services of the engine', ENGINE_UNITS);
