import check from '../../../checks/ovirt/postgres-setting-unfit.ts';
import { cases } from '../../support/cases.ts';

const login = (host: string) => `ENGINE_DB_HOST="${host}"\nENGINE_DB_USER="engine"\n`;
const GOOD = {
  max_connections: '150',
  autovacuum: 'on',
  autovacuum_vacuum_scale_factor: '0.01',
  autovacuum_analyze_scale_factor: '0.075',
  autovacuum_max_workers: '6',
  maintenance_work_mem: '65536',
  work_mem: '8192',
  lc_messages: 'en_US.UTF-8',
  server_encoding: 'UTF8',
  server_version: '12.9',
};
const given = (host: string, other: Record<string, string | undefined> = {}) => ({
  login: login(host),
  settings: Object.entries({ ...GOOD, ...other }).flatMap(([name, setting]) => (setting === undefined ? [] : [{ name, setting }])),
});
const DB = 'db.lab.example';

cases(check, {
  on: { from: '4.4.10', to: '4.5.6', phase: 'pre' },
  passes: {
    'what is asked for, exactly': { given: given(DB) },
    'the other spelling of the locale': { given: given(DB, { lc_messages: 'en_US.utf8', server_encoding: 'utf-8' }) },
    'more than that': { given: given(DB, { max_connections: '1000', autovacuum_vacuum_scale_factor: '0' }) },
  },
  fails: {
    'a remote server': {
      given: given(DB, { max_connections: '149', autovacuum_vacuum_scale_factor: '0.1' }),
      finds: [
        {
          message: 'remote',
          data: { server: DB, name: 'max_connections', value: '149', needed: 'at least 150', line: 'max_connections = 150' },
          object: 'setting max_connections',
          remedy: 'max_connections = 150',
        },
        {
          message: 'remote',
          data: {
            server: DB,
            name: 'autovacuum_vacuum_scale_factor',
            value: '0.1',
            needed: 'at most 0.01',
            line: 'autovacuum_vacuum_scale_factor = 0.01',
          },
          object: 'setting autovacuum_vacuum_scale_factor',
        },
      ],
    },
    'the same machine': {
      given: given('localhost', { lc_messages: 'C' }),
      finds: [{ message: 'local', data: { name: 'lc_messages', value: 'C', needed: 'en_US.UTF-8' }, object: 'setting lc_messages' }],
    },
    'another encoding': {
      given: given('localhost', { server_encoding: 'SQL_ASCII' }),
      finds: [{ message: 'encoding', data: { value: 'SQL_ASCII' }, object: 'setting server_encoding', remedy: 'ENCODING UTF8' }],
    },
    'an empty or strange value': {
      given: given(DB, { work_mem: '\u001b[31m__proto__' }),
      finds: [
        {
          message: 'remote',
          data: { server: DB, name: 'work_mem', value: '\u001b[31m__proto__', needed: 'at least 8192 kB', line: 'work_mem = 8192' },
          object: 'setting work_mem',
        },
      ],
    },
  },
  unknown: {
    'one is not shown': { given: given(DB, { work_mem: undefined }), because: 'does not show its setting work_mem' },
    'none is shown': { given: { login: login(DB), settings: [] }, because: 'PostgreSQL shows no settings' },
  },
});
