import check from '../../../checks/cloudstack/integration-api-port-off.ts';
import { cases } from '../../support/cases.ts';
import { DENIED, on, tcp4, tcp6 } from './services.ts';
import { port, restarted, upgraded, waiting } from './system-vm-rows.ts';

const given = (value: string | null | undefined, more: object = {}) =>
  ({ setting: port(value), ports4: tcp4(), ports6: tcp6(8080, 8096), vms: waiting, upgraded, ...more }) as never;
const at = { object: 'global setting integration.api.port' };

cases(check, {
  on: { from: '4.2.1', to: '4.3.2', phase: 'post' },
  passes: {
    'set, and listened on': { given: given('8096') },
    'with a blank behind it': { given: given('8096 ') },
    'on one of two servers': { given: given('8096', { ports4: on({ m1: tcp4(), m2: tcp4() }), ports6: on({ m1: tcp6(8080), m2: tcp6(8096) }) }) },
    'by the host itself only, where the script runs': { given: given('8096', { ports4: tcp4(['0100007F', 8096]), ports6: tcp6() }) },
  },
  fails: {
    NULL: {
      given: given(null),
      finds: [{ message: 'off', data: { old: 'not set', count: 1 }, ...at, remedy: "SET value = 8096 WHERE name = 'integration.api.port'" }],
    },
    'no row, which is the default': { given: given(undefined), finds: [{ message: 'off', data: { old: 'not set', count: 1 }, ...at }] },
    'nought, as newer guides write it': { given: given('0'), finds: [{ message: 'off', data: { old: '0', count: 1 }, ...at }] },
    'the word null': { given: given('null'), finds: [{ message: 'off', data: { old: 'null', count: 1 }, ...at }] },
    'another port': { given: given('8097'), finds: [{ message: 'otherPort', data: { value: '8097' }, ...at }] },
    'no port at all': { given: given("8096'; --\u001b[2J"), finds: [{ message: 'otherPort', data: { value: "8096'; --\u001b[2J" }, ...at }] },
    'not restarted since': { given: given('8096', { ports6: tcp6(8080) }), finds: [{ message: 'notListening', data: {}, ...at }] },
    'a system VM whose time is not known': {
      given: given('', { vms: [{ ...waiting[0]!, update_time: null }] }),
      finds: [{ message: 'off', data: { old: '', count: 1 }, ...at }],
    },
  },
  skips: {
    'all were restarted': { given: given(null, { vms: restarted }), because: 'the port is not needed any more' },
    'an upgrade within a release line': { from: '4.4.0', to: '4.4.4', given: given(null), because: 'restarts no system VM' },
  },
  unknown: {
    'ports that cannot be read': { given: given('8096', { ports4: DENIED, ports6: DENIED }), because: 'whether 8096 is listened on' },
    'the setting cannot be read': { given: given(null, { setting: DENIED }), because: 'permission denied' },
  },
});
