import check from '../../../checks/ovirt/data-center-level-unsupported.ts';
import { cases } from '../../support/cases.ts';

const dataCenter = (name: string, level: string) => ({ id: name, name, compatibility_version: level, status: 1 });
const cluster = (dc: string | null, level: string) => ({
  cluster_id: level,
  name: level,
  compatibility_version: level,
  storage_pool_id: dc,
  cpu_name: null,
});

cases(check, {
  on: { from: '4.3.11', to: '4.4.10', phase: 'pre' },
  passes: {
    'no data center': { given: { dataCenters: [], clusters: [] } },
    'below its clusters': { given: { dataCenters: [dataCenter('d1', '4.2')], clusters: [cluster('d1', '4.3'), cluster('d1', '4.2')] } },
    'an old cluster of another': { given: { dataCenters: [dataCenter('d1', '4.3')], clusters: [cluster('d2', '4.2'), cluster(null, '4.2')] } },
  },
  fails: {
    '4.1 for 4.4': {
      given: { dataCenters: [dataCenter('d1', '4.1')], clusters: [cluster('d1', '4.3')] },
      finds: [
        {
          message: 'unsupported',
          data: { name: 'd1', level: '4.1', target: '4.4.10', levels: '4.2, 4.3, 4.4, 4.5, 4.6' },
          object: 'data center d1',
          remedy: 'Compute > Data Centers > d1 > Edit',
        },
      ],
    },
    'above a cluster': {
      given: { dataCenters: [dataCenter('d1', '4.3')], clusters: [cluster('d1', '4.3'), cluster('d1', '4.2')] },
      finds: [{ message: 'aboveClusters', data: { name: 'd1', level: '4.3', lowest: '4.2' }, object: 'data center d1' }],
    },
  },
  unknown: {
    denied: {
      given: { dataCenters: { status: 'denied', reason: 'permission denied for table storage_pool' }, clusters: [] },
      because: 'storage_pool',
    },
    'a target that nobody knows': { given: { dataCenters: [dataCenter('d1', '4.7')], clusters: [] }, to: '4.6', because: 'which levels oVirt 4.6' },
  },
});
