import check from '../../../checks/opennebula/forecast-period-short.ts';
import { cases } from '../../support/cases.ts';
import { DENIED } from './hosts.ts';

const KVM = '/var/lib/one/remotes/etc/im/kvm-probes.d/forecast.conf';
const LXC = '/var/lib/one/remotes/etc/im/lxc-probes.d/forecast.conf';
const monitord = (host: number | string, vm: number | string) => `PROBES_PERIOD = [\n    MONITOR_HOST = ${host},\n    MONITOR_VM = ${vm}\n]\n`;
const forecast = (host: number | string, vm: number | string, enabled = true) =>
  `# comment\nhost:\n  db_retention: 4 # Number of weeks\n  forecast:\n      enabled: ${enabled}\n      period: ${host} # Number of minutes\n  forecast_far:\n      period: 1\nvirtualmachine:\n  forecast:\n      enabled: true\n      period: ${vm}\n`;
const found = (path: string, what: 'hosts' | 'virtual machines', data: object, remedy = 'onehost sync --force') =>
  ({
    message: 'short',
    data: { path, what, name: what === 'hosts' ? 'MONITOR_HOST' : 'MONITOR_VM', ...data },
    host: 'frontend',
    path,
    object: `forecasts of ${what}`,
    remedy,
  }) as never;

cases(check, {
  on: { from: '6.10.2', to: '7.2.0', phase: 'post' },
  passes: {
    'as shipped': { given: { monitoring: monitord(120, 30), kvm: forecast(5, 5), lxc: forecast(5, 5) } },
    'exactly as often': { given: { monitoring: monitord(300, 60), kvm: forecast(5, 1) } },
    'switched off': { given: { monitoring: monitord(600, 30), kvm: forecast(5, 5, false) } },
    'no such files': { given: { monitoring: monitord(600, 600) } },
    'another section, and nothing of forecasts': {
      given: { monitoring: monitord(600, 600), kvm: 'host:\n  db_retention: 4\n__proto__:\n  forecast: 1\n' },
    },
  },
  fails: {
    'hosts, after monitoring was slowed down': {
      given: { monitoring: monitord(600, 30), kvm: forecast(5, 5) },
      finds: [found(KVM, 'hosts', { period: 5, seconds: 600, minutes: 10 }, 'to 10 minutes or more')],
    },
    'the defaults of monitoring': {
      given: { monitoring: 'MANAGER_TIMER = 15\n', lxc: forecast(1, 1) },
      finds: [found(LXC, 'hosts', { period: 1, seconds: 120, minutes: 2 })],
    },
    'virtual machines': {
      given: { monitoring: monitord(120, 90), kvm: forecast(5, 1) },
      finds: [found(KVM, 'virtual machines', { period: 1, seconds: 90, minutes: 2 })],
    },
  },
  unknown: {
    'a period that is no number': { given: { monitoring: monitord(120, 30), kvm: forecast('"5m"', 5) }, because: 'the period of host is no number' },
    'no YAML': { given: { monitoring: monitord(120, 30), qemu: 'host:\n\tx: [' }, because: 'could not be read' },
    'monitord.conf is denied': { given: { monitoring: DENIED, kvm: forecast(5, 5) }, because: 'permission denied' },
  },
});
