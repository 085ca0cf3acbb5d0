import { check, type OnHost, type Outcome, sh, skip, undecided } from '../../src/index.ts';
import type { Package } from './facts/packages.ts';
import { answeredAll, frontendPackageNeeds, mainVersion, nodePackageNeeds, withPackages } from './hosts-with-packages.ts';

const isNodePackage = ({ name }: Package): boolean => name.startsWith('opennebula-node-');

export default check({
  id: 'opennebula/node-package-not-upgraded',
  title: 'Every node has the packages of the version that the front-end runs',
  severity: 'blocker',
  applies: { platform: 'opennebula', phases: ['post'] },
  why: 'The packages of a node bring the rights and programs that the drivers of the front-end use. With those of the old release new operations fail on this node alone.',
  fix: {
    behind: ({ package: name, manager }) => ({
      text: 'On the node, with the repository of the target. Virtual machines keep running.',
      commands: manager === 'dpkg' ? [sh`apt-get update`, sh`apt-get install --only-upgrade ${name}`] : [sh`yum upgrade ${name}`],
    }),
    missing: 'Install opennebula-node-kvm or opennebula-node-lxc on the node, if it is one of OpenNebula; otherwise take it out of the target file.',
  },
  refs: ['https://docs.opennebula.io/7.0/software/upgrade_process/upgrade_guide/upgrading_single/'],
  covers: ['A.5.8'],
  needs: { ...frontendPackageNeeds, ...nodePackageNeeds },
  messages: {
    behind: 'The package {package} has version {version} ({manager}), and the front-end has OpenNebula {expected}.',
    missing: { text: 'No package opennebula-node-kvm or opennebula-node-lxc is installed.', severity: 'warning' },
  },
  judge({ frontendDeb, frontendRpm, nodeDeb, nodeRpm }, found) {
    const nodes = answeredAll(nodeDeb, nodeRpm);
    if (nodeDeb.length + nodeRpm.length === 0) return skip('no virtualization node (role node) answered');
    const expected = withPackages(frontendDeb, frontendRpm).flatMap(({ value }) => mainVersion(value) ?? [])[0];
    if (expected === undefined) return [undecided('no package manager of a front-end says which version of opennebula is installed')];
    const packages = withPackages(nodeDeb, nodeRpm);
    return nodes.flatMap(host => aboutNode(packages.find(one => one.host === host) ?? { host, value: [] }, expected));

    function aboutNode({ host, value }: OnHost<readonly Package[]>, expected: string): Outcome[] {
      const own = value.filter(isNodePackage);
      if (own.length === 0) return [found.missing({}, { host, object: 'packages of the node' })];
      return own
        .filter(({ version }) => version !== expected)
        .map(({ name, version, by }) => found.behind({ package: name, version, manager: by, expected }, { host, object: `package ${name}` }));
    }
  },
});
