import check from '../../../checks/opennebula/database-version-mismatch.ts';
import { cases } from '../../support/cases.ts';
import { DENIED, versionRows } from './rows.ts';
import { deb, file, frontend, oned } from './support.ts';

const given = (database: string, installed: string) => ({ ...frontend(installed), versions: versionRows('5.12.0', database) });
const found = (message: 'older' | 'newer' | 'waiting', database: string, installed: string, expected: string, remedy?: string) => ({
  message,
  data: { database, installed, expected },
  object: 'table db_versioning',
  ...(remedy !== undefined && { remedy }),
});

cases(check, {
  on: { from: '6.10.2', to: '7.0.1', phase: 'pre' },
  passes: {
    'the same release, of another update': { given: given('6.10.0', '6.10.3') },
    'an update of the Enterprise Edition': { given: given('6.10.0', '6.10.0.1') },
    'after the upgrade': { given: given('7.0.0', '7.0.1'), phase: 'post' },
    'a development version': { given: given('7.5.0', '7.5.80'), phase: 'post' },
    'rows in another order': {
      given: {
        ...frontend('6.10.0'),
        versions: [
          { oid: 10, version: '6.10.0' },
          { oid: 9, version: '6.8.0' },
        ],
      },
    },
    'the version of the package, where oned says none': {
      given: { ...frontend('6.10.2'), said: { stdout: '', exit: 127 }, deb: deb({ opennebula: '6.10.2' }), versions: versionRows('6.10.0') },
    },
  },
  notes: {
    'between the packages and onedb upgrade': {
      given: given('6.10.0', '7.0.1'),
      phase: 'installed',
      finds: [found('waiting', '6.10.0', '7.0.1', '7.0.0')],
    },
  },
  fails: {
    'an upgrade that was never finished': {
      given: given('6.8.0', '6.10.2'),
      finds: [found('older', '6.8.0', '6.10.2', '6.10.0', 'onedb upgrade -v')],
    },
    'the same after the upgrade, where 6.10 is newer than 6.8': {
      given: given('6.10.0', '7.0.1'),
      phase: 'post',
      finds: [found('older', '6.10.0', '7.0.1', '7.0.0')],
    },
    'packages that are older than the database': {
      given: given('7.0.0', '6.10.2'),
      finds: [found('newer', '7.0.0', '6.10.2', '6.10.0', 'Install the packages')],
    },
    'no row at all': {
      given: { ...frontend('7.0.1'), versions: [] },
      phase: 'post',
      finds: [{ message: 'unversioned', data: {}, object: 'table db_versioning' }],
    },
    'a version that is none': { given: given('x', '7.0.1'), phase: 'post', finds: [found('older', 'x', '7.0.1', '7.0.0')] },
  },
  unknown: {
    'the table may not be read': { given: { ...frontend('7.0.1'), versions: DENIED }, because: 'versions of the database on database: SELECT' },
    'nobody says a version': {
      given: { ...frontend('7.0.1'), said: oned('x'), versions: versionRows('7.0.0') },
      because: 'no front-end says which OpenNebula',
    },
    'front-ends of two releases': {
      given: {
        oned: { on: { f1: [file('/usr/bin/oned')], f2: [file('/usr/bin/oned')] } },
        said: { on: { f1: oned('6.10.2'), f2: oned('7.0.1') } },
        versions: versionRows('6.10.0'),
      },
      because: 'OpenNebula 6.10.2, 7.0.1, which is not one release',
    },
  },
});
