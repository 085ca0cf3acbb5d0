import check from '../../../checks/opennebula/database-backend-changed.ts';
import { cases } from '../../support/cases.ts';
import { frontend } from './support.ts';

const conf = (database: string): string => `PORT = 2633\n${database}\nVM_MAD = [ NAME = "kvm" ]\n`;
const MYSQL = 'DB = [ BACKEND = "mysql",   # comment, with ]\n       PASSWD  = "s3cret-canary",\n       DB_NAME = "one" ]';
const given = (now: string, was: string) => ({ ...frontend('7.0.1'), conf: conf(now), earlier: conf(was) });
const at = { host: 'frontend', object: 'DB', path: '/etc/one/oned.conf' };

const STOCK = 'DB = [ BACKEND = "sqlite",\n       TIMEOUT = 2500 ]';

cases(check, {
  on: { from: '6.8.3', to: '7.0.1', phase: 'installed' },
  passes: {
    'the same': { given: given(MYSQL, MYSQL) },
    'the same, with another password and in another order': { given: given('DB = [ DB_NAME = "one", PASSWD = "x", BACKEND = "mysql" ]', MYSQL) },
    'SQLite by name, and by default': { given: given(STOCK, '') },
  },
  fails: {
    'the stock file': {
      given: given(STOCK, MYSQL),
      finds: [
        {
          message: 'changed',
          data: { path: at.path, now: 'sqlite /var/lib/one/one.db', was: 'mysql one' },
          ...at,
          remedy: 'mv /etc/one/oned.conf.rpmsave /etc/one/oned.conf',
        },
      ],
    },
    'another schema': {
      given: given('DB = [ BACKEND = "mysql" ]', MYSQL),
      finds: [{ message: 'changed', data: { path: at.path, now: 'mysql opennebula', was: 'mysql one' }, ...at }],
    },
    'no BACKEND any more': {
      given: given('DB = [ DB_NAME = "one" ]', MYSQL),
      phase: 'post',
      finds: [{ message: 'changed', data: { path: at.path, now: 'without BACKEND one', was: 'mysql one' }, ...at }],
    },
  },
  unknown: {
    'no snapshot from before': { given: { ...frontend('7.0.1'), conf: conf(MYSQL) }, because: 'is not there' },
    'it cannot be read now': { given: given('DB = [', MYSQL), because: 'cannot be read, now or before' },
    'the file may not be read': { given: { ...given('', ''), conf: { status: 'denied', reason: 'not for you' } }, because: 'not for you' },
  },
});
