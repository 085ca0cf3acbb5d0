import check from '../../../checks/opennebula/lvm-bridge-list-missing.ts';
import { cases } from '../../support/cases.ts';
import { broken, DENIED, tag } from './rows.ts';

const store = (oid: number, type: number, driver: string, bridges?: string) => ({
  oid,
  name: `datastore${oid}`,
  body: `<DATASTORE><TYPE>${type}</TYPE>${tag('TM_MAD', driver)}<TEMPLATE>${bridges === undefined ? '' : tag('BRIDGE_LIST', bridges)}</TEMPLATE></DATASTORE>`,
});

cases(check, {
  on: { from: '6.10.2', to: '7.0.1', phase: 'pre' },
  passes: {
    'both have one': { given: { datastores: [store(0, 1, 'fs_lvm', 'node1'), store(1, 0, 'fs_lvm', 'node1')] } },
    'neither has one': { given: { datastores: [store(0, 1, 'fs_lvm'), store(1, 0, 'fs_lvm', '')] } },
    'only the image datastore has one': { given: { datastores: [store(0, 1, 'fs_lvm'), store(1, 0, 'fs_lvm', 'node1')] } },
  },
  fails: {
    'only the system datastore has one': {
      given: { datastores: [store(0, 1, 'fs_lvm', 'node1 node2'), store(1, 0, 'fs_lvm'), store(2, 0, 'fs_lvm_ssh', ' '), store(3, 0, 'ssh')] },
      finds: [
        {
          message: 'missing',
          data: { id: 1, name: 'datastore1', driver: 'fs_lvm', system: 'datastore0' },
          object: 'datastore 1',
          remedy: 'onedatastore update 1',
        },
        { message: 'missing', data: { id: 2, name: 'datastore2', driver: 'fs_lvm_ssh', system: 'datastore0' }, object: 'datastore 2' },
      ],
    },
  },
  skips: { 'no LVM': { given: { datastores: [store(0, 1, 'ssh', 'node1'), store(1, 0, 'lvm')] }, because: 'no datastore has an LVM driver' } },
  unknown: {
    'the table may not be read': { given: { datastores: DENIED }, because: 'SELECT command denied' },
    'a body that is no XML': { given: { datastores: [broken(7)] }, because: 'the body of datastore 7 is no XML' },
  },
});
