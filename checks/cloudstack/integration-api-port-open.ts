import { attempt, check, each, inRange, type Outcome, skip, sql, undecided } from '../../src/index.ts';
import { INTEGRATION_API_PORT, integrationApiPort } from './facts/configuration.ts';
import { ports4, ports6 } from './facts/listening-ports.ts';
import { lastUpgrade, systemVms } from './facts/system-vms.ts';
import { PORT_CODE, PORT_REFS, portOf, SCRIPT_PORT, stillToRestart } from './integration-api-port.ts';
import { portsOn } from './services.ts';

const close = (value: string | number) => ({
  text: 'Turn the port off and restart every management server.',
  down: 'cloudstack-management on every management server, for a restart',
  commands: [sql`UPDATE cloud.configuration SET value = NULL WHERE name = ${INTEGRATION_API_PORT};`],
  undo: sql`UPDATE cloud.configuration SET value = ${value} WHERE name = ${INTEGRATION_API_PORT};`.text,
  note: 'As the guide says. Later guides write 0, which old management servers take for a port that the system chooses: from 4.18.2.1 and 4.19.0.2 on it means off (CVE-2024-39864).',
});
/** Management servers up to here have NULL for the default, and take 0 for any free port. */
const ZERO_LISTENS = '<4.13';

export default check({
  id: 'cloudstack/integration-api-port-open',
  title: 'When the system VMs are restarted, the API port without a password is closed again',
  severity: 'blocker',
  applies: {
    platform: 'cloudstack',
    phases: ['post'],
    paths: [{ from: '<4.3' }, { to: '>=4.4' }],
    because: 'the port is opened for the restart of system VMs and closed after it, and from 4.3.0 to a later 4.3 none is restarted',
  },
  why: 'Whoever reaches this port is the administrator of the whole cloud, without a password.',
  fix: {
    open: ({ value }) => close(value),
    opensAtRestart: ({ value }) => close(value),
    zeroListens: ({ value }) => close(value),
    stillListening: {
      text: 'Restart the management server on this host: the setting is read at its start.',
      down: 'cloudstack-management on this host, for a restart',
    },
  },
  refs: [...PORT_REFS, PORT_CODE],
  covers: ['60'],
  needs: { setting: integrationApiPort, ports4: each(attempt(ports4)), ports6: each(attempt(ports6)), vms: systemVms, upgraded: lastUpgrade },
  messages: {
    open: 'The global setting integration.api.port is "{value}", and this host listens on port {port} for every address.',
    opensAtRestart: 'The global setting integration.api.port is "{value}": the port opens when a management server starts.',
    zeroListens: {
      text: 'The global setting integration.api.port is "{value}", which {version} does not take for off: its management servers listen on a port that the system chooses, without a password.',
      severity: 'warning',
    },
    stillListening: { text: 'The global setting integration.api.port is off, and this host still listens on port {port}.', severity: 'warning' },
  },
  judge({ setting, ports4, ports6, vms, upgraded }, found, context) {
    const waiting = stillToRestart(vms, upgraded, context);
    if (waiting.length > 0)
      return skip(`${waiting.length} system VMs run since before the upgrade, so the port may still be needed: look again when they are restarted`);
    const value = setting[INTEGRATION_API_PORT];
    const port = portOf(value);
    if (Number.isNaN(port)) return [undecided(`the global setting ${INTEGRATION_API_PORT} is ${JSON.stringify(value)}, which is no port`)];
    const hosts = [...new Set([...ports4, ...ports6].map(({ host }) => host))];
    const outcomes = hosts.flatMap(judgeHost);
    const atSetting = { object: `global setting ${INTEGRATION_API_PORT}` };
    if (port === 0) return [...outcomes, ...judgeZero()];
    return outcomes.some(one => 'message' in one) ? outcomes : [...outcomes, found.opensAtRestart({ value: value ?? '' }, atSetting)];

    function judgeZero(): Outcome[] {
      const version = context.to;
      const isZero = value !== null && /^\s*0+\s*$/.test(value);
      return isZero && version && inRange(version, ZERO_LISTENS) ? [found.zeroListens({ value, version: version.text }, atSetting)] : [];
    }

    function judgeHost(host: string): Outcome[] {
      const open = portsOn(host, ports4, ports6);
      const at = { host, object: `port ${port || SCRIPT_PORT}` };
      if (!open) return [undecided('the ports of the host could not be read', host)];
      if (!open.some(one => one.port === (port || SCRIPT_PORT) && !one.local)) return [];
      return [port === 0 ? found.stillListening({ port: SCRIPT_PORT }, at) : found.open({ value: value ?? '', port }, at)];
    }
  },
});
