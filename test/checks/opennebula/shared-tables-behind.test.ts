import check from '../../../checks/opennebula/shared-tables-behind.ts';
import { cases } from '../../support/cases.ts';
import { onedConf } from './clusters.ts';
import { DENIED } from './hosts.ts';

const versions = (...all: string[]) => all.map((version, oid) => ({ oid, version }));
const deployments = onedConf({ mode: 'slave', zone: 100, master: 'http://192.0.2.1:2633/RPC2' });

cases(check, {
  on: { from: '6.10.2', to: '7.0.1', phase: 'installed' },
  passes: {
    imported: { given: { deployments, versions: versions('6.10.0', '7.0.0') } },
    'the rows are in no order': { given: { deployments, versions: versions('6.10.0', '7.0.0').reverse() } },
  },
  fails: {
    'still those of the old master': {
      given: { deployments, versions: versions('6.8.0', '6.10.0') },
      finds: [
        {
          message: 'behind',
          data: { database: 'database', version: '6.10.0', target: '7.0' },
          host: 'database',
          object: 'table db_versioning',
          remedy: 'onedb restore -v --federated',
        },
      ],
    },
  },
  skips: { 'a master': { given: { deployments: onedConf({ mode: 'MASTER' }), versions: versions('6.10.0') }, because: 'not the MODE SLAVE' } },
  unknown: {
    'no version': { given: { deployments, versions: versions('x') }, because: 'names no version' },
    denied: { given: { deployments: DENIED, versions: versions('6.10.0') }, because: 'permission denied' },
  },
});
