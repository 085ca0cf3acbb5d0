import check from '../../../checks/ovirt/cluster-host-versions-differ.ts';
import { cases } from '../../support/cases.ts';
import { cluster, clusters, DOWN, host, hosts, summary } from './fleet-answers.ts';

const version = (vdsm: string, libvirt = '4.5.0-36.el7', os = '7 - 8.2003.0.el7.centos') => ({
  'version/full_version': `vdsm-${vdsm}-1.el7`,
  'libvirt_version/full_version': `libvirt-${libvirt}`,
  'os/version/full_version': os,
  'os/version/major': os[0],
});
const given = (...all: string[]) => ({
  given: { summary: summary(all.length), clusters: clusters(cluster('c1'), cluster('c2')), hosts: hosts(...all) },
});
const [old, young] = [version('4.30.43', '4.5.0-33.el7'), version('4.30.46')];
const object = 'cluster c1';

cases(check, {
  on: { from: '4.3.7', to: '4.3.10', phase: 'post' },
  passes: {
    'all the same': given(host('h1', young), host('h2', young)),
    'another one is down, or in another cluster': given(
      host('h1', young),
      host('h2', young),
      host('h3', { ...old, status: 'maintenance' }),
      host('h4', { ...old, 'cluster/@id': 'c2' }),
    ),
  },
  fails: {
    'one is behind': {
      ...given(host('h1', young), host('h2', old), host('h3', young)),
      finds: [
        { message: 'differ', data: { cluster: 'c1', what: 'vdsm', versions: 'vdsm-4.30.46-1.el7 on h1, h3; vdsm-4.30.43-1.el7 on h2' }, object },
        {
          message: 'differ',
          data: { cluster: 'c1', what: 'libvirt', versions: 'libvirt-4.5.0-36.el7 on h1, h3; libvirt-4.5.0-33.el7 on h2' },
          object,
        },
      ],
    },
    'two major releases': {
      ...given(host('h1', young), host('h2', version('4.30.46', '4.5.0-36.el7', '8 - 2.2004.0.1.el8'))),
      finds: [{ message: 'majors', data: { cluster: 'c1', versions: '7 on h1; 8 on h2' }, object }],
    },
  },
  skips: { 'one host each': { ...given(host('h1', young), host('h2', { ...old, 'cluster/@id': 'c2' })), because: 'more than one host that is up' } },
  unknown: {
    'one says no version': { ...given(host('h1', young), host('h2')), because: 'versions of host h2' },
    'an account that sees some': { given: { ...given(host('h1', young), host('h2', young)).given, summary: summary(5) }, because: '2 of 5 hosts' },
    'the engine does not answer': { given: { summary: DOWN, clusters: DOWN, hosts: DOWN }, because: 'timed out' },
  },
});
