import check from '../../../checks/opennebula/fireedge-key-differs.ts';
import { cases } from '../../support/cases.ts';
import { NO_CLUSTER, on, single, three } from './clusters.ts';

const PATH = '/var/lib/one/.one/fireedge_key';
const sum = (digit: string) => ({ stdout: `${digit.repeat(64)}  ${PATH}\n` });
const gone = { stdout: '', stderr: `sha256sum: ${PATH}: No such file or directory\n`, exit: 1 };
const keys = (fe0: object, fe1: object, fe2: object) => on({ fe0, fe1, fe2 });

cases(check, {
  on: { from: '6.10.2', to: '7.0.1', phase: 'pre' },
  passes: {
    'all have the same': { given: { ...three(), keys: keys(sum('a'), sum('a'), sum('a')) } },
    'FireEdge runs nowhere': { given: { ...three(), keys: keys(gone, gone, gone) } },
  },
  fails: {
    'one has its own': {
      given: { ...three(), keys: keys(sum('a'), sum('a'), sum('b')) },
      finds: [{ message: 'differs', data: { other: 'fe0' }, host: 'fe2', path: PATH, remedy: `scp -p oneadmin@fe0:${PATH} ${PATH}` }],
    },
    'the first has none': {
      given: { ...three(), keys: keys(gone, sum('a'), sum('a')) },
      finds: [{ message: 'missing', data: { other: 'fe1' }, host: 'fe0', path: PATH, remedy: 'scp -p' }],
    },
  },
  skips: { 'one front-end': { given: { ...single(), keys: sum('a') }, because: NO_CLUSTER } },
  unknown: {
    'the login may not read it': {
      given: { ...three(), keys: keys(sum('a'), sum('a'), { stdout: '', stderr: `sha256sum: ${PATH}: Permission denied\n`, exit: 1 }) },
      because: 'Permission denied',
    },
  },
});
