import check from '../../../checks/cloudstack/system-vm-template-attributes-wrong.ts';
import { cases } from '../../support/cases.ts';
import { debian, denied, kvm, template } from './system-vm-template.ts';

const here = { clusters: [kvm], templates: [template], guestOs: [debian] };
const with_ = (more: object) => ({ ...here, templates: [{ ...template, ...more }] }) as never;
const found = (message: 'hypervisor' | 'format' | 'guestOs' | 'switchedOn' | 'type', more: object, remedy?: string) =>
  ({ message, data: { id: 301, template: 'systemvm-kvm-4.3', ...more }, object: 'template 301', ...(remedy && { remedy }) }) as never;

cases(check, {
  on: { from: '4.2.1', to: '4.3.2', phase: 'pre' },
  passes: {
    'as the guide has it, Routing: no': { given: here },
    'Routing: yes': { given: with_({ type: 'ROUTING' }), phase: 'stopped' },
    'the name of the OS with a blank and a minor version': {
      given: { ...here, guestOs: [{ ...debian, display_name: 'Debian GNU/Linux 7.0 (64-bit)' }] },
    },
    'the highest Debian that was offered': {
      given: { ...here, guestOs: [{ ...debian, display_name: 'Debian GNU/Linux 6(64-bit)' }] },
      from: '3.0.2',
    },
    'the hypervisor and the format in another case': { given: with_({ hypervisor_type: 'kvm', format: 'qcow2' }) },
    'NULL where the default is no': { given: with_({ extractable: null, public: null }) },
    'a template of a hypervisor that is not in use': {
      given: { ...here, templates: [template, { ...template, id: 302, name: 'systemvm-vmware-4.3', format: 'VHD' }] },
    },
    'an older one of the same name': { given: { ...here, templates: [template, { ...template, id: 300, format: 'VHD' }] } },
  },
  fails: {
    'another hypervisor': {
      given: with_({ hypervisor_type: 'XenServer' }),
      finds: [found('hypervisor', { actual: 'XenServer', expected: 'KVM' }, 'Delete the template and register it again')],
    },
    'no hypervisor and no format': {
      given: with_({ hypervisor_type: null, format: null }),
      finds: [found('hypervisor', { actual: 'none', expected: 'KVM' }), found('format', { actual: 'none', expected: 'QCOW2' })],
    },
    'another format': { given: with_({ format: 'VHD' }), finds: [found('format', { actual: 'VHD', expected: 'QCOW2' }, 'Format: QCOW2')] },
    'LXC takes the format of KVM': {
      given: {
        ...here,
        clusters: [{ ...kvm, hypervisor_type: 'LXC' }],
        templates: [{ ...template, name: 'systemvm-lxc-4.3', hypervisor_type: 'LXC', format: 'TAR' }],
      },
      finds: [{ message: 'format', data: { id: 301, template: 'systemvm-lxc-4.3', actual: 'TAR', expected: 'QCOW2' }, object: 'template 301' }],
    },
    'another OS, with terminal escapes': {
      given: { ...here, guestOs: [{ ...debian, display_name: '__proto__\u001b[2J' }] },
      finds: [found('guestOs', { actual: '__proto__\u001b[2J' }, 'Debian GNU/Linux 7 (64-bit)')],
    },
    '32 bits': {
      given: { ...here, guestOs: [{ ...debian, display_name: 'Debian GNU/Linux 7(32-bit)' }] },
      finds: [found('guestOs', { actual: 'Debian GNU/Linux 7(32-bit)' })],
    },
    'an OS that is not there': { given: with_({ guest_os_id: 999 }), finds: [found('guestOs', { actual: 'none' })] },
    'everything switched on': {
      given: with_({ extractable: 1, enable_password: true, public: 1, featured: 1 }),
      finds: [found('switchedOn', { attributes: 'extractable, password enabled, public, featured' }, 'switch off: extractable')],
    },
    'the type of a system template already': {
      given: with_({ type: 'SYSTEM' }),
      finds: [found('type', { actual: 'SYSTEM' }, 'The upgrade itself sets')],
    },
  },
  skips: {
    'none is registered': { given: { ...here, templates: [] }, because: 'none of the templates is registered' },
    'no cluster needs one': { given: { ...here, clusters: [{ ...kvm, hypervisor_type: 'Simulator' }] }, because: 'no cluster is of a hypervisor' },
  },
  unknown: {
    'the templates must not be read': { given: { ...here, templates: denied }, because: 'SELECT command denied' },
    'the names of operating systems must not be read': { given: { ...here, guestOs: denied }, because: 'guest operating systems on database' },
  },
});
