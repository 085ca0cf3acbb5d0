import check from '../../../checks/cloudstack/xenserver-vlan-leftover.ts';
import { cases } from '../../support/cases.ts';
import { at, denied, kvm, patched, pending, xe } from './xenserver.ts';

const scripts = {
  on: {
    xs1: [at('/opt/xensource/bin/cloud-clean-vlan.sh', undefined, '0755'), at('/opt/xensource/bin/cloud-prepare-upgrade.sh', undefined, '0755')],
  },
};
const networks = (...list: Record<string, string>[]) => ({ on: { xs1: xe(...list) } });
const used = { uuid: 'n-1', 'name-label': 'VLAN-e1-100', 'VIF-uuids': 'f-1; f-2' };
const unused = { uuid: 'n-2', 'name-label': 'VLAN-e1-101', 'VIF-uuids': '' };
const finding = {
  message: 'leftover',
  data: { name: 'VLAN-e1-101', uuid: 'n-2', cluster: 3 },
  object: 'network n-2',
  remedy: '/opt/xensource/bin/cloud-clean-vlan.sh',
} as const;
const missing = (script: string) => ({
  message: 'scriptMissing' as const,
  data: { title: 'xs1.example (host 1)', script: `/opt/xensource/bin/${script}` },
  host: 'xs1',
  path: `/opt/xensource/bin/${script}`,
});

cases(check, {
  on: { from: '3.0.6', to: '4.3.2', phase: 'post' },
  passes: {
    'a VLAN that is used, and networks of other names that are not': {
      given: {
        ...pending,
        scripts,
        networks: networks(
          used,
          { ...unused, 'name-label': 'Pool-wide network associated with eth0' },
          { ...unused, uuid: 'n-4', 'name-label': 'my VLAN' },
        ),
      },
    },
    'no networks at all': { given: { ...pending, scripts, networks: { on: { xs1: '' } } } },
  },
  fails: {
    'a VLAN that nothing uses': { given: { ...pending, scripts, networks: networks(used, unused) }, finds: [finding] },
    'no scripts': {
      given: { ...pending, scripts: { on: { xs1: [] } }, networks: networks(used) },
      finds: [missing('cloud-clean-vlan.sh'), missing('cloud-prepare-upgrade.sh')],
    },
    'a script that cannot be executed': {
      given: {
        ...pending,
        scripts: { on: { xs1: [scripts.on.xs1[0]!, at('/opt/xensource/bin/cloud-prepare-upgrade.sh', undefined, '0644')] } },
        networks: networks(used),
      },
      finds: [missing('cloud-prepare-upgrade.sh')],
    },
  },
  skips: {
    'no XenServer host': { given: { hosts: [kvm] }, because: 'no XenServer host' },
    'the hotfix is there': { given: { ...patched, scripts, networks: networks(unused) }, because: 'has the hotfix' },
  },
  unknown: {
    'not what xe prints': { given: { ...pending, scripts, networks: { on: { xs1: 'Error: nothing\n' } } }, because: 'not what xe prints' },
    'the database refuses us': { given: { hosts: denied }, because: 'SELECT command denied' },
  },
});
