import check from '../../../checks/ovirt/vm-suspended.ts';
import { cases } from '../../support/cases.ts';
import { engineXml, installation } from './hosted-engine-xml.ts';

const given = (...vms: string[]) => {
  const { hosts: _, ...rest } = installation([], vms);
  return { given: rest };
};
const vm = (name: string, status: string) => engineXml('h1', status).replace('HostedEngine', name).replace('v1', name);

cases(check, {
  on: { from: '4.3.10', to: '4.3.11', phase: 'pre' },
  passes: { 'none is': given(vm('a', 'up'), vm('b', 'saving_state')), 'no machine': given() },
  fails: {
    'one of two': {
      ...given(vm('a', 'up'), vm('b', 'suspended')),
      finds: [{ message: 'suspended', data: { name: 'b' }, object: 'virtual machine b', remedy: 'Resume b' }],
    },
  },
  unknown: { 'no summary': { given: { vms: '<vms/>', summary: '<api/>' }, because: 'does not say how many virtual machines there are' } },
});
