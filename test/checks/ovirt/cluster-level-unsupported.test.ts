import check from '../../../checks/ovirt/cluster-level-unsupported.ts';
import { cases } from '../../support/cases.ts';

const cluster = (name: string, level: string) => ({ cluster_id: name, name, compatibility_version: level, storage_pool_id: 'd1', cpu_name: null });
const given = (...levels: string[]) => ({ clusters: levels.map((level, index) => cluster(`c${index}`, level)) });
const L44 = '4.2, 4.3, 4.4, 4.5, 4.6';

cases(check, {
  on: { from: '4.4.10.7', to: '4.5.6', phase: 'pre' },
  passes: {
    'no cluster': { given: { clusters: [] } },
    'the newest level': { given: given('4.6') },
    '4.3 for 4.3': { given: given('4.3'), from: '4.3.10', to: '4.3.11' },
    '4.8 for 4.5.7': { given: given('4.8'), from: '4.5.7', to: '4.5.7' },
  },
  notes: {
    'not the newest level of this engine': {
      given: given('4.3', '4.6'),
      finds: [{ message: 'behind', data: { name: 'c0', level: '4.3', newest: '4.6' }, object: 'cluster c0' }],
    },
  },
  fails: {
    '4.1 for 4.4': {
      given: given('4.1', '4.3'),
      from: '4.3.11',
      to: '4.4.10',
      finds: [
        {
          message: 'unsupported',
          data: { name: 'c0', level: '4.1', target: '4.4.10', levels: L44 },
          object: 'cluster c0',
          remedy: 'Compute > Clusters > c0',
        },
      ],
    },
    '4.2 for 4.5, which setup takes and the guide does not': {
      given: given('4.2'),
      finds: [{ message: 'advised', data: { name: 'c0', level: '4.2', target: '4.5.6', advised: '4.3' }, object: 'cluster c0' }],
    },
    '4.8 for 4.5.6': {
      given: given('4.8'),
      finds: [{ message: 'unsupported', data: { name: 'c0', level: '4.8', target: '4.5.6', levels: `${L44}, 4.7` }, object: 'cluster c0' }],
    },
    '4.30 is not 4.3, and names are hostile': {
      given: { clusters: [cluster("\u001b[31m'__proto__", '4.30')] },
      finds: [
        {
          message: 'unsupported',
          data: { name: "\u001b[31m'__proto__", level: '4.30', target: '4.5.6', levels: `${L44}, 4.7` },
          object: "cluster \u001b[31m'__proto__",
        },
      ],
    },
  },
  unknown: {
    'no table': { given: {}, because: 'clusters in the database on database' },
    'a target that nobody knows': { given: given('4.7'), to: '5.0', because: 'which levels oVirt 5.0 supports' },
  },
});
