import check from '../../../checks/ovirt/cluster-firewall-iptables.ts';
import { cases } from '../../support/cases.ts';
import { clustersXml } from './cluster-xml.ts';

const firewall = (type: string) => `<firewall_type>${type}</firewall_type>`;

cases(check, {
  on: { from: '4.3.11', to: '4.4.10', phase: 'pre' },
  passes: { firewalld: { given: { clusters: clustersXml({ a: firewall('firewalld') }) } }, 'no cluster': { given: { clusters: clustersXml({}) } } },
  fails: {
    'one of two': {
      given: { clusters: clustersXml({ a: firewall('firewalld'), b: firewall('iptables') }) },
      finds: [{ message: 'iptables', data: { name: 'b' }, object: 'cluster b', remedy: 'set Firewall Type to firewalld' }],
    },
  },
  unknown: { 'nothing is said': { given: { clusters: clustersXml({ a: '' }) }, because: 'which firewall the cluster a uses' } },
});
