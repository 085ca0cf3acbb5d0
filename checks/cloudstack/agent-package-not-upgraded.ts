import { check } from '../../src/index.ts';
import { kvmPackages } from './facts/packages.ts';
import { NO_KVM_HOST } from './kvm-hosts.ts';
import { packageUpgrade } from './package-upgrade.ts';

export default check({
  id: 'cloudstack/agent-package-not-upgraded',
  title: 'Every KVM host has the packages of the target version',
  why: 'An agent of the old version is refused by the upgraded management server, or does not understand its commands. The command of the guide for Ubuntu (apt-get update cloudstack-agent) upgrades nothing.',
  covers: ['38'],
  // What is left of cloud-agent on Ubuntu is the business of legacy-agent-package-left.
  ...packageUpgrade(kvmPackages, { main: 'cloudstack-agent', leave: ['cloud-agent'], nobody: NO_KVM_HOST }),
});
