import { check, each, optional, sh, skip } from '../../src/index.ts';
import { engineRepositories, hostRepositories } from './facts/repositories.ts';
import { machinesOf } from './machines.ts';

const TEST = /^(?:ovirt|centos-ovirt).*-(?:pre|tested|snapshot|testing|master)(?:$|-)|^copr:.*:ovirt-master-snapshot$/;

export default check({
  id: 'ovirt/repository-of-pre-release',
  title: 'No enabled repository of oVirt has packages of tests or pre-releases',
  severity: 'warning',
  applies: { platform: 'ovirt', phases: ['pre', 'stopped'] },
  why: 'Such a repository brings packages that were never released, and that no later release replaces.',
  fix: { test: ({ id }) => ({ commands: [sh`yum-config-manager --disable ${id}`] }) },
  refs: ['https://github.com/oVirt/ovirt-release'],
  covers: ['A.3.4'],
  needs: { engine: each(optional(engineRepositories)), hosts: each(optional(hostRepositories)) },
  messages: { test: 'Repository [{id}] in {path} is enabled, and is one of tests or pre-releases.' },
  judge({ engine, hosts }, found) {
    const machines = machinesOf(engine, hosts);
    if (machines.length === 0) return skip('no machine has repositories of yum or dnf');
    return machines.flatMap(({ host, value }) =>
      value
        .filter(({ section, enabled }) => enabled !== false && TEST.test(section))
        .map(({ section, path, line }) => found.test({ id: section, path }, { host, object: `repository ${section}`, path, line })),
    );
  },
});
