import { HOST_UNITS } from '../../../checks/ovirt/facts/host-units.ts';
import check from '../../../checks/ovirt/host-service-down.ts';
import { cases } from '../../support/cases.ts';

type State = readonly [active: string, file?: string];
const RUNS: State = ['active', 'enabled'];
const GOOD: Record<string, State> = {
  vdsmd: RUNS,
  supervdsmd: ['active', 'static'],
  libvirtd: RUNS,
  sanlock: RUNS,
  wdmd: RUNS,
  'mom-vdsm': RUNS,
  multipathd: RUNS,
  'ovirt-imageio-daemon': RUNS,
};
const says = (units: Record<string, State>) =>
  HOST_UNITS.map(name => {
    const [active, file = ''] = units[name] ?? ['inactive'];
    return `Id=${name}.service\nLoadState=${units[name] ? 'loaded' : 'not-found'}\nActiveState=${active}\nUnitFileState=${file}\n`;
  }).join('\n');
const found = (message: 'down' | 'helperDown' | 'agentDown', unit: string, state: string, host = 'host') =>
  ({ message, data: { unit, state }, host, object: `service ${unit}`, remedy: `systemctl start ${unit}` }) as const;

cases(check, {
  on: { from: '4.3.10', to: '4.3.11', phase: 'pre' },
  passes: {
    'all run': { given: { hosts: says(GOOD) } },
    'the parts of a newer libvirt': { given: { hosts: says({ ...GOOD, libvirtd: ['inactive', 'disabled'], virtqemud: RUNS }) } },
    'agents that are not set up': {
      given: { hosts: says({ ...GOOD, 'ovirt-ha-agent': ['inactive', 'disabled'], 'ovirt-ha-broker': ['failed', 'disabled'] }) },
    },
  },
  fails: {
    'vdsmd failed': { given: { hosts: says({ ...GOOD, vdsmd: ['failed', 'enabled'] }) }, finds: [found('down', 'vdsmd', 'failed')] },
    'libvirt, on one host of two': {
      given: { hosts: { on: { h1: says(GOOD), h2: says({ ...GOOD, libvirtd: ['inactive', 'enabled'] }) } } },
      finds: [found('down', 'libvirtd', 'inactive', 'h2')],
    },
    'both forms of libvirt are off': {
      given: { hosts: says({ ...GOOD, libvirtd: ['inactive', 'disabled'], virtqemud: ['inactive', 'disabled'] }) },
      finds: [found('down', 'virtqemud', 'inactive')],
    },
    'a helper': { given: { hosts: says({ ...GOOD, 'mom-vdsm': ['inactive', 'enabled'] }) }, finds: [found('helperDown', 'mom-vdsm', 'inactive')] },
    'an agent': {
      given: { hosts: says({ ...GOOD, 'ovirt-ha-agent': ['failed', 'enabled'] }) },
      finds: [found('agentDown', 'ovirt-ha-agent', 'failed')],
    },
    'a hostile state': { given: { hosts: says({ ...GOOD, sanlock: ['\u001b[2J', 'enabled'] }) }, finds: [found('down', 'sanlock', '\u001b[2J')] },
  },
  skips: { 'no host': { given: { hosts: { on: {} } }, because: 'names no virtualization host' } },
  unknown: {
    'not a host of oVirt': { given: { hosts: says({}) }, because: 'vdsmd is not installed' },
    'systemctl says too little': {
      given: { hosts: { stdout: '', stderr: 'Failed to connect to bus', exit: 1 } },
      because: 'Failed to connect to bus',
    },
  },
});
