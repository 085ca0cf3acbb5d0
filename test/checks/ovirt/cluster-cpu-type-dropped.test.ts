import check from '../../../checks/ovirt/cluster-cpu-type-dropped.ts';
import { cases } from '../../support/cases.ts';

const cluster = (cpu: string | null, level = '4.3', name = 'Default') => ({
  cluster_id: 'c1',
  name,
  compatibility_version: level,
  storage_pool_id: 'd1',
  cpu_name: cpu,
});
const option = (name: string, value: string, version = 'general') => ({ option_name: name, option_value: value, version });
const list = (...names: string[]) => names.map((name, index) => `${index}:${name}:vmx,nx:model:x86_64`).join('; ');
const options = [
  option('SupportedClusterLevels', '4.4,4.2,4.3'),
  option('ServerCPUList', list('Intel Conroe Family', 'Intel Haswell-noTSX Family'), '4.2'),
  option('ServerCPUList', list('Intel Nehalem Family', 'Intel Haswell-noTSX Family'), '4.3'),
  option('ServerCPUList', list('Intel Nehalem Family', 'Intel Haswell Family', 'Secure Intel Haswell Family', 'Secure AMD EPYC'), '4.4'),
];
const given = (cpu: string | null, level?: string) => ({ clusters: [cluster(cpu, level)], options });
const found = (cpu: string, next: string) =>
  ({ message: 'dropped', data: { name: 'Default', cpu, next }, object: 'cluster Default', remedy: 'CPU Type' }) as const;

cases(check, {
  on: { from: '4.4.10', to: '4.5.6', phase: 'pre' },
  passes: {
    'it is still there': { given: given('Intel Nehalem Family') },
    'the newest level': { given: given('Intel Conroe Family', '4.4') },
    'for Gluster alone': { given: given(null) },
  },
  fails: {
    dropped: { given: given('Intel Conroe Family', '4.2'), finds: [found('Intel Conroe Family', '4.3')] },
    'a hostile name': { given: given("\u001b[31m';x", '4.2'), finds: [found("\u001b[31m';x", '4.3')] },
    'without TSX': {
      given: given('Intel Haswell-noTSX Family'),
      finds: [
        {
          message: 'renamed',
          data: { name: 'Default', cpu: 'Intel Haswell-noTSX Family', next: '4.4', others: 'Intel Haswell Family and Secure Intel Haswell Family' },
          object: 'cluster Default',
        },
      ],
    },
    'with its mitigations': {
      given: given('AMD EPYC IBPB SSBD'),
      finds: [
        {
          message: 'renamed',
          data: { name: 'Default', cpu: 'AMD EPYC IBPB SSBD', next: '4.4', others: 'Secure AMD EPYC' },
          object: 'cluster Default',
        },
      ],
    },
  },
  unknown: {
    'no levels': { given: { clusters: [cluster('x')], options: [] }, because: 'which levels this engine supports' },
    'no list for the level': { given: { clusters: [cluster('x')], options: options.slice(0, 1) }, because: 'which CPU types the level 4.4 has' },
  },
});
