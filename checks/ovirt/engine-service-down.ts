import { check, optional, sh, undecided } from '../../src/index.ts';
import { databaseHost } from './facts/database-host.ts';
import { engineUnits, type Unit, type Units } from './facts/services.ts';
import { type SetupConfiguration, type SetupKey, setupConfiguration } from './facts/setup-configuration.ts';
import { GUIDE } from './references.ts';

/** Services of parts that need not be configured, each with what engine-setup writes down of it. */
const HELPERS: readonly (readonly [unit: string, key?: SetupKey])[] = [
  ['ovirt-engine-dwhd', 'OVESETUP_DWH_CORE/enable'],
  ['ovirt-websocket-proxy', 'OVESETUP_CONFIG/websocketProxyConfig'],
  ['ovirt-imageio-proxy', 'OVESETUP_CONFIG/imageioProxyConfig'],
  ['ovirt-imageio'],
  ['ovirt-provider-ovn', 'OVESETUP_OVN/ovirtProviderOvn'],
  ['ovirt-vmconsole-proxy-sshd', 'OVESETUP_VMCONSOLE_PROXY_CONFIG/vmconsoleProxyConfig'],
  ['ovirt-fence-kdump-listener'],
  ['ovirt-engine-notifier'],
  ['grafana-server', 'OVESETUP_GRAFANA_CORE/enable'],
];
const DATABASES = ['postgresql', 'rh-postgresql10-postgresql', 'rh-postgresql95-postgresql'];

export default check({
  id: 'ovirt/engine-service-down',
  title: 'The engine and the services around it are running and start with the machine',
  severity: 'blocker',
  applies: { platform: 'ovirt', phases: ['pre', 'post'], because: 'in between, engine-setup stops and starts the engine' },
  why: 'engine-setup stops the engine and starts it again. What was down before is not started, and what is not enabled is missing after the next boot.',
  fix: {
    down: ({ unit }) => start(`${unit}`),
    databaseDown: ({ unit }) => start(`${unit}`),
    helperDown: ({ unit }) => start(`${unit}`),
    notEnabled: ({ unit }) => ({ commands: [sh`systemctl enable ${unit}`], undo: sh`systemctl disable ${unit}`.text }),
  },
  refs: [GUIDE],
  covers: ['A.1.9'],
  needs: { units: engineUnits, configuration: optional(setupConfiguration), database: databaseHost },
  messages: {
    down: 'The service {unit} is {state}.',
    databaseDown: 'The engine database is on this machine, and no service of PostgreSQL is active; {unit} is {state}.',
    helperDown: { text: 'The service {unit} is {state}, although it is configured.', severity: 'warning' },
    notEnabled: { text: 'The service {unit} is active and will not start with the machine.', severity: 'warning' },
  },
  *judge({ units, configuration, database }, found) {
    const at = ({ name }: Unit) => ({ object: `service ${name}` });
    for (const unit of ['ovirt-engine', 'httpd'].map(name => units.get(name)!)) {
      if (unit.active !== 'active') yield found.down({ unit: unit.name, state: stateOf(unit) }, at(unit));
      else if (unit.isEnabled === false) yield found.notEnabled({ unit: unit.name }, at(unit));
    }
    const local = database === 'local' ? DATABASES.map(name => units.get(name)!) : [];
    const [server = local[0]] = local.filter(({ isInstalled }) => isInstalled);
    if (server && !local.some(({ active }) => active === 'active'))
      yield found.databaseDown({ unit: server.name, state: stateOf(server) }, at(server));
    if (database === 'unknown') yield undecided('the configuration of the engine does not say where its database is');
    for (const unit of configured(units, configuration)) {
      if (unit.active !== 'active') yield found.helperDown({ unit: unit.name, state: stateOf(unit) }, at(unit));
      else if (unit.isEnabled === false) yield found.notEnabled({ unit: unit.name }, at(unit));
    }
  },
});

/** Those that engine-setup configured, that start with the machine, or that run. */
const configured = (units: Units, configuration: SetupConfiguration | undefined): Unit[] =>
  HELPERS.flatMap(([name, key]) => {
    const unit = units.get(name)!;
    const isWanted = unit.isEnabled === true || (key !== undefined && configuration?.flag(key) === true);
    return unit.isInstalled && (isWanted || unit.active === 'active') ? [unit] : [];
  });

const stateOf = ({ active, isInstalled }: Unit): string => (isInstalled ? active : 'not installed');

const start = (unit: string) => ({
  text: `Find out with journalctl why it stopped; of the engine also in /var/log/ovirt-engine/engine.log.`,
  commands: [sh`systemctl enable --now ${unit}`, sh`journalctl -u ${unit} -e`],
  undo: sh`systemctl stop ${unit}`.text,
});
