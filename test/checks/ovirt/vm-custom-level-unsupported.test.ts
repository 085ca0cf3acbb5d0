import check from '../../../checks/ovirt/vm-custom-level-unsupported.ts';
import { cases } from '../../support/cases.ts';

const vm = (name: string | null, level: string | null, type = 'VM') => ({ vm_name: name, entity_type: type, custom_compatibility_version: level });
const levels = '4.2, 4.3, 4.4, 4.5, 4.6';

cases(check, {
  on: { from: '4.3.11', to: '4.4.10', phase: 'pre' },
  passes: {
    none: { given: { custom: [] } },
    'empty, which is none': { given: { custom: [vm('a', ''), vm('b', null)] } },
    'a template with a supported one': { given: { custom: [vm('t', '4.3', 'TEMPLATE')] } },
  },
  notes: {
    'a supported one': {
      given: { custom: [vm('db01', '4.2')] },
      finds: [{ message: 'supported', data: { name: 'db01', level: '4.2' }, object: 'virtual machine db01' }],
    },
  },
  fails: {
    'one that is too old, with a hostile name': {
      given: { custom: [vm("\u001b[31mx';--", '4.1')] },
      finds: [
        {
          message: 'vm',
          data: { name: "\u001b[31mx';--", level: '4.1', target: '4.4.10', levels },
          object: "virtual machine \u001b[31mx';--",
          remedy: 'System > Custom Compatibility Version',
        },
      ],
    },
    'a template, which setup does not look at': {
      given: { custom: [vm('t', '3.6', 'TEMPLATE')] },
      finds: [{ message: 'template', data: { name: 't', level: '3.6', target: '4.4.10', levels }, object: 'template t' }],
    },
    'no name': {
      given: { custom: [vm(null, '4.20')] },
      finds: [{ message: 'vm', data: { name: '', level: '4.20', target: '4.4.10', levels }, object: 'virtual machine ' }],
    },
  },
  unknown: {
    'a database that is down': { given: { custom: { status: 'unreachable', reason: 'connection refused' } }, because: 'connection refused' },
    'a target that nobody knows': { given: { custom: [vm('db01', '4.2')] }, to: '4.9', because: 'which levels oVirt 4.9' },
  },
});
