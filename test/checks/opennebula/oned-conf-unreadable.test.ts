import check from '../../../checks/opennebula/oned-conf-unreadable.ts';
import { cases } from '../../support/cases.ts';
import { frontend } from './support.ts';

const conf = (database: string): string => `PORT = 2633\n${database}\nVM_MAD = [ NAME = "kvm" ]\n`;
const given = (database: string) => ({ ...frontend('6.8.3'), conf: conf(database) });

const path = '/etc/one/oned.conf';

cases(check, {
  on: { from: '6.8.3', to: '7.0.1', phase: 'pre' },
  passes: {
    'a usual file': { given: given('DB = [ BACKEND = "mysql",\n       PASSWD  = "s3cret-canary",\n       DB_NAME = "one" ]') },
    'quotes and signs in quotes': { given: given('LOG = "a # b ] \\" c"') },
  },
  fails: {
    'a comma before the bracket': {
      given: given('DB = [ BACKEND = "mysql", ]'),
      finds: [
        { message: 'refused', data: { path, line: 2, problem: '"]" stands where it cannot' }, host: 'frontend', path, line: 2, remedy: 'oned.log' },
      ],
    },
    'a second comment after the last entry, which oned forgives': {
      given: given('VNC_PORTS = [\n    START = 5900\n    # one\n    # two\n]'),
      finds: [
        {
          message: 'strict',
          data: { path, line: 3, problem: 'in brackets, neither a comma nor the closing bracket follows the value' },
          host: 'frontend',
          path,
          line: 3,
          remedy: '--sqlite',
        },
      ],
    },
  },
  unknown: { 'the file may not be read': { given: { ...given(''), conf: { status: 'denied', reason: 'not for you' } }, because: 'not for you' } },
});
