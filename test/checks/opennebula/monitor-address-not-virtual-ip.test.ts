import check from '../../../checks/opennebula/monitor-address-not-virtual-ip.ts';
import { cases } from '../../support/cases.ts';
import { NO_CLUSTER, on, onedConf, single, zone } from './clusters.ts';
import { DENIED } from './hosts.ts';

const path = '/etc/one/monitord.conf';
const conf = (address: string) =>
  `# MONITOR_ADDRESS = "x"\nNETWORK = [\n    ADDRESS = "::",\n    MONITOR_ADDRESS = "${address}",\n    PORT = 4124\n]\n`;
const cluster = (leader: string | undefined, follower?: string) => ({
  deployments: onedConf({ server: 0, ...(leader !== undefined && { leader }), ...(follower !== undefined && { follower }) }),
  zones: [zone(0, [0])],
});
const hooked = cluster('leader ens1 10.0.0.2/24 ens2 FD00::2/64', 'follower ens1 10.0.0.2/24 ens2 FD00::2/64');
const at = { host: 'frontend', path } as const;

cases(check, {
  on: { from: '6.10.2', to: '7.0.1', phase: 'installed' },
  passes: {
    'the virtual address': { given: { ...hooked, monitoring: conf('10.0.0.2') } },
    'the second one, in another spelling': { given: { ...hooked, monitoring: conf('[fd00::2]') } },
  },
  fails: {
    auto: {
      given: { ...hooked, monitoring: conf('AUTO') },
      finds: [{ message: 'auto', data: { path, wanted: '10.0.0.2 or fd00::2' }, ...at, remedy: 'after onecfg upgrade' }],
    },
    'not said, which is auto': {
      given: { ...hooked, monitoring: 'MANAGER_TIMER = 15\n' },
      finds: [{ message: 'auto', data: { path, wanted: '10.0.0.2 or fd00::2' }, ...at }],
    },
    'auto without a hook': {
      given: { ...cluster(undefined), monitoring: conf('auto') },
      finds: [{ message: 'auto', data: { path, wanted: 'not in oned.conf' }, ...at }],
    },
    'its own address': {
      given: { ...hooked, monitoring: conf('10.0.0.20') },
      finds: [{ message: 'other', data: { path, address: '10.0.0.20', wanted: '10.0.0.2 or fd00::2' }, ...at }],
    },
    'one of two front-ends': {
      given: {
        deployments: on({
          fe0: onedConf({ server: 0, leader: 'leader a 10.0.0.2/24' }),
          fe1: onedConf({ server: 1, leader: 'leader b 10.0.0.2/24' }),
        }),
        zones: [zone(0, [0, 1])],
        monitoring: on({ fe0: conf('10.0.0.2'), fe1: conf('auto') }),
      },
      finds: [{ message: 'auto', data: { path, wanted: '10.0.0.2' }, host: 'fe1', path }],
    },
  },
  skips: { 'one front-end': { given: { ...single(), monitoring: conf('auto') }, because: NO_CLUSTER } },
  unknown: {
    'a name': { given: { ...hooked, monitoring: conf('one.example.org') }, because: 'is the name one.example.org' },
    'an address, and no hook that says one': { given: { ...cluster(undefined), monitoring: conf('10.0.0.2') }, because: 'no hook of oned.conf' },
    'a file that monitord refuses': { given: { ...hooked, monitoring: 'NETWORK = [ ADDRESS = ' }, because: 'refuses line' },
    denied: { given: { ...hooked, monitoring: DENIED }, because: 'permission denied' },
  },
});
