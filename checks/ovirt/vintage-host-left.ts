import { check } from '../../src/index.ts';
import { vintageHosts } from './facts/outdated-rows.ts';
import { hostObject } from './update-scope.ts';

export default check({
  id: 'ovirt/vintage-host-left',
  title: 'No host is an oVirt Node of the old kind',
  severity: 'blocker',
  applies: { platform: 'ovirt', phases: ['pre', 'stopped'] },
  why: 'engine-setup stops where the database has a host of the kind that oVirt had up to 3.6, which no later engine can manage.',
  fix: {
    left: ({ name }) =>
      `In the Administration Portal, put the host ${name} into maintenance and remove it; install it anew as oVirt Node or Enterprise Linux, and add it again.`,
  },
  refs: ['https://github.com/oVirt/ovirt-engine/blob/master/packaging/setup/plugins/ovirt-engine-setup/ovirt-engine-checks/db/versions.py'],
  covers: ['A.3.13'],
  needs: { hosts: vintageHosts },
  messages: { left: 'Host {name} is an oVirt Node of the old kind.' },
  judge: ({ hosts }, found) => hosts.map(host => found.left({ name: host.name }, { object: hostObject(host) })),
});
