import check from '../../../checks/ovirt/cluster-cpu-with-tsx.ts';
import { cases } from '../../support/cases.ts';

const cluster = (cpu: string | null, flags: string | null) => ({
  clusters: [{ cluster_id: 'c1', name: 'Default', compatibility_version: '4.4', storage_pool_id: 'd1', cpu_name: cpu, cpu_flags: flags }],
});
const SECURE = 'Secure Intel Skylake Server Family';

cases(check, {
  on: { from: '4.4.10', to: '4.5.6', phase: 'pre' },
  passes: {
    'the flags say that it has none': { given: cluster(SECURE, 'spec-ctrl,ssbd,model_Skylake-Server-noTSX-IBRS') },
    'another family': { given: cluster('Secure Intel Haswell Family', 'model_Haswell') },
    'for Gluster alone': { given: cluster(null, null) },
  },
  fails: {
    'old flags': {
      given: cluster(SECURE, 'spec-ctrl,ssbd,model_Skylake-Server'),
      finds: [
        { message: 'refused', data: { name: 'Default', cpu: SECURE }, object: 'cluster Default', remedy: 'save, even where it is chosen already' },
      ],
    },
    'no flags': { given: cluster(SECURE, null), finds: [{ message: 'refused', data: { name: 'Default', cpu: SECURE }, object: 'cluster Default' }] },
    'the insecure type': {
      given: cluster('Intel Cascadelake Server Family', 'model_Cascadelake-Server'),
      finds: [{ message: 'insecure', data: { name: 'Default', cpu: 'Intel Cascadelake Server Family' }, object: 'cluster Default' }],
    },
  },
  skips: {
    'a database without flags': {
      given: { clusters: [{ cluster_id: 'c1', name: 'Default', compatibility_version: '4.3', storage_pool_id: 'd1', cpu_name: SECURE }] },
      because: 'no flags of CPU types',
    },
  },
  unknown: { denied: { given: { clusters: { status: 'denied', reason: 'no' } }, because: 'clusters in the database on database: no' } },
});
