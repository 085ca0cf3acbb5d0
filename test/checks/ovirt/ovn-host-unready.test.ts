import check from '../../../checks/ovirt/ovn-host-unready.ts';
import { cases } from '../../support/cases.ts';
import { rpmSays } from './rpm-says.ts';

const rpm = (...installed: string[]) => rpmSays(check.needs.packages, installed);
const host = (name: string, ovn?: boolean) =>
  `<host id="${name}"><name>${name}</name><address>${name}</address><status>up</status><cluster id="c1"/>${ovn === undefined ? '' : `<ovn_configured>${ovn}</ovn_configured>`}</host>`;
const hosts = (...all: string[]) => `<hosts>${all.join('')}</hosts>`;
const OLD = 'network-scripts-openvswitch2.11';

cases(check, {
  on: { from: '4.4.10', to: '4.5.6', phase: 'pre' },
  passes: {
    'no such package': { given: { packages: rpm(), hosts: hosts(host('h1')) } },
    'the package of another release': { given: { packages: rpm('network-scripts-openvswitch 2.15.0'), hosts: hosts(host('h1', true)) } },
    'the API is a second witness': { given: { packages: rpm(), hosts: { status: 'unreachable', reason: 'refused' } } },
  },
  fails: {
    'one host of two': {
      given: { packages: { on: { h1: rpm(), h2: rpm(`${OLD} 2.11.3`) } }, hosts: hosts(host('h1')) },
      finds: [{ message: 'blocks', data: {}, host: 'h2', object: `package ${OLD}`, remedy: `dnf remove ${OLD}` }],
    },
    'OVN is not set up': {
      given: { packages: rpm(), hosts: hosts(host('h1', true), host('h2', false)) },
      phase: 'post',
      finds: [{ message: 'unconfigured', data: { name: 'h2' }, object: 'host h2' }],
    },
  },
  unknown: {
    'no host to log in to': { given: { packages: { on: {} }, hosts: hosts(host('h1')) }, because: 'the target names no host' },
    'rpm is broken': { given: { packages: { stdout: '', stderr: 'error\u001b[2J', exit: 1 }, hosts: hosts() }, because: 'rpm says nothing of' },
  },
});
