import { serviceUnits } from '../../../checks/opennebula/facts/service-units.ts';
import check from '../../../checks/opennebula/service-left-disabled.ts';
import type { CommandQuery } from '../../../src/model/query.ts';
import { cases } from '../../support/cases.ts';
import { on } from './clusters.ts';
import { TIMEOUT } from './hosts.ts';

type State = readonly [file: string, active: string];
const NAMES = (serviceUnits.queries({})[0] as CommandQuery).argv.slice(4);

/** What `systemctl show` prints: these units, and the others as not installed. */
const show = (units: Readonly<Record<string, State>>) => ({
  stdout: NAMES.map(name => {
    const [file, active] = units[name.replace('.service', '')] ?? ['', 'inactive'];
    return `Id=${name}\nLoadState=${file === '' ? 'not-found' : file === 'masked' ? 'masked' : 'loaded'}\nActiveState=${active}\nUnitFileState=${file}\nActiveEnterTimestamp=\n`;
  }).join('\n'),
});
const UP = ['enabled', 'active'] as const;
const earlier = show({
  opennebula: UP,
  'opennebula-fireedge': UP,
  'opennebula-flow': UP,
  'opennebula-scheduler': UP,
  'opennebula-gate': ['disabled', 'active'],
  apache2: UP,
});
const now = (more: Readonly<Record<string, State>> = {}) =>
  show({ opennebula: UP, 'opennebula-fireedge': UP, 'opennebula-flow': UP, 'opennebula-gate': ['disabled', 'active'], apache2: UP, ...more });
const at = (name: string) => ({ host: 'frontend', object: `${name}.service` });

cases(check, {
  on: { from: '6.10.2', to: '7.0.1', phase: 'post' },
  passes: {
    'all as before, but for the scheduler that 7.0 has not': { given: { units: now(), earlier } },
    'enabled and not running, which another check says': { given: { units: now({ 'opennebula-flow': ['enabled', 'failed'] }), earlier } },
    'a new one that is not enabled': { given: { units: now({ 'opennebula-form': ['disabled', 'inactive'] }), earlier } },
    'on the follower of a cluster, what the leader starts': {
      given: { units: on({ fe0: now({ 'opennebula-gate': ['disabled', 'inactive'] }), fe1: now() }), earlier: on({ fe0: earlier, fe1: earlier }) },
    },
    'the one front-end has a new name': { given: { units: on({ fe9: now() }), earlier: on({ fe0: earlier }) } },
  },
  fails: {
    'disabled for the upgrade': {
      given: { units: now({ 'opennebula-fireedge': ['disabled', 'active'], apache2: ['masked', 'inactive'] }), earlier },
      finds: [
        {
          message: 'disabled',
          data: { unit: 'opennebula-fireedge.service', state: 'disabled' },
          ...at('opennebula-fireedge'),
          remedy: 'systemctl enable opennebula-fireedge.service',
        },
        { message: 'masked', data: { unit: 'apache2.service' }, ...at('apache2'), remedy: 'systemctl unmask apache2.service' },
      ],
    },
    'its package is gone': {
      given: { units: show({ opennebula: UP, 'opennebula-fireedge': UP, apache2: UP, 'opennebula-gate': ['disabled', 'inactive'] }), earlier },
      finds: [
        { message: 'gone', data: { unit: 'opennebula-flow.service' }, ...at('opennebula-flow'), remedy: 'Install the package' },
        {
          message: 'stopped',
          data: { unit: 'opennebula-gate.service' },
          ...at('opennebula-gate'),
          remedy: 'systemctl start opennebula-gate.service',
        },
      ],
    },
  },
  unknown: {
    'the snapshot has another front-end': {
      given: { units: on({ fe0: now(), fe2: now() }), earlier: on({ fe0: earlier }) },
      because: 'says nothing of the services on fe2',
    },
    'systemd does not answer': { given: { units: TIMEOUT, earlier }, because: 'did not end' },
    'the snapshot could not look': { given: { units: now(), earlier: TIMEOUT }, because: 'did not end' },
  },
});
