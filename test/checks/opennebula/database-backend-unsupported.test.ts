import check from '../../../checks/opennebula/database-backend-unsupported.ts';
import { cases } from '../../support/cases.ts';
import { frontend } from './support.ts';

const conf = (database: string): string => `PORT = 2633\n${database}\nVM_MAD = [ NAME = "kvm" ]\n`;
const MYSQL = 'DB = [ BACKEND = "mysql",   # comment, with ]\n       PASSWD  = "s3cret-canary",\n       DB_NAME = "one" ]';
const given = (database: string) => ({ ...frontend('6.8.3'), conf: conf(database) });
const at = { host: 'frontend', object: 'DB', path: '/etc/one/oned.conf' };

const path = at.path;

cases(check, {
  on: { from: '6.8.3', to: '7.0.1', phase: 'pre' },
  passes: {
    MySQL: { given: given(MYSQL) },
    SQLite: { given: given('DB = [ BACKEND = "sqlite",\n       TIMEOUT = 2500 ]') },
    'no DB, which is SQLite': { given: given('') },
    'small letters, the bracket on the next line': { given: given('db =\n[ backend = mysql ]'.replace('=\n', '= ')) },
    'PostgreSQL, for a target that knows it': { given: given('DB = [ BACKEND = "postgresql" ]'), from: '6.4.0', to: '6.8.3' },
  },
  fails: {
    PostgreSQL: {
      given: given('DB = [ BACKEND = "postgresql" ]'),
      finds: [{ message: 'postgresql', data: { path }, ...at, remedy: 'Move the database' }],
    },
    'capital letters': { given: given('DB = [ BACKEND = "MySQL" ]'), finds: [{ message: 'other', data: { path, backend: 'MySQL' }, ...at }] },
    'no BACKEND': { given: given('DB = [ SERVER = "db1" ]'), finds: [{ message: 'missing', data: { path }, ...at }] },
    'two of them': { given: given(`${MYSQL}\nDB = [ BACKEND = "sqlite" ]`), finds: [{ message: 'repeated', data: { path, times: 2 }, ...at }] },
  },
  unknown: {
    'the file may not be read': { given: { ...given(''), conf: { status: 'denied', reason: 'not for you' } }, because: 'not for you' },
    'a file that oned does not read': { given: given('DB = [ BACKEND = "mysql", ]'), because: '/etc/one/oned.conf cannot be read: line' },
  },
});
