import check from '../../../checks/opennebula/oned-log-errors.ts';
import { cases } from '../../support/cases.ts';
import { frontend } from './support.ts';
import { systemctl } from './units.ts';

/** oned was started at 01:00. */
const here = { ...frontend('7.0.1'), units: systemctl({}, 'active enabled') };
const line = (time: string, text: string, day = 'Sat Nov 21'): string => `${day} ${time} 2026 [Z0]${text}\n`;
const START = line('01:00:01', '[ONE][I]: Init OpenNebula Log system');
const at = { host: 'frontend', path: '/var/log/one/oned.log' };
const MISMATCH = 'Database version mismatch ( local_db_versioning). Installed OpenNebula version: 7.0.0. Database version: 6.10.0';

cases(check, {
  on: { from: '6.10.2', to: '7.0.1', phase: 'post' },
  passes: {
    'nothing but information': { given: { ...here, log: `${START}${line('01:00:02', '[VMM][I]: \tDriver kvm loaded.')}` } },
    'errors from before the start, which 7.4 keeps': { given: { ...here, log: `${line('00:59:59', `[ONE][E]: ${MISMATCH}`)}${START}` } },
    'a day with one digit, long ago': { given: { ...here, log: `${line('23:00:00', '[ONE][E]: Cannot join federation', 'Sun Nov  1')}${START}` } },
    'a line that looks like an error in what somebody named his machine': {
      given: { ...here, log: `${START}  [ONE][E]: Database version mismatch\n` },
    },
    'short, as a snapshot keeps it': { given: { ...here, log: { text: START, cut: { size: START.length, head: START, tail: '' } } } },
    'long, and its beginning is older than the start': {
      given: { ...here, log: { text: '', cut: { size: 9e6, head: line('00:10:00', '[ONE][I]: a'), tail: START } } },
    },
  },
  fails: {
    'another version of the database': {
      given: { ...here, log: `${START}${line('01:00:02', `[ONE][E]: ${MISMATCH}`)}` },
      finds: [{ message: 'fatal', data: { at: '2026-11-21 01:00:02', message: `${MISMATCH}.` }, ...at, remedy: 'onedb upgrade' }],
    },
    'a driver that is not loaded': {
      given: { ...here, log: `${START}${line('01:00:03', '[VMM][E]: Unable to load driver kvm')}` },
      finds: [{ message: 'driver', data: { at: '2026-11-21 01:00:03', message: 'Unable to load driver kvm.' }, ...at, remedy: 'oned.conf' }],
    },
    'others, the last of which is told': {
      given: {
        ...here,
        log: `${START}${line('01:02:03', '[ReM][E]: Req:1 one.vm.info result FAILURE')}${line('01:02:04', '[VMM][E]: DEPLOY: \u001b[31mno\u001b[0m')}`,
      },
      finds: [
        {
          message: 'error',
          data: { count: 2, since: '2026-11-21 01:00:00', at: '2026-11-21 01:02:04', message: 'DEPLOY: \u001b[31mno\u001b[0m.' },
          ...at,
        },
      ],
    },
  },
  unknown: {
    'systemd does not say when it started': { given: { ...here, units: systemctl({}), log: START }, because: 'does not say since when' },
    'too long, and only newer lines are in what was read': {
      given: { ...here, log: { text: '', cut: { size: 9e6, head: START, tail: line('02:00:00', '[ONE][I]: b') } } },
      because: 'its middle was not looked at',
    },
    'it may not be read': { given: { ...here, log: { status: 'denied', reason: 'permission denied' } }, because: 'permission denied' },
  },
});
