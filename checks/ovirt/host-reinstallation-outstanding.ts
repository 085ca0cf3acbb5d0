import { check, skip } from '../../src/index.ts';
import { incomplete } from './api.ts';
import { apiSummary } from './facts/api-summary.ts';
import { hosts } from './facts/hosts.ts';
import { hostObject } from './update-scope.ts';

export default check({
  id: 'ovirt/host-reinstallation-outstanding',
  title: 'No host waits for its reinstallation',
  severity: 'warning',
  applies: {
    platform: 'ovirt',
    phases: ['pre', 'post'],
    paths: [{ from: '>=4.4.3' }],
    because: 'older engines do not say it',
  },
  why: 'A setting of the cluster was changed that reaches a host only by a reinstallation, such as its firewall or encryption.',
  fix: { outstanding: ({ name }) => `In the Administration Portal, put ${name} into maintenance, choose Installation > Reinstall, and activate it.` },
  refs: ['https://github.com/oVirt/ovirt-engine-api-model/blob/master/src/main/java/types/Host.java'],
  covers: ['A.4.5'],
  needs: { hosts, summary: apiSummary },
  messages: { outstanding: 'Host {name} has to be reinstalled, says the engine.' },
  judge({ hosts: all, summary }, found) {
    const short = incomplete('hosts', all, summary);
    if (short) return [short];
    if (all.every(({ reinstallationRequired }) => reinstallationRequired === undefined))
      return skip('the engine does not say which hosts have to be reinstalled');
    return all.filter(one => one.reinstallationRequired === true).map(one => found.outstanding({ name: one.name }, { object: hostObject(one) }));
  },
});
