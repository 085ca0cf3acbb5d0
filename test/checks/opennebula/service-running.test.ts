import check from '../../../checks/opennebula/service-running.ts';
import { cases } from '../../support/cases.ts';
import { cluster, frontend } from './support.ts';
import { systemctl } from './units.ts';

const here = frontend('7.0.1');
const unit = (name: string) => ({ host: 'frontend', object: name });
const says = (message: 'running' | 'helperRunning' | 'proxyRunning', name: string, state = 'active') => ({
  message,
  data: { unit: name, state },
  ...unit(name),
  remedy: `systemctl stop ${name}`,
});

cases(check, {
  on: { from: '6.10.2', to: '7.0.1', phase: 'stopped' },
  passes: {
    'all of them are stopped, and some are not there': { given: { ...here, units: systemctl({}) } },
    'masked, which is stopped': { given: { ...here, units: systemctl({ 'opennebula-flow.service': 'masked masked' }) }, phase: 'installed' },
    'a web server that failed is none of ours': { given: { ...here, units: systemctl({ 'nginx.service': 'failed enabled' }) } },
  },
  fails: {
    'oned runs': {
      given: { ...here, units: systemctl({ 'opennebula.service': 'active enabled' }) },
      finds: [says('running', 'opennebula.service')],
    },
    'one that starts or stops runs as well': {
      given: { ...here, units: systemctl({ 'opennebula.service': 'deactivating enabled', 'opennebula-fireedge.service': 'activating disabled' }) },
      finds: [says('running', 'opennebula.service', 'deactivating'), says('running', 'opennebula-fireedge.service', 'activating')],
    },
    'the scheduler of 6.x, and hooks': {
      given: { ...here, units: systemctl({ 'opennebula-scheduler.service': 'active', 'opennebula-hem.service': 'active' }) },
      finds: [says('running', 'opennebula-hem.service'), says('running', 'opennebula-scheduler.service')],
    },
    'a timer, which the guide does not name': {
      given: { ...here, units: systemctl({ 'opennebula-showback.timer': 'active enabled' }) },
      finds: [says('helperRunning', 'opennebula-showback.timer')],
    },
    'the web server before FireEdge': {
      given: { ...here, units: systemctl({ 'nginx.service': 'active enabled' }) },
      finds: [says('proxyRunning', 'nginx.service')],
    },
    'failed, which is stopped and suspicious': {
      given: { ...here, units: systemctl({ 'opennebula-gate.service': 'failed enabled' }) },
      finds: [{ message: 'failed', data: { unit: 'opennebula-gate.service' }, ...unit('opennebula-gate.service'), remedy: 'reset-failed' }],
    },
    'on one front-end of two': {
      given: cluster({ fe1: { ...here, units: systemctl({}) }, fe2: { ...here, units: systemctl({ 'opennebula.service': 'active' }) } }, [
        'oned',
        'said',
        'deb',
        'rpm',
        'shipped',
        'units',
      ]),
      finds: [{ ...says('running', 'opennebula.service'), host: 'fe2' }],
    },
  },
  unknown: {
    'no systemd': { given: { ...here, units: { status: 'absent', reason: 'systemctl is not there' } }, because: 'systemctl is not there' },
    'nothing is said of a unit': {
      given: { ...here, units: { stdout: 'Id=__proto__\n\n', exit: 1 } },
      because: 'says nothing of opennebula.service (exit status 1)',
    },
  },
});
