import check from '../../../checks/cloudstack/vhd-util-missing.ts';
import { cases } from '../../support/cases.ts';
import { cluster, denied } from './xenserver.ts';

const FOLDER = '/usr/share/cloudstack-common/scripts/vm/hypervisor/xenserver';
const path = `${FOLDER}/vhd-util`;
const file = (changes: object = {}) => ({ path, mode: '0755', size: 318_977, ...changes });
const program = { on: { mgmt1: { text: '\x7fELF\n\0\0\0\0', cut: { size: 318_977, head: '\x7fELF', tail: '\0\0\0\0' } } } };
const page = { on: { mgmt1: { text: '<htm\nml>\n', cut: { size: 318_977, head: '<htm', tail: 'ml>\n' } } } };
const given = (entries: readonly object[], programs: object = program) => ({
  given: { clusters: [cluster], files: { on: { mgmt1: entries as never } }, programs: programs as never },
});
const place = { host: 'mgmt1', path };
const FIRST = 'its first bytes are not those of a program of Linux, as when a web page was saved under the name';

cases(check, {
  on: { from: '4.2.1', to: '4.3.2', phase: 'post' },
  passes: {
    'the program': given([file()]),
    'a link to it': given([file({ type: 'link', size: 12, mode: '0777', target: '/opt/vhd-util' })]),
    'the name of the guide beside it': given([file(), { path: `${FOLDER}/vhd-utils` }]),
  },
  fails: {
    nothing: { ...given([]), finds: [{ message: 'missing', data: {}, ...place, remedy: 'Get the file vhd-util' }] },
    'the name of the guide only': {
      ...given([{ path: `${FOLDER}/vhd-utils`, size: 318_977 }]),
      finds: [{ message: 'misnamed', data: {}, ...place, remedy: `mv ${FOLDER}/vhd-utils ${path}` }],
    },
    'a saved web page': { ...given([file()], page), finds: [{ message: 'notProgram', data: { size: 318_977, problem: FIRST }, ...place }] },
    'an empty file': {
      ...given([file({ size: 0 })], { on: { mgmt1: '' } }),
      finds: [{ message: 'notProgram', data: { size: 0, problem: FIRST }, ...place }],
    },
    'the beginning of the program': {
      ...given([file({ size: 99_999 })]),
      finds: [{ message: 'notProgram', data: { size: 99_999, problem: 'it is too small' }, ...place }],
    },
    'a folder': {
      ...given([file({ type: 'directory' })], { on: {} }),
      finds: [{ message: 'notProgram', data: { size: 318_977, problem: 'it is no file' }, ...place }],
    },
    'a link that leads to nothing': {
      ...given([file({ type: 'link', size: 12 })], { on: { mgmt1: { status: 'absent', reason: 'a symbolic link that leads to nothing' } } }),
      finds: [{ message: 'notProgram', data: { size: 12, problem: 'it is a link that leads to nothing' }, ...place }],
    },
    'not executable': {
      ...given([file({ mode: '0644' })]),
      finds: [{ message: 'notExecutable', data: { mode: '0644' }, ...place, remedy: `chmod 755 ${path}` }],
    },
    'one management server of two': {
      given: { clusters: [cluster], files: { on: { mgmt1: [file()], mgmt2: [] } }, programs: program },
      finds: [{ message: 'missing', data: {}, host: 'mgmt2', path }],
    },
  },
  skips: {
    'no XenServer cluster': {
      given: { clusters: [{ ...cluster, hypervisor_type: 'KVM' }], files: { on: { mgmt1: [] } }, programs: { on: {} } },
      because: 'no XenServer cluster',
    },
    'a removed one': {
      given: { clusters: [{ ...cluster, removed: '2013-01-01 00:00:00' }], files: { on: { mgmt1: [] } }, programs: { on: {} } },
      because: 'no XenServer cluster',
    },
  },
  unknown: {
    'the folder cannot be searched': {
      given: { clusters: [cluster], files: { on: { mgmt1: { status: 'denied', reason: `${FOLDER}: permission denied` } } }, programs: program },
      because: 'permission denied',
    },
    'its first bytes cannot be read': {
      ...given([file()], { on: { mgmt1: { status: 'denied', reason: 'may not be read' } } }),
      because: 'may not be read',
    },
    'the database refuses us': { given: { clusters: denied, files: { on: { mgmt1: [] } }, programs: { on: {} } }, because: 'SELECT command denied' },
  },
});
