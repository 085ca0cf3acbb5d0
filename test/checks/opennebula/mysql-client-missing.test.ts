import check from '../../../checks/opennebula/mysql-client-missing.ts';
import { cases } from '../../support/cases.ts';
import { ABSENT, DENIED, server, versionRows } from './rows.ts';
import { frontend } from './support.ts';

const common = { ...frontend('6.10.2'), versions: versionRows('6.10.0'), server: server('10.11.8-MariaDB') };
const program = (name: string, mode = '0755') => ({ path: `/usr/bin/${name}`, mode });
const found = (name: string) => ({ message: 'missing' as const, data: { program: name }, host: 'frontend', object: `program ${name}` });

cases(check, {
  on: { from: '6.10.2', to: '7.0.1', phase: 'pre' },
  passes: {
    'both, one of them a link': { given: { ...common, clients: [{ ...program('mysql', '0777'), type: 'link' }, program('mysqldump')] } },
  },
  fails: {
    none: {
      given: { ...common, clients: [] },
      finds: [
        { ...found('mysql'), remedy: 'ln -s /usr/bin/mariadb /usr/bin/mysql' },
        { ...found('mysqldump'), remedy: 'ln -s /usr/bin/mariadb-dump /usr/bin/mysqldump' },
      ],
    },
    'one that cannot be run': { given: { ...common, clients: [program('mysql'), program('mysqldump', '0644')] }, finds: [found('mysqldump')] },
  },
  skips: { SQLite: { given: { ...common, server: ABSENT, clients: [] }, because: 'SQLite' } },
  unknown: {
    'the variables may not be read': { given: { ...common, server: DENIED, clients: [] }, because: 'SELECT command denied' },
    'the front-end does not answer': { given: { ...common, clients: { status: 'unreachable', reason: 'no route' } }, because: 'no route' },
  },
});
