import check from '../../../checks/ovirt/uuid-extension-missing.ts';
import { cases } from '../../support/cases.ts';

const login = (host: string, database = 'engine') => `ENGINE_DB_HOST="${host}"\nENGINE_DB_USER="engine"\nENGINE_DB_DATABASE="${database}"\n`;

cases(check, {
  on: { from: '4.3.10', to: '4.3.11', phase: 'pre' },
  passes: { 'it is there': { given: { login: login('db.lab.example'), extensions: [{ extname: 'plpgsql' }, { extname: 'uuid-ossp' }] } } },
  fails: {
    'a remote server': {
      given: { login: login('db.lab.example'), extensions: [{ extname: 'plpgsql' }] },
      finds: [
        {
          message: 'remote',
          data: { database: 'engine', server: 'db.lab.example' },
          object: 'extension uuid-ossp',
          remedy: 'CREATE EXTENSION "uuid-ossp";',
        },
      ],
    },
    'on the same machine': {
      given: { login: login('localhost'), extensions: [{ extname: 'uuid_ossp' }] },
      finds: [{ message: 'local', data: { database: 'engine' }, object: 'extension uuid-ossp' }],
    },
    'a hostile name': {
      given: { login: login('::1', "e';reboot;'"), extensions: [] },
      finds: [{ message: 'local', data: { database: "e';reboot;'" }, object: 'extension uuid-ossp', remedy: 'reboot' }],
    },
  },
  unknown: {
    denied: {
      given: { login: login('localhost'), extensions: { status: 'denied', reason: 'no' } },
      because: 'extensions of the database on database: no',
    },
  },
});
