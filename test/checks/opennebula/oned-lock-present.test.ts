import check from '../../../checks/opennebula/oned-lock-present.ts';
import { cases } from '../../support/cases.ts';
import { file, frontend } from './support.ts';

const HEAD = 'State  Recv-Q Send-Q Local Address:Port  Peer Address:Port\n';
const LISTENS = `${HEAD}LISTEN 0      15     0.0.0.0:2633       0.0.0.0:*\n`;
const QUIET = `${HEAD}LISTEN 0      15     0.0.0.0:22633      0.0.0.0:*\nLISTEN 0 15 127.0.0.1:2616 0.0.0.0:2633\n`;
const LOCK = '/var/lock/one/one';
const RUN_LOCK = '/run/lock/one/one';
const PID = file('/var/run/one/oned.pid');
const here = frontend('6.10.2');
const at = (path: string) => ({ data: { path }, host: 'frontend', object: `lock ${path}`, path });

cases(check, {
  on: { from: '6.10.2', to: '7.0.1', phase: 'stopped' },
  passes: {
    stopped: { given: { ...here, lock: [], port: QUIET } },
    'stopped, on a host without ss': { given: { ...here, lock: [] } },
    'the number of a process alone, which is stale': { given: { ...here, lock: [PID], port: QUIET } },
  },
  fails: {
    'it runs': {
      given: { ...here, lock: [file(LOCK)], port: LISTENS },
      finds: [{ message: 'listening', data: {}, host: 'frontend', object: 'port 2633', remedy: 'systemctl stop opennebula' }],
    },
    'a lock, and a process': { given: { ...here, lock: [file(LOCK), PID], port: QUIET }, finds: [{ message: 'lock', ...at(LOCK) }] },
    'a lock that was left': {
      given: { ...here, lock: [file(RUN_LOCK), file(LOCK)], port: QUIET },
      finds: [{ message: 'stale', ...at(RUN_LOCK), remedy: `rm ${RUN_LOCK}` }],
    },
  },
  unknown: {
    'the directory may not be read': { given: { ...here, lock: { status: 'denied', reason: 'not for you' }, port: QUIET }, because: 'not for you' },
    'ss fails': { given: { ...here, lock: [], port: { stdout: '', exit: 1 } }, because: 'ss ended with 1' },
  },
});
