import { check, each, type OnHost, type Outcome, undecided } from '../../src/index.ts';
import { type Cluster, clusterNeeds, HA_GUIDE, inCluster } from './cluster.ts';
import { type Deployment, type Monitoring, monitoring } from './facts/deployment.ts';
import { MONITORD_CONF } from './facts/oned-conf.ts';

/** `10.0.0.2/24` → `10.0.0.2`, `[fd00::7]` → `fd00::7` */
const bare = (address: string): string =>
  address
    .replace(/\/\d{1,3}$/, '')
    .replace(/^\[(.*)\]$/, '$1')
    .toLowerCase();

const isAddress = (text: string): boolean => /^(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f:]*:[0-9a-f:.]*)$/.test(text);

const addressesOf = ({ leaderHook, followerHook }: Deployment): string[] =>
  (leaderHook ?? followerHook)?.addresses.map(({ address }) => bare(address)).filter(isAddress) ?? [];

const set = ({ wanted }: { readonly wanted: string | number }) => ({
  text: `Set MONITOR_ADDRESS in NETWORK of ${MONITORD_CONF} to ${wanted} on every front-end, after onecfg upgrade and before oned is started; where it runs already, restart it.`,
  undo: 'Set the old value again.',
  note: 'The guide changes the file before it runs onecfg upgrade, which puts the files of the snapshot in its place: the change is lost.',
});

export default check({
  id: 'opennebula/monitor-address-not-virtual-ip',
  title: 'The hosts of a cluster send their monitoring to the virtual address of the leader',
  severity: 'blocker',
  applies: { platform: 'opennebula', phases: ['installed', 'post'] },
  why: 'With auto the agents on the hosts send to the server that started them. When another one leads, it hears nothing and takes every host for failed.',
  fix: { auto: set, other: set },
  refs: [HA_GUIDE, 'https://docs.opennebula.io/7.0/product/control_plane_configuration/high_availability/frontend_ha/'],
  covers: ['A.6.6'],
  needs: { ...clusterNeeds, monitoring: each(monitoring) },
  messages: {
    auto: 'MONITOR_ADDRESS in {path} is auto, which a cluster cannot use; the virtual address is {wanted}.',
    other: 'MONITOR_ADDRESS in {path} is {address}, and the hook of the leader sets {wanted}.',
  },
  judge({ monitoring, ...evidence }, found) {
    return inCluster(evidence, cluster => monitoring.flatMap(one => about(one, cluster)));

    function about({ host, value: { address } }: OnHost<Monitoring>, { frontends }: Cluster): Outcome[] {
      const here = frontends.find(one => one.host === host);
      const wanted = here ? addressesOf(here.value) : [];
      const at = { host, path: MONITORD_CONF };
      const words = wanted.join(' or ');
      if (address.toLowerCase() === 'auto' || address === '') return [found.auto({ path: MONITORD_CONF, wanted: words || 'not in oned.conf' }, at)];
      if (!here) return [];
      if (wanted.length === 0) return [undecided('no hook of oned.conf says the virtual address of the leader', host)];
      if (!isAddress(bare(address))) return [undecided(`MONITOR_ADDRESS is the name ${address}, and names are not looked up`, host)];
      return wanted.includes(bare(address)) ? [] : [found.other({ path: MONITORD_CONF, address, wanted: words }, at)];
    }
  },
});
