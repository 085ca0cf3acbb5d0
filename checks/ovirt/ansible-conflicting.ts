import { any, check, type Outcome, sh } from '../../src/index.ts';
import { ansiblePackages } from './facts/ansible-packages.ts';
import { packageVersion } from './facts/packages.ts';

export default check({
  id: 'ovirt/ansible-conflicting',
  title: 'No package of Ansible is in the way of ansible-core, which 4.5 needs',
  severity: 'blocker',
  applies: {
    platform: 'ovirt',
    phases: ['pre', 'stopped'],
    paths: [{ from: '>=4.4', to: '4.5' }],
    because: 'only 4.5 needs ansible-core',
  },
  why: 'ansible 2.9, which 4.4 needs, and ansible-core have the same files. dnf cannot put one in place of the other without being told that it may remove packages.',
  fix: {
    inTheWay: {
      text: 'Let dnf take ansible away in the same transaction that brings the packages of 4.5, and read its list before you say yes.',
      commands: [sh`dnf update --allowerasing ${'ovirt*setup*'}`],
    },
    coreOld: { commands: [sh`dnf update ansible-core`] },
  },
  refs: ['https://github.com/oVirt/ovirt-engine/issues/99', 'https://github.com/oVirt/ovirt-site/issues/2737'],
  covers: ['A.3.32'],
  needs: { packages: any(ansiblePackages) },
  messages: {
    inTheWay: 'The package ansible {version} is installed, which conflicts with ansible-core.',
    coreOld: { text: 'ansible-core {version} is installed; 4.5 needs 2.12 or newer.', severity: 'warning' },
  },
  judge({ packages: { host, value } }, found) {
    const [ansible, core] = [value.get('ansible'), value.get('ansible-core')].map(
      one => one && { version: one.version, parsed: packageVersion(one.version) },
    );
    const isOld = (one: typeof ansible, [major, minor]: readonly [number, number]): boolean => {
      const [first = 0, second = 0] = one?.parsed?.parts ?? [];
      return one !== undefined && (first < major || (first === major && second < minor));
    };
    return [
      ...(ansible && isOld(ansible, [2, 10]) ? [found.inTheWay({ version: ansible.version }, { host, object: 'package ansible' })] : []),
      ...(core && isOld(core, [2, 12]) ? [found.coreOld({ version: core.version }, { host, object: 'package ansible-core' })] : []),
    ] satisfies Outcome[];
  },
});
