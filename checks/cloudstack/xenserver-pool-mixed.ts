import { check, compare, each, type Outcome, optional, skip, version } from '../../src/index.ts';
import { xenPoolRole } from './facts/xenserver-host.ts';
import { answerOn, atHost, GUIDE_30, NO_XENSERVER, releaseOf, unnamed, type XenHost, xenHostsOf } from './xenserver.ts';
import { HOTFIX, HOTFIX_PATHS, hotfixName, xenHotfixNeeds } from './xenserver-hotfix.ts';

/** Release and build, as they must be equal in a pool. */
const stateOf = (host: XenHost): string =>
  [releaseOf(host) ?? 'unknown', host.inventory?.build && `build ${host.inventory.build}`].filter(Boolean).join(', ');

const isOlder = (a: string | undefined, b: string | undefined): boolean => {
  const [left, right] = [version(a ?? ''), version(b ?? '')];
  return left !== undefined && right !== undefined && compare(left, right) < 0;
};

export default check({
  id: 'cloudstack/xenserver-pool-mixed',
  title: 'All hosts of a XenServer pool have the same release and the same hotfixes',
  severity: 'blocker',
  applies: { platform: 'cloudstack', phases: ['post'], ...HOTFIX_PATHS },
  why: 'Virtual machines cannot be migrated to an older host, and a pool whose master is older than a slave does not come up.',
  fix: {
    masterOlder: 'Upgrade the pool master before everything else: it has to be the newest host of its pool at any time.',
    releaseDiffers: 'Upgrade this host to the release of the pool master.',
    hotfixMissing: `Apply the hotfix to this host with xe patch-apply, and reboot it. cloudstack/xenserver-hotfix-missing has the whole way for ${HOTFIX}.`,
  },
  refs: [GUIDE_30],
  covers: ['78'],
  needs: { ...xenHotfixNeeds, roles: each(optional(xenPoolRole)) },
  messages: {
    masterOlder: 'XenServer host {title} is the master of its pool and of {own}; {other} is of {newer}.',
    releaseDiffers: 'XenServer host {title} is of {own}; {other} of the same pool is of {theirs}.',
    hotfixMissing: 'XenServer host {title} does not have the hotfix {hotfix}, which {other} of the same pool has.',
  },
  judge(evidence, found) {
    const hosts = xenHostsOf(evidence);
    if (hosts.length === 0) return skip(NO_XENSERVER);
    const pools = [...new Set(hosts.map(({ cluster_id }) => cluster_id))].map(pool => hosts.filter(one => one.cluster_id === pool && one.inventory));
    if (hosts.every(({ on }) => on !== undefined) && pools.every(pool => pool.length < 2)) return skip('every XenServer host is alone in its pool');
    return [...unnamed(hosts), ...pools.flatMap(pool => [...releases(pool), ...hotfixes(pool)])];

    /** Compared with the master, or with the first host where no host says that it is the master. */
    function releases(pool: readonly XenHost[]): Outcome[] {
      const isMaster = (host: XenHost): boolean => answerOn(evidence.roles, host.on) === 'master';
      const master = pool.find(isMaster) ?? pool[0];
      return pool.flatMap((host): Outcome[] => {
        if (!master || stateOf(host) === stateOf(master)) return [];
        if (isMaster(master) && isOlder(master.inventory?.version, host.inventory?.version))
          return [found.masterOlder({ title: master.title, own: stateOf(master), other: host.title, newer: stateOf(host) }, atHost(master))];
        return [found.releaseDiffers({ title: host.title, own: stateOf(host), other: master.title, theirs: stateOf(master) }, atHost(host))];
      });
    }

    function hotfixes(pool: readonly XenHost[]): Outcome[] {
      const told = pool.flatMap(host => {
        const software = answerOn(evidence.software, host.on);
        return software ? [{ host, names: software.hotfixes.map(({ name }) => name) }] : [];
      });
      const all = [...new Set(told.flatMap(({ names }) => names))];
      return told.flatMap(({ host, names }) =>
        all
          .filter(name => !names.includes(name))
          .map(name => {
            const other = told.find(one => one.names.includes(name))!.host.title;
            return found.hotfixMissing(
              { title: host.title, hotfix: hotfixName(name), other },
              { ...atHost(host), object: `host ${host.id} ${hotfixName(name)}` },
            );
          }),
      );
    }
  },
});
