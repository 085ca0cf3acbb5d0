import check from '../../../checks/ovirt/database-object-owner-wrong.ts';
import { cases } from '../../support/cases.ts';

const login = 'ENGINE_DB_HOST="localhost"\nENGINE_DB_USER="engine"\nENGINE_DB_PASSWORD="s3cr3t"\nENGINE_DB_DATABASE="engine"\n';
const table = (name: string, owner = 'engine') => ({ schemaname: 'public', tablename: name, tableowner: owner });
const view = (name: string, owner = 'engine') => ({ schemaname: 'public', viewname: name, viewowner: owner });
const rest = { login, views: [view('vms')], materialized: [], sequences: [{ schemaname: 'public', sequencename: 's', sequenceowner: 'engine' }] };
const data = (kind: string, name: string) => ({ kind, name, owner: 'postgres', user: 'engine', database: 'engine' });

cases(check, {
  on: { from: '4.3.10', to: '4.3.11', phase: 'pre' },
  passes: {
    'all of the engine': { given: { ...rest, tables: [table('cluster'), table('vds_static')] } },
    'a PostgreSQL without pg_sequences': { given: { login, views: [], materialized: [], tables: [table('cluster')] } },
  },
  fails: {
    'a table and a view of postgres': {
      given: { ...rest, tables: [table('cluster'), table('x', 'postgres')], views: [view('y', 'postgres')] },
      finds: [
        {
          message: 'wrongOwner',
          data: data('table', 'x'),
          object: 'table x',
          remedy: `su - postgres -c 'psql -d engine -c '\\''ALTER TABLE public."x" OWNER TO "engine";'\\'''`,
        },
        { message: 'wrongOwner', data: data('view', 'y'), object: 'view y', remedy: 'ALTER VIEW public."y" OWNER TO "engine";' },
      ],
    },
    'a hostile name': {
      given: { ...rest, tables: [table('a"; DROP TABLE x; --', 'postgres')] },
      finds: [
        {
          message: 'wrongOwner',
          data: data('table', 'a"; DROP TABLE x; --'),
          object: 'table a"; DROP TABLE x; --',
          remedy: 'public."a""; DROP TABLE x; --"',
        },
      ],
    },
    'very many': {
      given: { ...rest, tables: Array.from({ length: 23 }, (_, index) => table(`t${index}`, 'postgres')) },
      finds: [
        ...Array.from({ length: 20 }, (_, index) => ({
          message: 'wrongOwner' as const,
          data: data('table', `t${index}`),
          object: `table t${index}`,
        })),
        { message: 'more', data: { count: 3, user: 'engine', database: 'engine' } },
      ],
    },
  },
  unknown: {
    'the configuration is denied': {
      given: { ...rest, tables: [], login: { status: 'denied', reason: 'Permission denied' } },
      because: 'address of the database on engine: Permission denied',
    },
    'the catalogue cannot be read': { given: { ...rest, tables: { status: 'denied', reason: 'no privilege' } }, because: 'no privilege' },
    'a user that is made of another variable': { given: { ...rest, tables: [], login: 'ENGINE_DB_USER="$X"\n' }, because: 'ENGINE_DB_USER is empty' },
  },
});
