import check from '../../../checks/cloudstack/system-vm-release-old.ts';
import { cases } from '../../support/cases.ts';
import { ABSENT, DOWN, on } from './agent-hosts.ts';

const path = '/etc/cloudstack-release';
const says = (line: string) => ({ given: { releases: line } });
const old = (release: string, target = '4.3.1', wanted = '4.3') => ({ message: 'old' as const, data: { release, target, wanted }, path });

cases(check, {
  on: { from: '2.2.14', to: '4.3.1', phase: 'post' },
  passes: {
    'the template of 4.3.0 under 4.3.1': says('Cloudstack Release 4.3.0 (64-bit) Wed Jan 15 00:27:19 UTC 2014\n'),
    'lower case and an end that is not needed': says('cloudstack release 4.3-incubating'),
    'a newer one': says('Cloudstack Release 4.18.1 Wed Jun  7 08:19:18 UTC 2023'),
    '4.13 has the template of 4.11': { ...says('Cloudstack Release 4.11.3'), from: '4.9', to: '4.13.1' },
    '4.11 is newer than 4.9': { ...says('Cloudstack Release 4.11.1 x'), from: '4.5', to: '4.9' },
  },
  fails: {
    'the number that the guide shows': {
      ...says('Cloudstack Release 4.0.0-incubating Mon Oct 9 15:10:04 PST 2012'),
      finds: [{ ...old('4.0.0'), remedy: '-p PASSWORD -a' }],
    },
    'one of two': {
      given: { releases: on({ 's-1-VM': 'Cloudstack Release 4.3.0', 'r-5-VM': 'Cloudstack Release 4.2.0\u001b[2J' }) },
      finds: [{ ...old('4.2.0'), host: 'r-5-VM' }],
    },
    'an older minor with a longer number': {
      ...says('Cloudstack Release 4.9.2'),
      from: '4.9',
      to: '4.11.3.0',
      finds: [old('4.9.2', '4.11.3.0', '4.11')],
    },
  },
  skips: { 'no system VM is named': { given: { releases: on({}) }, because: 'the target names no system VM (role systemvm)' } },
  unknown: {
    'it cannot be reached': { given: { releases: DOWN }, because: 'release of the system VM on systemvm: timed out' },
    'no such file, as in a template of 2.2': { given: { releases: ABSENT }, because: 'No such file' },
    'another text': { ...says('Debian GNU/Linux 7'), because: 'names no release' },
  },
});
