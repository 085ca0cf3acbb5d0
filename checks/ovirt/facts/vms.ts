import { children, type Element, elementsAt, fact, http } from '../../../src/index.ts';
import { documentOf, flagAt, idAt, known, levelAt, needId, needText, numberAt, textAt } from '../api.ts';

/** One virtual machine. What is not there, this engine does not say. Its custom properties are in `vm-properties.ts`. */
export interface Vm {
  readonly id: string;
  readonly name: string;
  /** `up`, `down`, `paused`, `migrating`, `suspended`, `image_locked`, … */
  readonly status: string;
  /** Why it is paused: `eio`, `enospc`, … */
  readonly statusDetail?: string;
  /** The id of the host that it runs on; none: it does not run. */
  readonly host?: string;
  /** The id of its cluster. */
  readonly cluster?: string;
  /** Bytes. */
  readonly memory?: number;
  readonly maxMemory?: number;
  /** Sockets × cores × threads. */
  readonly cpus?: number;
  readonly isCpuPinned: boolean;
  /** Since 4.5: `none`, `manual`, `resize_and_pin_numa`, `dedicated`, `isolate_threads`. */
  readonly cpuPinningPolicy?: string;
  readonly ioThreads?: number;
  /** Monitors, `spice` or `vnc`, and since 4.4.5 the video device: `qxl`, `vga`, `cirrus`, `bochs`. */
  readonly display: { readonly monitors?: number; readonly type?: string; readonly videoType?: string };
  readonly osType?: string;
  /** `migratable`, `user_migratable` or `pinned`. */
  readonly affinity?: string;
  /** The ids of the hosts to which it is pinned. */
  readonly pinnedTo: readonly string[];
  /** The compatibility version it has instead of that of its cluster. */
  readonly customLevel?: string;
  /** `ovirt`, `hosted_engine`, `managed_hosted_engine`, `external`, … */
  readonly origin?: string;
  readonly isHighlyAvailable?: boolean;
  readonly nextRunConfigurationExists?: boolean;
  readonly hasIllegalImages?: boolean;
}

const PATHS = [
  ...['@id', 'name', 'status', 'status_detail', 'host/@id', 'cluster/@id', 'memory', 'memory_policy/max', 'os/type', 'origin'],
  ...['cpu/topology/cores', 'cpu/topology/sockets', 'cpu/topology/threads', 'cpu/cpu_tune/vcpu_pins/vcpu_pin/vcpu', 'cpu_pinning_policy'],
  ...['io/threads', 'display/monitors', 'display/type', 'display/video_type', 'placement_policy/affinity', 'placement_policy/hosts/host/@id'],
  ...['custom_compatibility_version/major', 'custom_compatibility_version/minor', 'high_availability/enabled'],
  ...['next_run_configuration_exists', 'has_illegal_images'],
].map(path => `vm/${path}`);

/**
 * All virtual machines that the account may see: compare with the summary (`incomplete`). Cloud-init data, custom properties and whatever
 * else there is of a virtual machine are dropped where they are read.
 *
 *     <vm id="v1"><name>db01</name><status>up</status><host id="7a"/><cluster id="c1"/><memory>8589934592</memory>
 *       <placement_policy><affinity>pinned</affinity><hosts><host id="7a"/></hosts></placement_policy></vm>
 */
export const vms = fact({
  id: 'ovirt.vms',
  title: 'virtual machines',
  role: 'api',
  query: http('/api/vms', { xml: PATHS }),
  parse: (body): Vm[] => children(documentOf(body, 'vms'), 'vm').map(toVm),
});

function toVm(vm: Element): Vm {
  const topology = ['sockets', 'cores', 'threads'].map(part => numberAt(vm, `cpu/topology/${part}`));
  return {
    id: needId(vm),
    name: needText(vm, 'name'),
    status: needText(vm, 'status'),
    isCpuPinned: elementsAt(vm, 'cpu/cpu_tune/vcpu_pins/vcpu_pin').length > 0,
    pinnedTo: elementsAt(vm, 'placement_policy/hosts/host').flatMap(host => idAt(host) ?? []),
    display: known({
      monitors: numberAt(vm, 'display/monitors'),
      type: textAt(vm, 'display/type'),
      videoType: textAt(vm, 'display/video_type'),
    }),
    ...known({
      statusDetail: textAt(vm, 'status_detail'),
      host: idAt(vm, 'host'),
      cluster: idAt(vm, 'cluster'),
      memory: numberAt(vm, 'memory'),
      maxMemory: numberAt(vm, 'memory_policy/max'),
      cpus: topology.reduce((all, part) => (all === undefined || part === undefined ? undefined : all * part), 1 as number | undefined),
      cpuPinningPolicy: textAt(vm, 'cpu_pinning_policy'),
      ioThreads: numberAt(vm, 'io/threads'),
      osType: textAt(vm, 'os/type'),
      affinity: textAt(vm, 'placement_policy/affinity'),
      customLevel: levelAt(vm, 'custom_compatibility_version'),
      origin: textAt(vm, 'origin'),
      isHighlyAvailable: flagAt(vm, 'high_availability/enabled'),
      nextRunConfigurationExists: flagAt(vm, 'next_run_configuration_exists'),
      hasIllegalImages: flagAt(vm, 'has_illegal_images'),
    }),
  };
}
