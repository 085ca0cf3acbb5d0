import check from '../../../checks/cloudstack/system-vm-template-unregistered.ts';
import { cases } from '../../support/cases.ts';
import { denied, kvm, template } from './system-vm-template.ts';

const clusters = [kvm];
const missing = (name: string, hypervisor: string, own: string, remedy?: string) =>
  ({ message: 'missing', data: { template: name, hypervisor, clusters: own }, object: `template ${name}`, ...(remedy && { remedy }) }) as const;

cases(check, {
  on: { from: '4.2.1', to: '4.3.2', phase: 'pre' },
  passes: {
    registered: { given: { clusters, templates: [template] } },
    'not ready yet, which is another check': {
      given: { clusters, templates: [{ ...template, type: 'SYSTEM' }] },
      from: '2.2.14',
      phase: 'installed',
    },
    'a hypervisor of which only a removed cluster was': {
      given: { clusters: [kvm, { ...kvm, id: 2, hypervisor_type: 'VMware', removed: '2013-01-01 00:00:00' }], templates: [template] },
    },
    'hypervisors that have no template': {
      given: {
        clusters: [
          kvm,
          ...['BareMetal', 'Ovm', 'Simulator', 'Any', 'None', null].map((hypervisor_type, index) => ({ ...kvm, id: index + 2, hypervisor_type })),
        ],
        templates: [template],
      },
    },
    'a removed template of the same name': { given: { clusters, templates: [template, { ...template, id: 300, removed: '2014-01-01 00:00:00' }] } },
  },
  fails: {
    'only that of 4.2': {
      given: { clusters, templates: [{ ...template, name: 'systemvm-kvm-4.2' }] },
      finds: [missing('systemvm-kvm-4.3', 'KVM', 'c-kvm', 'systemvm64template-2014-01-14-master-kvm.qcow2.bz2')],
    },
    removed: {
      given: { clusters, templates: [{ ...template, removed: '2014-01-01 00:00:00' }] },
      finds: [missing('systemvm-kvm-4.3', 'KVM', 'c-kvm')],
    },
    'a name that goes on': {
      given: { clusters, templates: [{ ...template, name: 'systemvm-kvm-4.3.1' }] },
      finds: [missing('systemvm-kvm-4.3', 'KVM', 'c-kvm')],
    },
    'each of the other hypervisors': {
      given: {
        clusters: [
          { ...kvm, id: 2, name: 'c2', hypervisor_type: 'xenserver' },
          { ...kvm, id: 3, name: 'c3', hypervisor_type: 'VMware' },
          { ...kvm, id: 4, name: null, hypervisor_type: 'LXC' },
          { ...kvm, id: 5, name: 'c5', hypervisor_type: 'Hyperv' },
          { ...kvm, id: 6, name: "c6'__proto__\u001b[2J", hypervisor_type: 'Hyperv' },
        ],
        templates: [template],
      },
      finds: [
        missing('systemvm-xenserver-4.3', 'XenServer', 'c2', 'Format: VHD'),
        missing('systemvm-vmware-4.3', 'VMware', 'c3', 'master-vmware.ova'),
        missing('systemvm-lxc-4.3', 'LXC', '4', 'Hypervisor: LXC'),
        missing('systemvm-hyperv-4.3', 'Hyperv', "c5, c6'__proto__\u001b[2J", '2013-12-23-hyperv.vhd.bz2'),
      ],
    },
    'another case, which MySQL does not see': {
      given: { clusters, templates: [{ ...template, name: 'SystemVM-KVM-4.3' }] },
      finds: [
        { message: 'otherCase', data: { id: 301, name: 'SystemVM-KVM-4.3', template: 'systemvm-kvm-4.3' }, object: 'template 301', remedy: 'Rename' },
      ],
    },
    'two of one name, the highest of which counts': {
      given: { clusters, templates: [template, { ...template, id: 305 }] },
      finds: [
        {
          message: 'several',
          data: { ids: '305, 301', template: 'systemvm-kvm-4.3', id: 305 },
          object: 'template 305',
          remedy: 'template 305 is the right one',
        },
      ],
    },
  },
  skips: {
    'no cluster needs one': {
      given: { clusters: [{ ...kvm, hypervisor_type: 'BareMetal' }], templates: [] },
      because: 'no cluster is of a hypervisor',
    },
  },
  unknown: {
    'the templates must not be read': { given: { clusters, templates: denied }, because: 'system VM templates on database: SELECT command denied' },
    'the clusters must not be read': { given: { clusters: denied, templates: [template] }, because: 'clusters on database' },
    'a row that does not fit': { given: { clusters, templates: [{ ...template, id: 'x' }] }, because: 'column id is not a whole number' },
  },
});
