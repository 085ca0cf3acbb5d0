import check from '../../../checks/cloudstack/integration-api-port-open.ts';
import { cases } from '../../support/cases.ts';
import { DENIED, on, tcp4, tcp6 } from './services.ts';
import { port, restarted, upgraded, waiting } from './system-vm-rows.ts';

const given = (value: string | null | undefined, more: object = {}) =>
  ({ setting: port(value), ports4: tcp4(), ports6: tcp6(8080), vms: restarted, upgraded, ...more }) as never;
const setting = { object: 'global setting integration.api.port' };

cases(check, {
  on: { from: '4.2.1', to: '4.3.2', phase: 'post' },
  passes: {
    NULL: { given: given(null) },
    empty: { given: given('') },
    'nought, from 4.13 on': { given: given('0'), to: '4.18.2.1' },
    'no row': { given: given(undefined) },
    'the word null': { given: given('null') },
    'off, and a program of the host itself on the port': { given: given(null, { ports4: tcp4(['0100007F', 8096]) }) },
  },
  fails: {
    'still open': {
      given: given('8096', { ports6: tcp6(8096) }),
      finds: [
        { message: 'open', data: { value: '8096', port: 8096 }, host: 'management', object: 'port 8096', remedy: 'SET value = NULL WHERE name' },
      ],
    },
    'open on a port of its own': {
      given: given('9999', { ports6: tcp6(9999) }),
      finds: [{ message: 'open', data: { value: '9999', port: 9999 }, host: 'management', object: 'port 9999' }],
    },
    'set, and no server restarted since': { given: given('8096'), finds: [{ message: 'opensAtRestart', data: { value: '8096' }, ...setting }] },
    'nought, for which 4.3 listens on any free port': {
      given: given(' 0'),
      finds: [{ message: 'zeroListens', data: { value: ' 0', version: '4.3.2' }, ...setting, remedy: 'SET value = NULL WHERE name' }],
    },
    'off, and one of two still listens': {
      given: given(null, { ports4: on({ m1: tcp4(), m2: tcp4(['00000000', 8096]) }), ports6: on({ m1: tcp6(), m2: tcp6() }) }),
      finds: [{ message: 'stillListening', data: { port: 8096 }, host: 'm2', object: 'port 8096' }],
    },
    'an upgrade within a release line, which restarts none': {
      from: '4.4.0',
      to: '4.4.4',
      given: given('8096', { vms: waiting }),
      finds: [{ message: 'opensAtRestart', data: { value: '8096' }, ...setting }],
    },
  },
  skips: { 'system VMs wait for their restart': { given: given('8096', { vms: waiting }), because: '1 system VMs run since before the upgrade' } },
  unknown: {
    'a value that is no port': { given: given('__proto__'), because: 'which is no port' },
    'ports that cannot be read': { given: given(null, { ports4: DENIED, ports6: DENIED }), because: 'the ports of the host could not be read' },
  },
});
