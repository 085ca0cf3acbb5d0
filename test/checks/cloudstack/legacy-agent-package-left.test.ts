import check from '../../../checks/cloudstack/legacy-agent-package-left.ts';
import { cases } from '../../support/cases.ts';
import { dpkgSays } from './packages.ts';

const NEW = 'cloudstack-agent install ok installed 4.3.1';
const ABSENT = { status: 'absent', reason: 'there is no program dpkg-query' } as const;
const object = 'package cloud-agent';

cases(check, {
  on: { from: '4.0.2', to: '4.3.1', phase: 'post' },
  passes: {
    purged: { given: { deb: dpkgSays(NEW) } },
    'remembered and not there': { given: { deb: dpkgSays(NEW, 'cloud-agent unknown ok not-installed ') } },
    'one host with rpm, one with dpkg': { given: { deb: { on: { kvm1: ABSENT, kvm2: dpkgSays(NEW) } } } },
    'another package of that time, which is not the agent': { given: { deb: dpkgSays(NEW, 'cloud-agent-libs deinstall ok config-files 4.0.2') } },
  },
  fails: {
    'its configuration is left': {
      given: { deb: dpkgSays(NEW, 'cloud-agent deinstall ok config-files 4.0.2') },
      finds: [{ message: 'configurationLeft', data: { status: 'deinstall ok config-files' }, object, remedy: 'dpkg --purge cloud-agent' }],
    },
    'still installed, on one host of two': {
      given: { deb: { on: { kvm1: dpkgSays(NEW), kvm2: dpkgSays(NEW, 'cloud-agent install ok installed 4.0.2') } } },
      finds: [{ message: 'installed', host: 'kvm2', data: { version: '4.0.2', status: 'install ok installed' }, object }],
    },
    'half removed': {
      given: { deb: dpkgSays('cloud-agent deinstall reinstreq half-installed 4.0.2') },
      finds: [{ message: 'installed', data: { version: '4.0.2', status: 'deinstall reinstreq half-installed' }, object }],
    },
  },
  skips: {
    'hosts with rpm': { given: { deb: ABSENT }, because: 'rpm removes cloud-agent by itself' },
    'no KVM host': { given: { deb: { on: {} } }, because: 'names no KVM host' },
  },
  unknown: {
    'a host that is down': { given: { deb: { status: 'unreachable', reason: 'timed out' } }, because: 'timed out' },
    'dpkg is locked up': { given: { deb: { stderr: 'dpkg-query: error: parsing file', exit: 2 } }, because: 'dpkg-query says' },
  },
});
