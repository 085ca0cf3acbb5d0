import { any, check, sh } from '../../src/index.ts';
import { vmTemplates } from './facts/vms.ts';
import { source } from './pools.ts';

const repair = ({ id }: { readonly id: string | number }) => ({
  text: 'Purge the virtual machine, if it is gone. Else repair its body with onedb change-body and oned stopped.',
  commands: [sh`onedb show-body vm --id ${id}`],
  note: 'It prints secrets of the virtual machine.',
});

export default check({
  id: 'opennebula/vm-body-malformed',
  title: 'Every virtual machine in the database has its template, with those that are gone',
  severity: 'blocker',
  applies: {
    platform: 'opennebula',
    phases: ['pre', 'stopped', 'installed'],
    paths: [{ from: '<6.10', to: '>=6.10' }],
    because: 'only the migration to 6.10 rewrites every virtual machine',
  },
  why: 'The migration to 6.10 turns the template of every virtual machine into JSON, and stops at one that has none.',
  fix: { missing: repair, empty: repair, unreadable: repair },
  refs: [source('src/onedb/local/6.8.0_to_6.10.0.rb', 'release-6.10.0')],
  covers: ['A.2.24'],
  needs: { vms: any(vmTemplates) },
  messages: {
    missing: 'The body of virtual machine {name} (id {id}) has no TEMPLATE.',
    empty: 'TEMPLATE in the body of virtual machine {name} (id {id}) has neither VMID nor CPU, MEMORY, DISK, NIC or CONTEXT.',
    unreadable: 'The body of virtual machine {name} (id {id}) is no XML.',
  },
  judge: ({ vms: { host, value } }, found) =>
    value.flatMap(({ id, name, template }) =>
      template === 'there' ? [] : [found[template]({ id, name }, { host, object: `virtual machine ${id}` })],
    ),
});
