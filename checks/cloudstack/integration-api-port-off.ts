import { attempt, check, each, type Outcome, skip, sql, undecided } from '../../src/index.ts';
import { INTEGRATION_API_PORT, integrationApiPort } from './facts/configuration.ts';
import { ports4, ports6 } from './facts/listening-ports.ts';
import { lastUpgrade, systemVms } from './facts/system-vms.ts';
import { PORT_REFS, portOf, SCRIPT_PORT, stillToRestart } from './integration-api-port.ts';
import { portsOn } from './services.ts';
import { noRestart, RESTART_APPLIES } from './system-vm-restart.ts';

const DOWN = 'cloudstack-management on the server where the script runs, for a restart';

export default check({
  id: 'cloudstack/integration-api-port-off',
  title: 'While system VMs are to be restarted, the API port of cloudstack-sysvmadm is open',
  severity: 'blocker',
  applies: RESTART_APPLIES,
  why: 'cloudstack-sysvmadm talks to port 8096 of the management server, and to no other. Where it is closed the script restarts nothing, and still says "Done".',
  fix: {
    off: ({ old }) => ({
      text: 'Set the port for the time of the script and restart the management server. Close it again afterwards: the port asks for no password. Where you restart the system VMs in the user interface, the port is not needed.',
      down: DOWN,
      commands: [sql`UPDATE cloud.configuration SET value = ${String(SCRIPT_PORT)} WHERE name = ${INTEGRATION_API_PORT};`],
      undo:
        old === 'not set'
          ? sql`UPDATE cloud.configuration SET value = NULL WHERE name = ${INTEGRATION_API_PORT};`.text
          : sql`UPDATE cloud.configuration SET value = ${old} WHERE name = ${INTEGRATION_API_PORT};`.text,
    }),
    otherPort: ({ value }) => ({
      text: 'The script has 8096 written into it. Set that for the time, and restart the management server.',
      down: DOWN,
      commands: [sql`UPDATE cloud.configuration SET value = ${String(SCRIPT_PORT)} WHERE name = ${INTEGRATION_API_PORT};`],
      undo: sql`UPDATE cloud.configuration SET value = ${value} WHERE name = ${INTEGRATION_API_PORT};`.text,
    }),
    notListening: { text: 'Restart the management server where the script is to run: the setting is read at its start.', down: DOWN },
  },
  refs: PORT_REFS,
  covers: ['58'],
  needs: { setting: integrationApiPort, ports4: each(attempt(ports4)), ports6: each(attempt(ports6)), vms: systemVms, upgraded: lastUpgrade },
  messages: {
    off: 'The global setting integration.api.port is off ({old}), and {count} system VMs run since before the upgrade.',
    otherPort: { text: 'The global setting integration.api.port is "{value}", and cloudstack-sysvmadm uses 8096.', severity: 'warning' },
    notListening: 'The global setting integration.api.port is 8096, and no management server listens there: none was restarted since.',
  },
  judge({ setting, ports4, ports6, vms, upgraded }, found, context) {
    const none = noRestart(context);
    if (none !== undefined) return skip(none);
    const count = stillToRestart(vms, upgraded, context).length;
    if (count === 0) return skip('every system VM that runs was started after the upgrade, so the port is not needed any more');
    const value = setting[INTEGRATION_API_PORT];
    const at = { object: `global setting ${INTEGRATION_API_PORT}` };
    const port = portOf(value);
    if (port === 0) return [found.off({ old: value ?? 'not set', count }, at)];
    if (port !== SCRIPT_PORT) return [found.otherPort({ value: value ?? '' }, at)];
    const hosts = [...new Set([...ports4, ...ports6].map(({ host }) => host))].map(host => ({ host, open: portsOn(host, ports4, ports6) }));
    if (hosts.some(({ open }) => open?.some(one => one.port === SCRIPT_PORT))) return [];
    const lost = hosts.filter(({ open }) => !open);
    return lost.length > 0
      ? lost.map(({ host }): Outcome => undecided('the ports of the host could not be read, so it is open whether 8096 is listened on', host))
      : [found.notListening({}, at)];
  },
});
