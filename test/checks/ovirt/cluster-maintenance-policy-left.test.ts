import check from '../../../checks/ovirt/cluster-maintenance-policy-left.ts';
import { cases } from '../../support/cases.ts';
import { clusterRows, clustersXml } from './cluster-xml.ts';

const policy = (id: string) => `<scheduling_policy id="${id}"/>`;

cases(check, {
  on: { from: '4.3.10', to: '4.3.11', phase: 'post' },
  passes: { 'another policy': { given: { clusters: clustersXml({ a: policy('b4ed2332-a7ac-4d5f-9596-99a439cb2812') }), stored: clusterRows('a') } } },
  fails: {
    'one of two': {
      given: { clusters: clustersXml({ a: policy('7677771e-5eab-422e-83fa-dc04080d21b7'), b: '' }), stored: clusterRows('a', 'b') },
      finds: [{ message: 'left', data: { name: 'a' }, object: 'cluster a', remedy: 'Compute > Clusters > a > Edit > Scheduling Policy' }],
    },
  },
  skips: {
    'an engine that does not say it': {
      given: { clusters: clustersXml({ a: '' }), stored: clusterRows('a') },
      because: 'no cluster has a scheduling policy',
    },
  },
  unknown: {
    'a cluster that the account may not see': {
      given: { clusters: clustersXml({ a: policy('b4ed2332-a7ac-4d5f-9596-99a439cb2812') }), stored: clusterRows('a', 'b') },
      because: 'the API does not list cluster b: its account may not see all clusters',
    },
    'a page of a proxy': { given: { clusters: '<html/>', stored: [] }, because: 'the answer is <html>' },
  },
});
