import { any, check, sh } from '../../src/index.ts';
import { livingVms } from './facts/vms.ts';
import { source } from './pools.ts';
import { isUnknown } from './states.ts';

export default check({
  id: 'opennebula/vm-unknown',
  title: 'OpenNebula knows the state of every active virtual machine',
  severity: 'warning',
  applies: { platform: 'opennebula', phases: ['pre'] },
  why: 'A virtual machine is UNKNOWN where its host does not answer or does not have it. What is unknown before the upgrade cannot be told from what the upgrade broke.',
  fix: {
    unknown: ({ id }) => ({ text: 'Look at its host, and at the monitoring of the host.', commands: [sh`onevm show ${id}`] }),
  },
  refs: [source('include/VirtualMachine.h')],
  covers: ['A.3.3'],
  needs: { vms: any(livingVms) },
  messages: { unknown: 'Virtual machine {name} (id {id}) is UNKNOWN.' },
  judge: ({ vms: { host, value } }, found) =>
    value.filter(isUnknown).map(({ id, name }) => found.unknown({ id, name }, { host, object: `virtual machine ${id}` })),
});
