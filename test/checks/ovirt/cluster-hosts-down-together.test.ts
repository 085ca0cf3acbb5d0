import check from '../../../checks/ovirt/cluster-hosts-down-together.ts';
import { cases } from '../../support/cases.ts';
import { cluster, clusters, DOWN, dataCenter, dataCenters, host, hosts, summary } from './fleet-answers.ts';

const given = (all: string[], fields = {}) => ({
  given: {
    summary: summary(all.length),
    clusters: clusters(cluster('c1', fields), cluster('c2')),
    dataCenters: dataCenters(dataCenter('d1')),
    hosts: hosts(...all),
  },
});
const away = { status: 'maintenance' };
const post = { phase: 'post' as const };
const object = 'cluster c1';

cases(check, {
  on: { from: '4.3.7', to: '4.3.10', phase: 'pre' },
  passes: {
    'one is away': given([host('h1'), host('h2', away)]),
    'one of each cluster is away': given([
      host('h1'),
      host('h2', away),
      host('h3', { 'cluster/@id': 'c2' }),
      host('h4', { ...away, 'cluster/@id': 'c2' }),
    ]),
    'the only one of its cluster is away for its update': given([host('h1', away)]),
    'all are back': { ...given([host('h1'), host('h2')]), ...post },
    'the upgrade of a cluster is running': given([host('h1'), host('h2', { status: 'installing' })], { upgrade_in_progress: true }),
  },
  fails: {
    'two are away': {
      ...given([host('h1'), host('h2', away), host('h3', { status: 'reboot' })]),
      finds: [{ message: 'several', data: { cluster: 'c1', hosts: 'h2, h3' }, object }],
    },
    'one is still away': {
      ...given([host('h1'), host('h2', away)]),
      ...post,
      finds: [{ message: 'stillAway', data: { cluster: 'c1', hosts: 'h2' }, object }],
    },
    'none is up': {
      ...given([host('h1', { status: 'non_operational' }), host('h2', away)]),
      finds: [{ message: 'allOfCluster', data: { cluster: 'c1', hosts: 'h1, h2' }, object }],
    },
    'none of a data center is up': {
      ...given([host('h1', away), host('h2', { ...away, 'cluster/@id': 'c2' })]),
      finds: [{ message: 'allOfDataCenter', data: { dataCenter: 'd1', hosts: 'h1, h2' }, object: 'data center d1' }],
    },
    'the mark of an upgrade is left': {
      ...given([host('h1'), host('h2')], { upgrade_in_progress: true }),
      ...post,
      finds: [{ message: 'stillUpgrading', data: { cluster: 'c1' }, object }],
    },
  },
  skips: { 'no host': { ...given([]), because: 'no hosts' } },
  unknown: {
    'an account that sees some': { given: { ...given([host('h1')]).given, summary: summary(3) }, because: '1 of 3 hosts' },
    'the engine does not answer': { given: { ...given([]).given, clusters: DOWN }, because: 'timed out' },
  },
});
