import { children, type Element, fact, http } from '../../../src/index.ts';
import { documentOf, flagAt, idAt, known, levelAt, needId, needText, numberAt, textAt } from '../api.ts';

/** One cluster. What is not there, this engine does not say. */
export interface Cluster {
  readonly id: string;
  readonly name: string;
  /** Its compatibility version: `4.3`. */
  readonly level: string;
  /** The id of its data center; a cluster may have none. */
  readonly dataCenter?: string;
  readonly architecture?: string;
  /** `Intel Haswell-noTSX Family`; none where it is for Gluster alone. */
  readonly cpuType?: string;
  /** How much of the memory of a host may be promised: 100, 150, 200. */
  readonly overCommitPercent?: number;
  /** What becomes of its virtual machines where a host fails: `migrate`, `migrate_highly_available` or `do_not_migrate`. */
  readonly onError?: string;
  /** Ids. */
  readonly migrationPolicy?: string;
  readonly schedulingPolicy?: string;
  readonly haReservation?: boolean;
  readonly virtService?: boolean;
  readonly glusterService?: boolean;
  readonly firewallType?: string;
  /** Since 4.5. */
  readonly upgradeInProgress?: boolean;
  readonly upgradePercentComplete?: number;
}

const PATHS = [
  ...['@id', 'name', 'version/major', 'version/minor', 'data_center/@id', 'cpu/architecture', 'cpu/type'],
  ...['memory_policy/over_commit/percent', 'error_handling/on_error', 'migration/policy/@id', 'scheduling_policy/@id', 'ha_reservation'],
  ...['virt_service', 'gluster_service', 'firewall_type', 'upgrade_in_progress', 'upgrade_percent_complete'],
].map(path => `cluster/${path}`);

/**
 *     <cluster id="c1"><name>Default</name><version><major>4</major><minor>3</minor></version><data_center id="d1"/>
 *       <error_handling><on_error>migrate</on_error></error_handling></cluster>
 */
export const clusters = fact({
  id: 'ovirt.clusters',
  title: 'clusters',
  role: 'api',
  query: http('/api/clusters?all_content=true', { xml: PATHS }),
  parse: (body): Cluster[] => children(documentOf(body, 'clusters'), 'cluster').map(toCluster),
});

const toCluster = (cluster: Element): Cluster => ({
  id: needId(cluster),
  name: needText(cluster, 'name'),
  level: levelAt(cluster, 'version') ?? needText(cluster, 'version/major'),
  ...known({
    dataCenter: idAt(cluster, 'data_center'),
    architecture: textAt(cluster, 'cpu/architecture'),
    cpuType: textAt(cluster, 'cpu/type'),
    overCommitPercent: numberAt(cluster, 'memory_policy/over_commit/percent'),
    onError: textAt(cluster, 'error_handling/on_error'),
    migrationPolicy: idAt(cluster, 'migration/policy'),
    schedulingPolicy: idAt(cluster, 'scheduling_policy'),
    haReservation: flagAt(cluster, 'ha_reservation'),
    virtService: flagAt(cluster, 'virt_service'),
    glusterService: flagAt(cluster, 'gluster_service'),
    firewallType: textAt(cluster, 'firewall_type'),
    upgradeInProgress: flagAt(cluster, 'upgrade_in_progress'),
    upgradePercentComplete: numberAt(cluster, 'upgrade_percent_complete'),
  }),
});
