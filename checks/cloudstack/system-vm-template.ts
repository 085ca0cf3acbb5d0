import { lines, type Remedy } from '../../src/index.ts';
import { hypervisorOf } from './facts/clusters.ts';

/** The system VM templates that the upgrade to 4.3 looks for. */

/** One of them. `format` is as `vm_template.format` has it, `file` as the address of the guide ends. */
export interface Required {
  readonly hypervisor: string;
  readonly name: string;
  readonly format: string;
  readonly file: string;
}

const REQUIRED: readonly Required[] = [
  { hypervisor: 'XenServer', name: 'systemvm-xenserver-4.3', format: 'VHD', file: 'systemvm64template-2014-01-14-master-xen.vhd.bz2' },
  { hypervisor: 'KVM', name: 'systemvm-kvm-4.3', format: 'QCOW2', file: 'systemvm64template-2014-01-14-master-kvm.qcow2.bz2' },
  { hypervisor: 'VMware', name: 'systemvm-vmware-4.3', format: 'OVA', file: 'systemvm64template-2014-01-14-master-vmware.ova' },
  { hypervisor: 'LXC', name: 'systemvm-lxc-4.3', format: 'QCOW2', file: 'systemvm64template-2014-01-14-master-kvm.qcow2.bz2' },
  { hypervisor: 'Hyperv', name: 'systemvm-hyperv-4.3', format: 'VHD', file: 'systemvm64template-2013-12-23-hyperv.vhd.bz2' },
];

/** Undefined for the hypervisors that have no template: BareMetal, Ovm, Simulator and the like. */
export const requiredFor = (cluster: { readonly hypervisor_type: string | null }): Required | undefined =>
  REQUIRED.find(({ hypervisor }) => hypervisor.toLowerCase() === hypervisorOf(cluster));

/** Templates that the hypervisors of these clusters need, each once. A cluster counts even if it has no host, and whatever its state. */
export const requiredBy = (clusters: readonly { readonly hypervisor_type: string | null }[]): Required[] =>
  REQUIRED.filter(one => clusters.some(cluster => requiredFor(cluster) === one));

/** Those of one name, newest first: the upgrade takes the first. It compares as MySQL does, without case and trailing blanks. */
export const named = <T extends { readonly id: number; readonly name: string }>(templates: readonly T[], { name }: Required): T[] =>
  templates.filter(one => one.name.replace(/ +$/, '').toLowerCase() === name).sort((a, b) => b.id - a.id);

/** What to fill into the form of the user interface. `name` is that of the template. */
export function register(name: string | number): Remedy {
  const one = REQUIRED.find(required => required.name === name);
  if (!one) return { text: 'Register the template of the guide, in every zone, and wait until it is ready.' };
  return {
    text: 'Register the template in the user interface (Templates, Register template) with these values, in every zone that has clusters of this hypervisor, and wait until each zone shows it as ready. Go on only then.',
    commands: [
      lines(
        `Name: ${one.name}`,
        `Description: ${one.name}`,
        `URL: http://download.cloud.com/templates/4.3/${one.file}`,
        `Hypervisor: ${one.hypervisor}`,
        `Format: ${one.format}`,
        'OS Type: Debian GNU/Linux 7.0 (64-bit), or the highest Debian that is offered',
        'Extractable: no',
        'Password Enabled: no',
        'Public: no',
        'Featured: no',
        'Routing: yes',
      ),
    ],
  };
}

export const TEMPLATE_APPLIES = {
  platform: 'cloudstack',
  phases: ['pre', 'stopped', 'installed'],
  paths: [{ from: '<4.3', to: '4.3' }],
  because: 'the names of the templates are those of the upgrade to 4.3; from 4.3.0 to a later 4.3 there is no new one',
} as const;

export const TEMPLATE_REFS = [
  'https://docs.cloudstack.apache.org/projects/cloudstack-release-notes/en/4.3/#upgrade-from-4-2-x-to-4-3',
  'https://github.com/apache/cloudstack/blob/4.3/engine/schema/src/com/cloud/upgrade/dao/Upgrade421to430.java',
] as const;

export const NO_TEMPLATE_NEEDED = 'no cluster is of a hypervisor that has a system VM template (XenServer, KVM, VMware, LXC, Hyperv)';
