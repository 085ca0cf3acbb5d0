import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nodeHealth } from '../../../checks/ovirt/facts/node.ts';
import check from '../../../checks/ovirt/node-unhealthy.ts';
import { cases } from '../../support/cases.ts';
import { EL, NODE } from './node-systems.ts';

const says = (said: object) => ({ systems: NODE, health: JSON.stringify(said) });
const fine = { status: 'ok', mount_points: { status: 'ok', separate_var: { status: 'ok' } }, vdsmd: { status: 'ok' } };

cases(check, {
  on: { from: '4.4.9', to: '4.4.10', phase: 'pre' },
  passes: {
    'all is ok': { given: says(fine) },
    'a warning before it': { given: { systems: NODE, health: `WARNING: something\n${JSON.stringify(fine)}\n` } },
  },
  fails: {
    '/var is not separate': {
      given: says({
        status: 'bad',
        mount_points: { status: 'bad', separate_var: { status: 'failed - not a mount' }, discard_is_used: { status: 'ok' } },
      }),
      finds: [
        {
          message: 'bad',
          data: { status: 'bad', problems: 'mount_points/separate_var: failed - not a mount' },
          host: 'host',
          object: 'nodectl check',
          remedy: 'nodectl check',
        },
      ],
    },
    'vdsmd alone': {
      given: says({ ...fine, status: 'warn', vdsmd: { status: 'bad' } }),
      finds: [{ message: 'warned', data: { status: 'warn', problems: 'vdsmd: bad' }, host: 'host', object: 'nodectl check' }],
    },
    'a status that nobody knows, with an escape': {
      given: says({ status: '\u001b[2j', ['__proto__']: { status: 'x' } }),
      finds: [{ message: 'bad', data: { status: '\u001b[2j', problems: '__proto__: x' }, host: 'host', object: 'nodectl check' }],
    },
  },
  skips: {
    'no oVirt Node': { given: { systems: EL, health: { status: 'absent', reason: 'no nodectl' } }, because: 'no host is an oVirt Node' },
    'no host': { given: { systems: { on: {} }, health: { on: {} } }, because: 'names no virtualization host' },
  },
  unknown: {
    'traces are not allowed': {
      given: { systems: NODE, health: { status: 'denied', reason: 'leaves a trace' } },
      because: 'nodectl could not be asked: leaves a trace',
    },
    'no JSON': { given: { systems: NODE, health: { stdout: 'Traceback', exit: 1 } }, because: 'nodectl prints no JSON' },
  },
});

test('any output is read or refused, and never hangs', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), fc.json()), text => {
      try {
        expect(nodeHealth.parse({ stdout: text, stderr: '', exit: 0 } as never, {} as never).status).toBeTypeOf('string');
      } catch (error) {
        expect(error).toBeInstanceOf(Error);
      }
    }),
  );
});
