import check from '../../../checks/cloudstack/management-server-versions-differ.ts';
import { cases } from '../../support/cases.ts';
import { DENIED, mshost, up } from './services.ts';

const at43 = { version: '4.3.2' };

cases(check, {
  on: { from: '4.2.1', to: '4.3.2', phase: 'post' },
  passes: {
    'two of one version': { given: { servers: [up(1, at43), up(2, at43)] } },
    'a snapshot build of it': { given: { servers: [up(1, { version: '4.3.2-SNAPSHOT' })] } },
    'a target that names the line only': { to: '4.3', given: { servers: [up(1, at43)] } },
    'a fourth part that is nought': { to: '4.3.2.0', given: { servers: [up(1, at43)] } },
    'one that is down with the new version': { given: { servers: [up(1, at43), mshost(2, at43)] } },
    'a removed one of an old version': { given: { servers: [up(1, at43), up(2, { removed: '2025-01-01 00:00:00' })] } },
  },
  fails: {
    'one is old': {
      given: { servers: [up(1, at43), up(2)] },
      finds: [{ message: 'old', data: { server: 'm2 (id 2, 10.1.1.12)', version: '4.2.1', to: '4.3.2' }, object: 'management server 2' }],
    },
    '4.10 is not 4.1': {
      to: '4.1',
      from: '4.0.2',
      given: { servers: [up(1, { version: '4.10.0.0' })] },
      finds: [{ message: 'old', data: { server: 'm1 (id 1, 10.1.1.11)', version: '4.10.0.0', to: '4.1' }, object: 'management server 1' }],
    },
    'one that was forgotten': {
      given: { servers: [up(1, at43), mshost(2, { name: "m'2" })] },
      finds: [
        {
          message: 'forgotten',
          data: { id: 2, name: "m'2", ip: '10.1.1.12', state: 'Down', version: '4.2.1' },
          object: 'management server 2',
          remedy: 'UPDATE cloud.mshost SET removed = UTC_TIMESTAMP() WHERE id = 2;',
        },
      ],
    },
    'one that never said its version': {
      given: { servers: [up(1, at43), mshost(2, { version: null })] },
      finds: [
        { message: 'forgotten', data: { id: 2, name: 'm2', ip: '10.1.1.12', state: 'Down', version: 'not known' }, object: 'management server 2' },
      ],
    },
    'different ones, and nobody knows the target': {
      to: undefined as never,
      given: { servers: [up(1, at43), up(2), up(3)] },
      finds: [{ message: 'mixed', data: { versions: '4.2.1, 4.3.2' } }],
    },
  },
  skips: { 'an empty table': { given: { servers: [] }, because: 'knows no management server' } },
  unknown: {
    'none is up': { given: { servers: [mshost(1, at43)] }, because: 'no management server is up' },
    'a version that is none': { given: { servers: [up(1, { version: '‮' })] }, because: 'which is none' },
    'the database does not answer': { given: { servers: DENIED }, because: 'permission denied' },
  },
});
