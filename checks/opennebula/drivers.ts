import { inRange, type Version } from '../../src/index.ts';

/**
 * Names of drivers. What a release dropped fails for sure; what it never shipped is somebody's own and must be in its oned.conf.
 * From share/etc/oned.conf of each release.
 */

const SHIPPED = {
  hypervisor: ['kvm', 'qemu', 'lxc', 'dummy'],
  transfer: ['dummy', 'lvm', 'shared', 'fs_lvm', 'fs_lvm_ssh', 'qcow2', 'ssh', 'local', 'ceph', 'dev', 'iscsi_libvirt', 'netapp', 'purefa'],
  datastore: ['dummy', 'fs', 'lvm', 'ceph', 'dev', 'iscsi_libvirt', 'restic', 'rsync', 'netapp', 'purefa', 'virtiofs', 'interactive'],
  network: ['dummy', '802.1Q', 'fw', 'ovswitch', 'vxlan', 'ovswitch_vxlan', 'bridge', 'elastic', 'nodeport'],
  market: ['http', 's3', 'one', 'linuxcontainers'],
} as const;

/** The release that came without a driver. */
const DROPPED: Readonly<Record<keyof typeof SHIPPED, Readonly<Record<string, string>>>> = {
  hypervisor: { vcenter: '7.0', ec2: '7.0', az: '7.0', one: '7.0', equinix: '7.0', lxd: '6.10', firecracker: '6.10' },
  transfer: { vcenter: '7.0' },
  datastore: { vcenter: '7.0' },
  network: { ebtables: '7.0', vcenter: '7.0' },
  market: { dockerhub: '6.10', docker_registry: '6.10', turnkeylinux: '6.10', vcenter: '7.0' },
};

export type DriverKind = keyof typeof SHIPPED;

/** Of a driver after an upgrade to this version: `shipped` with it, `dropped` before it or by it, or somebody's `own`. */
export type Fate = { readonly is: 'shipped' | 'own' } | { readonly is: 'dropped'; readonly since: string };

/** A body without a driver (a virtual machine that was never deployed) has none that could be missed. */
export function fateOf(kind: DriverKind, name: string | undefined, to: Version | undefined): Fate {
  if (name === undefined || (SHIPPED[kind] as readonly string[]).includes(name)) return { is: 'shipped' };
  const since = Object.hasOwn(DROPPED[kind], name) ? DROPPED[kind][name]! : undefined;
  if (since === undefined) return { is: 'own' };
  return to && !inRange(to, `>=${since}`) ? { is: 'shipped' } : { is: 'dropped', since };
}
