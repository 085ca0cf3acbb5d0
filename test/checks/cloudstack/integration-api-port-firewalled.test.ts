import check from '../../../checks/cloudstack/integration-api-port-firewalled.ts';
import { cases } from '../../support/cases.ts';
import { fileAt } from './dumps.ts';
import { DENIED } from './services.ts';

const EL6 = '/etc/sysconfig/iptables';
const ZONE = '/etc/firewalld/zones/public.xml';
const UFW = '/etc/ufw/user.rules';
const rules = (...lines: string[]): string =>
  [
    '*filter',
    ':INPUT ACCEPT [0:0]',
    '-A INPUT -i lo -j ACCEPT',
    ...lines,
    '-A INPUT -j REJECT --reject-with icmp-host-prohibited',
    'COMMIT',
    '',
  ].join('\n');
const iptables = (...lines: string[]) => ({ iptables: fileAt(EL6, rules(...lines)) });
const zone = (inner: string) => ({ firewalld: fileAt(ZONE, `<?xml version="1.0" encoding="utf-8"?>\n<zone><short>Public</short>${inner}</zone>\n`) });
const ufw = (...tuples: string[]) => ({
  ufw: fileAt(UFW, ['*filter', '### RULES ###', ...tuples.map(one => `### tuple ### ${one}`), 'COMMIT', ''].join('\n')),
});
const elsewhere = { inputs: { elsewhere: true } } as const;
const at = (path: string) => ({ host: 'management', object: 'port 8096', path });
const toAll = (path: string) => [{ message: 'openToAll' as const, data: { path }, ...at(path) }];
const to = (path: string, from: string) => [{ message: 'openTo' as const, data: { path, from }, ...at(path) }];

cases(check, {
  on: { from: '4.2.1', to: '4.3.2', phase: 'post' },
  passes: {
    'closed, and the script runs on the server itself': { given: iptables('-A INPUT -p tcp -m tcp --dport 22 -j ACCEPT') },
    'a rule for the loop only': { given: iptables('-A INPUT -i lo -p tcp -m tcp --dport 8096 -j ACCEPT') },
    'a rule that drops': { given: iptables('-A INPUT -p tcp -m tcp --dport 8096 -j DROP') },
    'a comment, and an output rule': { given: iptables('#-A INPUT -p tcp --dport 8096 -j ACCEPT', '-A OUTPUT -p tcp --dport 8096 -j ACCEPT') },
    'a neighbouring port': {
      given: iptables('-A INPUT -p tcp --dport 80961 -j ACCEPT', '-A INPUT -p tcp -m multiport --dports 8097:8100 -j ACCEPT'),
    },
    'a comment in a zone': { given: zone('<!-- <port protocol="tcp" port="8096"/> -->') },
    'by UDP': { given: zone('<port protocol="udp" port="8096"/>') },
    'ufw denies': { given: ufw('deny tcp 8096 0.0.0.0/0 any 0.0.0.0/0 in') },
  },
  notes: {
    'one network, by iptables': {
      ...elsewhere,
      given: iptables('-A INPUT -s 10.1.1.0/24 -p tcp -m multiport --dports 80,8096 -j ACCEPT'),
      finds: to(EL6, '10.1.1.0/24'),
    },
    'one address, by firewalld': {
      ...elsewhere,
      given: zone('<rule family="ipv4"><source address="10.1.1.9"/><port protocol="tcp" port="8090-8099"/><accept/></rule>'),
      finds: to(ZONE, '10.1.1.9'),
    },
    'one address, by ufw': { given: ufw('allow tcp 8096 0.0.0.0/0 any 10.1.1.9 in'), finds: to(UFW, '10.1.1.9') },
  },
  fails: {
    'everybody, as the guide would have it': {
      given: iptables('-A INPUT -m state --state NEW -p tcp --dport 8096 -j ACCEPT'),
      finds: toAll(EL6),
    },
    'everybody, in a chain of the old tools': { given: iptables('-A RH-Firewall-1-INPUT -p tcp --dport 8000:8100 -j ACCEPT'), finds: toAll(EL6) },
    'everybody, by firewalld': { given: zone('<port protocol="tcp" port="8096"/>'), finds: toAll(ZONE) },
    'everybody, by ufw': { given: ufw('allow tcp 8096 0.0.0.0/0 any 0.0.0.0/0 in'), finds: toAll(UFW) },
    'closed, and the script runs on another machine': {
      ...elsewhere,
      given: iptables('-A INPUT -p tcp --dport 22 -j ACCEPT'),
      finds: [{ message: 'closed', data: { paths: EL6 }, host: 'management', object: 'port 8096' }],
    },
  },
  skips: {
    'no firewall': { given: { iptables: fileAt('/x', '') }, because: 'there are no files of a firewall' },
    'an upgrade within a release line': { from: '4.4.0', to: '4.4.4', given: iptables(), because: 'restarts no system VM' },
  },
  unknown: {
    'no firewall that is known, and the script runs on another machine': {
      ...elsewhere,
      given: { iptables: fileAt('/y', '') },
      because: 'it is open what it lets through',
    },
    'rules that cannot be read': { given: { ...iptables(), ufw: DENIED }, because: 'permission denied' },
    'a zone that is no XML': { given: zone('<port'), because: 'not well-formed XML' },
  },
});
