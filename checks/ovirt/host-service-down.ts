import { check, each, type Outcome, sh, undecided } from '../../src/index.ts';
import { hostUnits } from './facts/host-units.ts';
import type { Unit, Units } from './facts/services.ts';

/** Each of them by one of its names; the first is that of the current release. */
const NEEDED: readonly (readonly string[])[] = [['vdsmd'], ['virtqemud', 'libvirtd'], ['sanlock']];
const HELPERS: readonly (readonly string[])[] = [['supervdsmd'], ['wdmd'], ['mom-vdsm'], ['multipathd'], ['ovirt-imageio', 'ovirt-imageio-daemon']];
/** On hosts of a self-hosted engine. */
const AGENTS: readonly (readonly string[])[] = [['ovirt-ha-agent'], ['ovirt-ha-broker']];

const start = ({ unit }: { readonly unit: string | number }) => ({
  text: 'Do this on the host, and see why it had stopped.',
  commands: [sh`systemctl start ${unit}`, sh`journalctl -u ${unit} -n 50`],
});

export default check({
  id: 'ovirt/host-service-down',
  title: 'The services of every host run',
  severity: 'blocker',
  applies: { platform: 'ovirt', phases: ['pre', 'post'] },
  why: 'Without vdsmd the engine does not reach the host, without libvirt and sanlock it runs and moves no virtual machines.',
  fix: { down: start, helperDown: start, agentDown: start },
  refs: ['https://www.ovirt.org/documentation/administration_guide/'],
  covers: ['A.4.8'],
  needs: { hosts: each(hostUnits) },
  messages: {
    down: 'Service {unit} is {state}.',
    helperDown: { text: 'Service {unit} is {state}.', severity: 'warning' },
    agentDown: { text: 'Service {unit} of the self-hosted engine is {state}, and is to start with the machine.', severity: 'warning' },
  },
  judge({ hosts }, found) {
    return hosts.flatMap(({ host, value }): Outcome[] => {
      if (value.get('vdsmd')?.isInstalled !== true) return [undecided('vdsmd is not installed: is this a host of oVirt?', host)];
      return [
        ...NEEDED.flatMap(names => stopped(value, names)).map(one => found.down(said(one), { host, object: `service ${one.name}` })),
        ...HELPERS.flatMap(names => stopped(value, names)).map(one => found.helperDown(said(one), { host, object: `service ${one.name}` })),
        ...AGENTS.flatMap(names => stopped(value, names))
          .filter(({ isEnabled }) => isEnabled === true)
          .map(one => found.agentDown(said(one), { host, object: `service ${one.name}` })),
      ];
    });
  },
});

const said = ({ name, active }: Unit) => ({ unit: name, state: active });

/** The installed unit of these names that should run and does not; nothing where one of them runs, or none is installed. */
function stopped(units: Units, names: readonly string[]): Unit[] {
  const own = names.flatMap(name => units.get(name) ?? []).filter(({ isInstalled }) => isInstalled);
  if (own.some(({ active }) => active === 'active' || active === 'reloading')) return [];
  return own.toSorted((a, b) => Number(a.isEnabled === false) - Number(b.isEnabled === false)).slice(0, 1);
}
