import check from '../../../checks/opennebula/libvirtd-not-restarted.ts';
import { cases } from '../../support/cases.ts';
import { DENIED, rpmAll } from './hosts.ts';

const ps = (...lines: string[]) => ({ stdout: `    PID                  STARTED COMMAND\n${lines.map(line => `${line}\n`).join('')}` });
const EARLY = '   2345 Fri Nov 21 01:10:11 2026 libvirtd';
const at = (clock: string) => Date.parse(`2026-11-21T${clock}Z`) / 1000;
const rpm = (clock: string) => rpmAll({ 'opennebula-node-kvm': '7.0.1' }, at(clock));
const deb = (clock: string) => [{ path: '/var/lib/dpkg/info/opennebula-node-kvm.list', mtime: `2026-11-21T${clock}Z` }];
const found = (installed: string, name = 'libvirtd') =>
  ({
    message: 'older',
    data: { name, started: '2026-11-21 01:10:11 UTC', installed: `2026-11-21 ${installed} UTC` },
    host: 'node',
    object: name,
    remedy: `systemctl restart ${name}`,
  }) as const;

cases(check, {
  on: { from: '6.10.2', to: '7.0.1', phase: 'post' },
  passes: {
    'started after it': { given: { daemons: ps(EARLY), rpm: rpm('01:00:00'), deb: [] } },
    'started by the installation itself': { given: { daemons: ps(EARLY), deb: deb('01:10:13') } },
    'the modular daemon is idle and ended': { given: { daemons: { ...ps(), exit: 1 }, deb: deb('02:00:00') } },
    'a node for containers has no such package': { given: { daemons: ps(EARLY), rpm: rpmAll({ 'opennebula-node-lxc': '7.0.1' }), deb: [] } },
  },
  fails: {
    'older, by rpm': { given: { daemons: ps(EARLY), rpm: rpm('01:30:00'), deb: [] }, finds: [found('01:30:00')] },
    'older, by dpkg': {
      given: { daemons: ps(EARLY.replace('libvirtd', 'virtqemud')), deb: deb('01:10:14') },
      finds: [found('01:10:14', 'virtqemud')],
    },
  },
  unknown: {
    'a line that is none': { given: { daemons: ps('x'), deb: deb('01:30:00') }, because: 'a line is not PID STARTED COMMAND' },
    'no ps': { given: { daemons: { stdout: '', exit: 1 }, deb: deb('01:30:00') }, because: 'ps ended with 1' },
    'the file of dpkg is denied': { given: { daemons: ps(EARLY), deb: DENIED }, because: 'permission denied' },
  },
});
