import check from '../../../checks/opennebula/config-older-than-recorded.ts';
import { cases } from '../../support/cases.ts';
import { directory, file, onecfgHost, STATE, state } from './support.ts';

const here = onecfgHost('7.0.1');
const rank = file('/etc/one/schedulers/rank.conf');
const at = { host: 'frontend', path: STATE };
const old = (files: string, version = '7.0.1') => ({
  message: 'oldFiles' as const,
  data: { path: STATE, version, files },
  ...at,
  remedy: 'onecfg init --force --to VERSION',
});
const views = ['admin', 'cloud', 'groupadmin', 'user'].map(name => file(`/etc/one/sunstone-views/kvm/${name}.yaml`));

const seventwo = { ...onecfgHost('7.2.0'), settings: state('version: 7.2.0'), traces: [rank] };
const SCHED = 'SCHED_MAD = [ EXECUTABLE = "one_sched" ]\nVN_MAD_CONF = [ NAME = "bridge" ]\n';
const oldSettings = (name: string, settings: string) => ({
  message: 'oldSettings' as const,
  data: { path: STATE, version: '7.2.0', file: name, settings },
  ...at,
  object: name,
});

cases(check, {
  on: { from: '6.10.2', to: '7.0.1', phase: 'post' },
  passes: {
    'what 7.0.0 has': { given: { ...here, settings: state('version: 7.0.0'), traces: [rank] } },
    'with the settings of 7.2': { given: { ...seventwo, conf: SCHED, monitord: 'PROBES_PERIOD = [ EXEC_VM = 5 ]\n' } },
    'without EXEC_VM, which 7.0 has not yet': {
      given: { ...here, settings: state('version: 7.0.0'), traces: [rank], conf: SCHED, monitord: 'A = 1' },
    },
    'oned.conf may not be read, or not by oned: the files decide': {
      given: { ...here, settings: state('version: 7.0.0'), traces: [rank], conf: { status: 'denied', reason: 'permission denied' }, monitord: 'A B' },
    },
    'a release candidate counts as its own': { given: { ...onecfgHost('7.2.0'), settings: state('version: 7.2.0-rc1'), traces: [rank] } },
  },
  fails: {
    'onecfg init --force after the packages': {
      given: { ...here, settings: state('version: 7.0.1'), traces: [file('/etc/one/sched.conf'), file('/etc/one/sunstone-server.conf')] },
      finds: [
        old('/etc/one/sched.conf, /etc/one/sunstone-server.conf'),
        { message: 'newFileMissing', data: { path: STATE, version: '7.0.1', file: '/etc/one/schedulers/rank.conf' }, ...at },
      ],
    },
    'settings that 7.0.0 and 7.2.0 change': {
      given: { ...seventwo, conf: 'VN_MAD_CONF = [ NAME = "ebtables", BRIDGE_TYPE = "linux" ]\n', monitord: 'PROBES_PERIOD = [ STATE_VM = 5 ]\n' },
      finds: [
        oldSettings('/etc/one/oned.conf', 'there is no SCHED_MAD, VN_MAD_CONF has ebtables'),
        oldSettings('/etc/one/monitord.conf', 'PROBES_PERIOD has no EXEC_VM'),
      ],
    },
    'one old file': {
      given: { ...here, settings: state('version: 7.0.0'), traces: [rank, file('/var/lib/one/remotes/etc/vmm/vcenter/vcenterrc')] },
      finds: [old('/var/lib/one/remotes/etc/vmm/vcenter/vcenterrc', '7.0.0')],
    },
    many: {
      given: {
        ...here,
        settings: state('version: 7.0.1'),
        traces: [rank, file('/etc/one/sched.conf'), file('/etc/one/vcenter_driver.conf'), ...views],
      },
      finds: [
        old(
          '/etc/one/sched.conf, /etc/one/vcenter_driver.conf, /etc/one/sunstone-views/kvm/admin.yaml, /etc/one/sunstone-views/kvm/cloud.yaml, /etc/one/sunstone-views/kvm/groupadmin.yaml and 1 more',
        ),
      ],
    },
    'a directory where a file was': {
      given: { ...here, settings: state('version: 7.0.0'), traces: [rank, directory('/etc/one/sched.conf')] },
      phase: 'pre',
      finds: [old('/etc/one/sched.conf', '7.0.0')],
    },
  },
  skips: {
    'an older version is recorded': {
      given: { ...here, settings: state('version: 6.10.2'), traces: [file('/etc/one/sched.conf')] },
      because: 'records version 6.10.2',
    },
    'no version is recorded': { given: { ...here, settings: state('x: 1'), traces: [] }, because: 'records no version' },
    'no state file': { given: { ...here, traces: [] }, because: 'records no version' },
    'the packages are old': {
      given: { ...onecfgHost('6.10.2'), settings: state('version: 7.0.0'), traces: [file('/etc/one/sched.conf')] },
      phase: 'pre',
      because: 'OpenNebula 6.10.2 is installed',
    },
  },
  unknown: {
    'the drivers may not be looked at': {
      given: { ...here, settings: state('version: 7.0.0'), traces: { status: 'denied', reason: '/var/lib/one: permission denied' } },
      because: 'files that come and go with 7.0.0 on frontend: /var/lib/one',
    },
  },
});
