import check from '../../../checks/opennebula/exec-vm-probe-missing.ts';
import { cases } from '../../support/cases.ts';
import { frontend } from './support.ts';

const here = frontend('7.2.0');
const path = '/etc/one/monitord.conf';
const probes = (...entries: string[]): string =>
  `PROBES_PERIOD = [\n    BEACON_HOST    = 30,\n${entries.map(one => `    ${one} = 5,\n`).join('')}    SYNC_STATE_VM  = 180\n]\n`;

cases(check, {
  on: { from: '7.0.1', to: '7.2.0', phase: 'post' },
  passes: {
    'as onecfg leaves it': { given: { ...here, conf: probes('STATE_VM', 'EXEC_VM') } },
    'in small letters, on one line': { given: { ...here, conf: 'probes_period=[exec_vm=5]' } },
  },
  fails: {
    'as 7.0 has it': {
      given: { ...here, conf: probes('STATE_VM') },
      finds: [{ message: 'missing', data: { path }, host: 'frontend', object: 'EXEC_VM', path, remedy: 'EXEC_VM        = 5,' }],
    },
    'only in a comment, and outside of the brackets': {
      given: { ...here, conf: `EXEC_VM = 5\n${probes('STATE_VM')}# EXEC_VM = 5\n` },
      finds: [{ message: 'missing', data: { path }, host: 'frontend', object: 'EXEC_VM', path }],
    },
    'it cannot be read': {
      given: { ...here, conf: 'PROBES_PERIOD = [ A = 1' },
      finds: [{ message: 'unreadable', data: { path, line: 1, problem: 'the file ends too early' }, host: 'frontend', path, line: 1 }],
    },
  },
  unknown: { 'not there': { given: here, because: 'not there' } },
});
