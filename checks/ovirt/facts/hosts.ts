import { children, type Element, elementsAt, fact, http } from '../../../src/index.ts';
import { documentOf, flagAt, idAt, known, needId, needText, numberAt, textAt } from '../api.ts';

/** One hypervisor as the engine sees it. What is not there, this engine does not say. */
export interface Host {
  readonly id: string;
  readonly name: string;
  /** By which the engine reaches it. */
  readonly address: string;
  /** `up`, `maintenance`, `non_operational`, `non_responsive`, `install_failed`, … */
  readonly status: string;
  /** Why it is non-operational, or the reason that somebody gave for its maintenance. */
  readonly statusDetail?: string;
  readonly externalStatus?: string;
  /** `rhel` for Enterprise Linux, `ovirt_node`, `rhev_h`. */
  readonly type?: string;
  /** The id of its cluster. */
  readonly cluster: string;
  /** `priority` is -1 (never) to 10; `status` none, contending or spm. */
  readonly spm: { readonly priority?: number; readonly status?: string };
  /** `vdsm-4.30.43-1.el7` */
  readonly vdsm?: string;
  readonly libvirt?: string;
  /** `release` as in `7 - 8.2003.0.el7.centos`. */
  readonly os: { readonly type?: string; readonly release?: string; readonly major?: number };
  /** Bytes. */
  readonly memory?: number;
  /** Bytes that the scheduler would still give away; of a host in maintenance this means nothing. */
  readonly maxSchedulingMemory?: number;
  /** Threads of all cores. */
  readonly cpus?: number;
  /** Virtual machines on it. */
  readonly vms: { readonly active?: number; readonly migrating?: number; readonly total?: number };
  /** What the last check for updates found; it may be old. */
  readonly updateAvailable?: boolean;
  /** Since 4.4.3. */
  readonly reinstallationRequired?: boolean;
  readonly networkOperationInProgress?: boolean;
  /** Since 4.5. */
  readonly ovnConfigured?: boolean;
  /** Not there: this host runs no agent of a self-hosted engine. */
  readonly hostedEngine?: {
    readonly active?: boolean;
    readonly configured?: boolean;
    readonly globalMaintenance?: boolean;
    readonly localMaintenance?: boolean;
    readonly score?: number;
  };
}

const PATHS = [
  ...['@id', 'name', 'address', 'status', 'status_detail', 'external_status', 'type', 'cluster/@id', 'spm/priority', 'spm/status'],
  ...['version/full_version', 'libvirt_version/full_version', 'os/type', 'os/version/full_version', 'os/version/major'],
  ...['memory', 'max_scheduling_memory', 'cpu/topology/cores', 'cpu/topology/sockets', 'cpu/topology/threads'],
  ...['summary/active', 'summary/migrating', 'summary/total', 'update_available', 'reinstallation_required', 'network_operation_in_progress'],
  ...['ovn_configured', 'hosted_engine/active', 'hosted_engine/configured', 'hosted_engine/global_maintenance'],
  ...['hosted_engine/local_maintenance', 'hosted_engine/score'],
].map(path => `host/${path}`);

/**
 * All hosts that the account may see: compare with the summary (`incomplete`). `all_content` adds what the engine leaves out by default, such
 * as `hosted_engine`.
 *
 *     <host href="/ovirt-engine/api/hosts/7a" id="7a"><name>node1</name><address>node1.lab.example</address><status>up</status>
 *       <type>ovirt_node</type><spm><priority>5</priority><status>none</status></spm><cluster id="c1"/></host>
 */
export const hosts = fact({
  id: 'ovirt.hosts',
  title: 'hosts',
  role: 'api',
  query: http('/api/hosts?all_content=true', { xml: PATHS }),
  parse: (body): Host[] => children(documentOf(body, 'hosts'), 'host').map(toHost),
});

function toHost(host: Element): Host {
  const topology = ['sockets', 'cores', 'threads'].map(part => numberAt(host, `cpu/topology/${part}`));
  return {
    id: needId(host),
    name: needText(host, 'name'),
    address: needText(host, 'address'),
    status: needText(host, 'status'),
    cluster: idAt(host, 'cluster') ?? '',
    spm: known({ priority: numberAt(host, 'spm/priority'), status: textAt(host, 'spm/status') }),
    os: known({ type: textAt(host, 'os/type'), release: textAt(host, 'os/version/full_version'), major: numberAt(host, 'os/version/major') }),
    vms: known({ active: numberAt(host, 'summary/active'), migrating: numberAt(host, 'summary/migrating'), total: numberAt(host, 'summary/total') }),
    ...known({
      statusDetail: textAt(host, 'status_detail'),
      externalStatus: textAt(host, 'external_status'),
      type: textAt(host, 'type'),
      vdsm: textAt(host, 'version/full_version'),
      libvirt: textAt(host, 'libvirt_version/full_version'),
      memory: numberAt(host, 'memory'),
      maxSchedulingMemory: numberAt(host, 'max_scheduling_memory'),
      cpus: topology.reduce((all, part) => (all === undefined || part === undefined ? undefined : all * part), 1 as number | undefined),
      updateAvailable: flagAt(host, 'update_available'),
      reinstallationRequired: flagAt(host, 'reinstallation_required'),
      networkOperationInProgress: flagAt(host, 'network_operation_in_progress'),
      ovnConfigured: flagAt(host, 'ovn_configured'),
      hostedEngine: elementsAt(host, 'hosted_engine').map(toHostedEngine)[0],
    }),
  };
}

const toHostedEngine = (agent: Element): NonNullable<Host['hostedEngine']> =>
  known({
    active: flagAt(agent, 'active'),
    configured: flagAt(agent, 'configured'),
    globalMaintenance: flagAt(agent, 'global_maintenance'),
    localMaintenance: flagAt(agent, 'local_maintenance'),
    score: numberAt(agent, 'score'),
  });
