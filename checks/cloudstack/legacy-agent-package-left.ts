import { check, each, type Outcome, optional, sh, skip } from '../../src/index.ts';
import { kvmPackages } from './facts/packages.ts';
import { NO_KVM_HOST } from './kvm-hosts.ts';

export default check({
  id: 'cloudstack/legacy-agent-package-left',
  title: 'Nothing is left of the package cloud-agent',
  severity: 'advice',
  applies: {
    platform: 'cloudstack',
    phases: ['post'],
    paths: [{ from: '<4.1', to: '>=4.1' }],
    because: 'the package is called cloudstack-agent from 4.1 on',
  },
  why: 'What is left of cloud-agent on Ubuntu starts the old agent at boot, or confuses the next one who looks for its configuration.',
  fix: {
    text: 'Do this on the KVM host, once the new agent runs.',
    commands: [sh`dpkg --purge cloud-agent`],
    undo: 'The package of the old version can be installed again; its configuration in /etc/cloud/agent is gone, so keep a copy.',
  },
  refs: ['https://docs.cloudstack.apache.org/projects/cloudstack-release-notes/en/4.3/#upgrade-from-4-0-x-to-4-3'],
  covers: ['39'],
  needs: { deb: each(optional(kvmPackages.deb)) },
  messages: {
    installed: 'The package cloud-agent {version} is still installed: dpkg calls it "{status}".',
    configurationLeft: 'The package cloud-agent was removed and its configuration is still there: dpkg calls it "{status}".',
  },
  judge({ deb }, found) {
    if (deb.length === 0) return NO_KVM_HOST;
    if (deb.every(({ value }) => value === undefined)) return skip('no KVM host has dpkg: rpm removes cloud-agent by itself');
    return deb.flatMap(({ host, value = [] }): Outcome[] =>
      value
        .filter(({ name }) => name === 'cloud-agent')
        .map(one => found[one.state === 'removed' ? 'configurationLeft' : 'installed'](one, { host, object: 'package cloud-agent' })),
    );
  },
});
