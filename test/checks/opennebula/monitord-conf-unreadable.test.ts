import check from '../../../checks/opennebula/monitord-conf-unreadable.ts';
import { cases } from '../../support/cases.ts';
import { frontend } from './support.ts';

const here = frontend('7.0.1');
const path = '/etc/one/monitord.conf';
const at = (line: number) => ({ host: 'frontend', path, line });

cases(check, {
  on: { from: '6.10.2', to: '7.0.1', phase: 'installed' },
  passes: {
    'as it is shipped': { given: { ...here, conf: 'NETWORK = [\n    ADDRESS         = "::",\n    MONITOR_ADDRESS = "auto"\n]\n' } },
    'a comment in brackets before an entry': { given: { ...here, conf: 'A = [\n  # b\n  B = 1 ]\n' }, phase: 'pre' },
  },
  fails: {
    'a quote that is not closed': {
      given: { ...here, conf: 'MONITOR = 1\nADDRESS = "one two\n' },
      finds: [{ message: 'refused', data: { path, line: 3, problem: 'the file ends too early' }, ...at(3), remedy: 'quote' }],
    },
    'a backslash, which the daemon forgives': {
      given: { ...here, conf: 'A = "a\\b"\n' },
      finds: [
        { message: 'strict', data: { path, line: 1, problem: 'the value is missing, or its quotes are not closed' }, ...at(1), remedy: 'backslash' },
      ],
    },
  },
  unknown: { 'not there': { given: here, because: 'not there' } },
});
