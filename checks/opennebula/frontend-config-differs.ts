import { check, each, type OnHost, type Outcome } from '../../src/index.ts';
import { clusterNeeds, HA_GUIDE, inCluster } from './cluster.ts';
import { configSizes, monitordSettings, onedSettings, type Settings } from './facts/deployment.ts';
import { MONITORD_CONF, ONED_CONF } from './facts/oned-conf.ts';
import { some } from './pools.ts';

/** What each server may have of its own: its number, and how it reaches its database. */
const OWN = /^(?:FEDERATION\/SERVER_ID|DB\/(?:SERVER|PORT|USER|PASSWD|DB_NAME))$/;
const COMPARED = [ONED_CONF, MONITORD_CONF];
const MOST = 10;

type Sizes = ReadonlyMap<string, number>;

const namesThatDiffer = (a: Settings, b: Settings): string[] =>
  [...new Set([...a.keys(), ...b.keys()])].filter(name => !OWN.test(name) && a.get(name) !== b.get(name)).sort();

export default check({
  id: 'opennebula/frontend-config-differs',
  title: 'All front-ends of the cluster have the same configuration',
  severity: 'warning',
  applies: { platform: 'opennebula', phases: ['installed', 'post'] },
  why: 'Whichever server leads runs the cloud with its own files. A difference shows at the next change of the leader, when nobody thinks of the upgrade any more.',
  fix: {
    setting: ({ path }) => `Compare ${path} on both front-ends, and make them equal but for SERVER_ID and what is said of the database.`,
    size: ({ path, other }) =>
      `Compare ${path} on both front-ends, and copy the right one. On ${other} it is another file; copy with rsync, as the guide for clusters does.`,
    missing: ({ path, other }) => `Copy ${path} from front-end ${other}, or remove it there if it belongs to the old release.`,
    more: 'Copy /etc/one and /var/lib/one/remotes/etc from the front-end that is right with rsync, as the guide for clusters does, and set SERVER_ID again afterwards.',
  },
  refs: [HA_GUIDE],
  covers: ['A.6.5'],
  needs: { ...clusterNeeds, sizes: each(configSizes), oned: each(onedSettings), monitord: each(monitordSettings) },
  messages: {
    setting: 'In {path} these settings differ from those of front-end {other}: {names}.',
    size: '{path} has {size} bytes, and {otherSize} on front-end {other}.',
    missing: '{path} is not there, and is on front-end {other}.',
    more: '{count} more files differ from those of front-end {other}.',
  },
  judge({ sizes, oned, monitord, ...evidence }, found) {
    return inCluster(evidence, () => [...aboutSettings(ONED_CONF, oned), ...aboutSettings(MONITORD_CONF, monitord), ...aboutFiles()]);

    function aboutSettings(path: string, [first, ...others]: readonly OnHost<Settings>[]): Outcome[] {
      return others.flatMap(({ host, value }) => {
        const names = namesThatDiffer(first!.value, value);
        return names.length === 0 ? [] : [found.setting({ path, other: first!.host, names: some(names) }, { host, path })];
      });
    }

    function aboutFiles(): Outcome[] {
      const [first, ...others] = sizes;
      return others.flatMap(one => {
        const all = [...filesOf(one, first!), ...missingIn(first!, one)];
        const rest = all.length - MOST;
        return rest > 0 ? [...all.slice(0, MOST), found.more({ count: rest, other: first!.host }, { host: one.host, object: 'other files' })] : all;
      });
    }

    /** What this front-end lacks, or has in another size. */
    function filesOf({ host, value }: OnHost<Sizes>, first: OnHost<Sizes>): Outcome[] {
      return [...first.value].flatMap(([path, otherSize]) => {
        const size = value.get(path);
        if (size === otherSize || (size !== undefined && COMPARED.includes(path))) return [];
        const data = { path, other: first.host };
        return [size === undefined ? found.missing(data, { host, path }) : found.size({ ...data, size, otherSize }, { host, path })];
      });
    }

    function missingIn(first: OnHost<Sizes>, { host, value }: OnHost<Sizes>): Outcome[] {
      return [...value.keys()].filter(path => !first.value.has(path)).map(path => found.missing({ path, other: host }, { host: first.host, path }));
    }
  },
});
