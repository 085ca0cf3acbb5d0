import { packagesOf } from './packages.ts';

export const ansiblePackages = packagesOf('engine', 'ansible', 'packages of Ansible', [
  'ansible',
  'ansible-core',
  'ansible-runner',
  'python3-ansible-runner',
]);
