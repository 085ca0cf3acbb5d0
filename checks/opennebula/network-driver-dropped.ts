import { any, check, type Outcome, sh } from '../../src/index.ts';
import { fateOf } from './drivers.ts';
import { networks, networkTemplates, type Resource } from './facts/resources.ts';
import { vmDrivers } from './facts/vms.ts';
import { readable, source, unreadable } from './pools.ts';

export default check({
  id: 'opennebula/network-driver-dropped',
  title: 'Every virtual network has a driver that the target release ships',
  severity: 'blocker',
  applies: { platform: 'opennebula', phases: ['pre', 'stopped'], paths: [{ to: '>=7.0' }], because: 'network drivers were dropped with 7.0' },
  why: '7.0 has no driver for ebtables and vCenter networks. A virtual machine with a network card in such a network can neither be started nor moved, and its filters are not set.',
  fix: {
    network: ({ id }) => ({
      text: 'Give the network the driver bridge or fw, which do the same with nftables, and attach the network cards in it anew.',
      commands: [sh`onevnet update ${id}`],
    }),
    template: ({ id }) => ({ text: 'Write another VN_MAD into the template.', commands: [sh`onevntemplate update ${id}`] }),
    vm: ({ id }) => ({
      text: 'Its network has been changed, or must be, and the network card keeps the old driver until it is attached anew.',
      commands: [sh`onevm show ${id}`],
    }),
    own: 'See that the driver works with the target release, and that its VN_MAD_CONF is in oned.conf after onecfg upgrade.',
  },
  refs: [source('src/onecfg/share/migrators/6.10.2_to_7.0.0.yaml'), source('share/etc/oned.conf')],
  covers: ['A.3.14'],
  needs: { networks: any(networks), templates: any(networkTemplates), vms: any(vmDrivers) },
  messages: {
    network: 'Virtual network {name} (id {id}) has the driver {driver}, which OpenNebula {since} dropped.',
    template: 'Template {name} (id {id}) of virtual networks has the driver {driver}, which OpenNebula {since} dropped.',
    vm: 'Virtual machine {name} (id {id}) has a network card with the driver {driver}, which OpenNebula {since} dropped.',
    own: { text: 'The {what} {name} (id {id}) has the network driver {driver}, which OpenNebula does not ship.', severity: 'warning' },
  },
  judge({ networks, templates, vms }, found, { to }) {
    const ofVms = vms.value.map(({ id, name, drivers }) => ({ id, name, said: drivers?.networks }));
    return [
      ...readable(networks.value).flatMap(one => judged('network', 'virtual network', networks.host, one, one.said.driver)),
      ...readable(templates.value).flatMap(one => judged('template', 'virtual network template', templates.host, one, one.said.driver)),
      ...readable(ofVms).flatMap(one => one.said.flatMap(driver => judged('vm', 'virtual machine', vms.host, one, driver))),
      ...unreadable('virtual network', networks.value, networks.host),
      ...unreadable('virtual network template', templates.value, templates.host),
      ...unreadable('virtual machine', ofVms, vms.host),
    ];

    function judged(message: 'network' | 'template' | 'vm', what: string, host: string, { id, name }: Resource<unknown>, driver = ''): Outcome[] {
      const fate = fateOf('network', driver || undefined, to);
      const at = { host, object: `${what} ${id}` };
      if (fate.is === 'dropped') return [found[message]({ id, name, driver, since: fate.since }, at)];
      return fate.is === 'own' ? [found.own({ what, id, name, driver }, at)] : [];
    }
  },
});
