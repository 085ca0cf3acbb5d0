import check from '../../../checks/ovirt/postgres-version-unfit.ts';
import { cases } from '../../support/cases.ts';
import { rpmSays } from './rpm-says.ts';

const login = (host: string) => `ENGINE_DB_HOST="${host}"\nENGINE_DB_USER="engine"\n`;
const given = (server: string, client: string[], host = 'db.lab.example') => ({
  login: login(host),
  settings: [{ name: 'server_version', setting: server }],
  clients: rpmSays(check.needs.clients, client),
});
const at = { host: 'engine', object: 'PostgreSQL' };

cases(check, {
  on: { from: '4.4.10.7', to: '4.5.6', phase: 'pre' },
  passes: {
    'the same release': { given: given('12.9', ['postgresql 12.9']) },
    'what a distribution adds to it': { given: given('12.9 (Ubuntu 12.9-1.pgdg)', ['postgresql 12.9']) },
    'another patch release, for 4.5.7': { given: given('12.9', ['postgresql 13.4']), to: '4.5.7' },
    '4.3 takes the client of the collection': {
      given: given('10.12', ['postgresql 9.2.24', 'rh-postgresql10-postgresql 10.12']),
      from: '4.3.10',
      to: '4.3.11',
    },
    'a remote server for the move to 4.4': { given: given('12.3', ['rh-postgresql10-postgresql 10.12']), from: '4.3.11', to: '4.4.10' },
  },
  fails: {
    'another patch release': {
      given: given('12.10', ['postgresql 12.1']),
      finds: [{ message: 'differ', data: { server: '12.10', client: '12.1', target: '4.5.6' }, ...at }],
    },
    'another patch release, and any 4.5': {
      given: given('12.9', ['postgresql 12.8']),
      to: '4.5',
      finds: [{ message: 'mayDiffer', data: { server: '12.9', client: '12.8' }, ...at }],
    },
    'an older client': {
      given: given('14.2', ['postgresql 13.9']),
      to: '4.5.7',
      finds: [{ message: 'clientOld', data: { server: '14.2', client: '13.9' }, ...at, remedy: 'PostgreSQL 14.2 or newer' }],
    },
    'a remote server that is too old for 4.4': {
      given: given('10.12', ['rh-postgresql10-postgresql 10.12']),
      from: '4.3.11',
      to: '4.4.10',
      finds: [{ message: 'serverOld', data: { server: '10.12', target: '4.4.10' }, ...at }],
    },
  },
  skips: {
    'the move of a local database to 4.4': {
      given: given('10.12', ['rh-postgresql10-postgresql 10.12'], 'localhost'),
      from: '4.3.11',
      to: '4.4.10',
      because: 'a server of its own',
    },
  },
  unknown: {
    'no client': { given: given('12.9', []), because: 'no package with the client of PostgreSQL' },
    'no version': { given: given('\u001b[31mx', ['postgresql 12.9']), because: 'does not say its version' },
    'rpm is broken': {
      given: { ...given('12.9', []), clients: { stdout: '', stderr: 'error: db5', exit: 1 } },
      because: 'rpm says nothing of postgresql',
    },
  },
});
