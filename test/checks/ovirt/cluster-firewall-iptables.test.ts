import check from '../../../checks/ovirt/cluster-firewall-iptables.ts';
import { cases } from '../../support/cases.ts';
import { clusterRows, clustersXml } from './cluster-xml.ts';

const firewall = (type: string) => `<firewall_type>${type}</firewall_type>`;

cases(check, {
  on: { from: '4.3.11', to: '4.4.10', phase: 'pre' },
  passes: {
    firewalld: { given: { clusters: clustersXml({ a: firewall('firewalld') }), stored: clusterRows('a') } },
    'no cluster': { given: { clusters: clustersXml({}), stored: clusterRows() } },
  },
  fails: {
    'one of two': {
      given: { clusters: clustersXml({ a: firewall('firewalld'), b: firewall('iptables') }), stored: clusterRows('a', 'b') },
      finds: [{ message: 'iptables', data: { name: 'b' }, object: 'cluster b', remedy: 'set Firewall Type to firewalld' }],
    },
  },
  unknown: {
    'a cluster that the account may not see': {
      given: { clusters: clustersXml({ a: firewall('firewalld') }), stored: clusterRows('a', 'b') },
      because: 'the API does not list cluster b: its account may not see all clusters',
    },
    'nothing is said': { given: { clusters: clustersXml({ a: '' }), stored: clusterRows('a') }, because: 'which firewall the cluster a uses' },
  },
});
