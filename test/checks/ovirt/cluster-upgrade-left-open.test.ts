import check from '../../../checks/ovirt/cluster-upgrade-left-open.ts';
import { cases } from '../../support/cases.ts';
import { clusterRows, clustersXml } from './cluster-xml.ts';

const flag = (value: boolean) => `<upgrade_in_progress>${value}</upgrade_in_progress>`;

cases(check, {
  on: { from: '4.5.5', to: '4.5.6', phase: 'post' },
  passes: {
    'none is': { given: { clusters: clustersXml({ a: flag(false) }), stored: clusterRows('a') } },
    'no cluster': { given: { clusters: clustersXml({}), stored: clusterRows() } },
  },
  fails: {
    'one of two': {
      given: { clusters: clustersXml({ a: flag(false), b: flag(true) }), stored: clusterRows('a', 'b') },
      finds: [{ message: 'open', data: { name: 'b', id: 'id-b' }, object: 'cluster b', remedy: '/ovirt-engine/api/clusters/id-b/upgrade' }],
    },
  },
  skips: {
    'an engine that does not say it': {
      given: { clusters: clustersXml({ a: '' }), stored: clusterRows('a') },
      because: 'does not say which clusters',
    },
  },
  unknown: {
    'a cluster that the account may not see': {
      given: { clusters: clustersXml({ a: flag(false) }), stored: clusterRows('a', 'b') },
      because: 'the API does not list cluster b: its account may not see all clusters',
    },
    'a value that is none': {
      given: { clusters: clustersXml({ a: '<upgrade_in_progress>maybe</upgrade_in_progress>' }), stored: clusterRows('a') },
      because: 'neither true nor false',
    },
  },
});
