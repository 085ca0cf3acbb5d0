import check from '../../../checks/opennebula/datastore-driver-dropped.ts';
import { cases } from '../../support/cases.ts';
import { body, broken, DENIED, tag } from './rows.ts';

const store = (oid: number, driver: string, transfer: string) => body(oid, 'DATASTORE', tag('DS_MAD', driver) + tag('TM_MAD', transfer));
const found = (message: 'dropped' | 'own', id: number, driver: string, list: string) => ({
  message,
  data: { id, name: `datastore${id}`, driver, list, ...(message === 'dropped' && { since: '7.0' }) },
  object: `datastore ${id}`,
});

cases(check, {
  on: { from: '6.10.2', to: '7.0.1', phase: 'pre' },
  passes: {
    'what OpenNebula ships, a system datastore, and one without drivers': {
      given: { datastores: [store(1, 'fs', 'qcow2'), store(0, '-', 'ssh'), store(2, 'restic', '-'), body(3, 'DATASTORE', '')] },
    },
  },
  fails: {
    vCenter: {
      given: { datastores: [store(5, 'vcenter', 'vcenter')] },
      finds: [{ ...found('dropped', 5, 'vcenter', 'DATASTORE_MAD'), remedy: 'onedatastore show 5' }, found('dropped', 5, 'vcenter', 'TM_MAD')],
    },
    'drivers of somebody else': {
      given: { datastores: [store(5, 'storpool', 'storpool'), store(6, 'qcow2', 'fs')] },
      finds: [
        { ...found('own', 5, 'storpool', 'DATASTORE_MAD'), remedy: 'ARGUMENTS of DATASTORE_MAD' },
        found('own', 5, 'storpool', 'TM_MAD'),
        found('own', 6, 'qcow2', 'DATASTORE_MAD'),
        found('own', 6, 'fs', 'TM_MAD'),
      ],
    },
  },
  unknown: {
    'the table may not be read': { given: { datastores: DENIED }, because: 'datastores on database: SELECT' },
    'a body that is no XML': { given: { datastores: [broken(7)] }, because: 'the body of datastore 7 is no XML' },
  },
});
