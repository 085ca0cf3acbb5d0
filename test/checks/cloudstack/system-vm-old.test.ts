import check from '../../../checks/cloudstack/system-vm-old.ts';
import { cases } from '../../support/cases.ts';
import { proxy, roots, router, ssvm, versions, vm } from './system-vms.ts';

const OLD = { update_time: '2026-11-20 10:00:00' };
const template = (id: number, name: string) => ({
  id,
  name,
  hypervisor_type: 'KVM',
  format: 'QCOW2',
  type: 'SYSTEM',
  guest_os_id: 15,
  extractable: 0,
  enable_password: 0,
  public: 0,
  featured: 0,
  removed: null,
});
const TEMPLATES = [template(200, 'systemvm-kvm-4.2'), template(300, 'systemvm-kvm-4.3')];
const given = (vms: readonly object[], disks: readonly object[] = roots({ 1: 300, 2: 300, 5: 300 }), upgrade: unknown = versions) => ({
  given: { vms, roots: disks, templates: TEMPLATES, upgrade } as never,
});
const oldDisk = (id: number, name: string, type: string, disk = 200) => ({
  message: 'oldDisk' as const,
  data: { id, name, type, disk, template: 300 },
  object: `virtual machine ${id}`,
});

cases(check, {
  on: { from: '4.2.1', to: '4.3.1', phase: 'post' },
  passes: {
    'all made anew': given([ssvm(1), proxy(2), router(5)]),
    'a hypervisor without a template of this name': given([ssvm(1, { hypervisor_type: 'Simulator', vm_template_id: 200 })], roots({ 1: 200 })),
    'a target whose template names are not known': { ...given([ssvm(1, { vm_template_id: 200 })], roots({ 1: 200 })), to: '4.4.1' },
    'a router that is stopped': given([ssvm(1), router(5, { state: 'Stopped' })], roots({ 1: 300, 5: 200 })),
    'a router from before with a disk of the new template, which another check tells': given([ssvm(1), router(5, OLD)]),
    'an old proxy that is being destroyed': given([ssvm(1), proxy(2, { state: 'Destroyed' }), proxy(3, { removed: '2026-11-21 01:20:00' })]),
    'an older disk of the same machine, and the newest counts': given(
      [ssvm(1)],
      [
        { id: 90, instance_id: 1, template_id: 300, removed: null },
        { id: 20, instance_id: 1, template_id: 200, removed: null },
      ],
    ),
  },
  fails: {
    'on a disk of the old template': {
      ...given([ssvm(1, OLD), proxy(2), router(5)], roots({ 1: 200, 2: 300, 5: 200 })),
      finds: [
        { ...oldDisk(1, 's-1-VM', 'SecondaryStorageVm'), remedy: 'cloudstack-sysvmadm -d DATABASE_IP -u cloud -p PASSWORD -a' },
        oldDisk(5, 'r-5-VM', 'DomainRouter'),
      ],
    },
    'a load balancer on the old template': {
      ...given([vm(7, 'InternalLoadBalancerVm', { instance_name: 'b-7-VM' })], roots({ 7: 200 })),
      finds: [oldDisk(7, 'b-7-VM', 'InternalLoadBalancerVm')],
    },
    'the upgrade did not give it the new template': {
      ...given([ssvm(1, { vm_template_id: 200 }), proxy(2)], roots({ 1: 200, 2: 300 })),
      finds: [
        {
          message: 'otherTemplate',
          data: { id: 1, name: 's-1-VM', type: 'SecondaryStorageVm', template: 200, wanted: 'systemvm-kvm-4.3' },
          object: 'virtual machine 1',
        },
      ],
    },
    'stopped, and in error': {
      ...given([ssvm(1, { state: 'Stopped' }), proxy(2, { state: 'Error' })]),
      finds: [
        { message: 'notRunning', data: { id: 1, name: 's-1-VM', type: 'SecondaryStorageVm', state: 'Stopped' }, object: 'virtual machine 1' },
        {
          message: 'notRunning',
          data: { id: 2, name: 'v-2-VM', type: 'ConsoleProxy', state: 'Error' },
          object: 'virtual machine 2',
          remedy: 'Start v-2-VM',
        },
      ],
    },
    'not started since the upgrade': {
      ...given([ssvm(1, OLD)]),
      finds: [
        {
          message: 'notRestarted',
          data: { id: 1, name: 's-1-VM', type: 'SecondaryStorageVm', updated: '2026-11-20 10:00:00 UTC', upgraded: '2026-11-21 01:00:00 UTC' },
          object: 'virtual machine 1',
        },
      ],
    },
    'a hostile name': {
      ...given([ssvm(1, { instance_name: "__proto__\u001b[2J'" })], roots({ 1: 200 })),
      finds: [oldDisk(1, "__proto__\u001b[2J'", 'SecondaryStorageVm')],
    },
  },
  skips: {
    'no system VM': { ...given([]), because: 'there is no system VM' },
    'one release line': { ...given([ssvm(1, OLD)]), from: '4.4.0', to: '4.4.4', because: 'of one release line' },
  },
  unknown: {
    'on its way': { ...given([ssvm(1, { state: 'Starting' })]), because: 's-1-VM (id 1) is Starting: look again' },
    'a machine without a disk': { ...given([ssvm(1)], []), because: 'which template s-1-VM (id 1) was made from' },
    'a disk without a template': { ...given([ssvm(1)], roots({ 1: null })), because: 'which template s-1-VM' },
    'no time of the upgrade': { ...given([ssvm(1)], undefined, []), because: 'whether s-1-VM (id 1) was started after the upgrade' },
    'the disks are denied': {
      ...given([ssvm(1)], { status: 'denied', reason: 'SELECT command denied' } as never),
      because: 'root disks on database',
    },
  },
});
