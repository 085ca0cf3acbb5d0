import { check, type Outcome, skip } from '../../src/index.ts';
import { databaseClusters } from './facts/database-clusters.ts';
import { clusterObject } from './update-scope.ts';

const AFFECTED = ['Intel Skylake Client Family', 'Intel Skylake Server Family', 'Intel Cascadelake Server Family'];

const choose = ({ name }: { readonly name: string | number }) =>
  `In the Administration Portal, Compute > Clusters > ${name} > Edit: choose the Secure type of the same family and save, even where it is chosen already, so that its flags are written anew. Its virtual machines get them with their next start.`;

export default check({
  id: 'ovirt/cluster-cpu-with-tsx',
  title: 'No cluster has a CPU type with TSX, which newer kernels switch off',
  severity: 'blocker',
  applies: {
    platform: 'ovirt',
    phases: ['pre', 'post'],
    paths: [{ from: '>=4.4' }],
    because: '4.3 does not know the flags of a type, and its hosts keep TSX',
  },
  why: 'Hosts of Enterprise Linux 8.3 and newer have no TSX. The engine refuses to upgrade a host whose cluster still has it, as virtual machines could not be migrated to it.',
  fix: { refused: choose, insecure: choose },
  refs: ['https://bugzilla.redhat.com/show_bug.cgi?id=1905158'],
  covers: ['A.3.38'],
  needs: { clusters: databaseClusters },
  messages: {
    refused: 'Cluster {name} has the CPU type {cpu} with flags from before TSX was removed, for which the engine refuses to upgrade hosts.',
    insecure: { text: 'Cluster {name} has the CPU type {cpu}, which has TSX.', severity: 'warning' },
  },
  judge({ clusters }, found) {
    if (clusters.every(({ cpuFlags }) => cpuFlags === undefined)) return skip('the database has no flags of CPU types');
    return clusters.flatMap((cluster): Outcome[] => {
      const [cpu, at] = [cluster.cpuName ?? '', { object: clusterObject(cluster) }];
      if (AFFECTED.includes(cpu)) return [found.insecure({ name: cluster.name, cpu }, at)];
      const isAffected = cpu.startsWith('Secure ') && AFFECTED.includes(cpu.slice('Secure '.length));
      return isAffected && !(cluster.cpuFlags ?? '').includes('-noTSX') ? [found.refused({ name: cluster.name, cpu }, at)] : [];
    });
  },
});
