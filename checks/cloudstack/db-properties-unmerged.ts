import { attempt, check, each, inRange, line, type OnHost, type Outcome, optional, type Remedy, sh } from '../../src/index.ts';
import {
  activeDbProperties,
  type DbProperties,
  dbPropertiesTimes,
  NEEDED_43,
  newDbProperties,
  oldDbProperties,
} from './facts/db-properties-files.ts';
import { isOlder } from './facts/file-times.ts';

type Text = string | number;

/** What a fresh package sets; a site that has one host for all may have the same. */
const PACKAGED: Readonly<Record<string, string>> = { 'db.cloud.host': 'localhost', 'db.usage.host': 'localhost', 'cluster.node.IP': '127.0.0.1' };

const merge = ({ path, other }: { readonly path: Text; readonly other: Text }): Remedy => ({
  text: `Compare the two files and bring what is missing into ${path}, before the management server is started.`,
  down: 'cloudstack-management on this host',
  commands: [sh`cp -a ${path} ${`${path}.before-preflight`}`, sh`diff ${other} ${path}`],
  undo: sh`cp -a ${`${path}.before-preflight`} ${path}`.text,
  note: 'The guide copies the file of the package over db.properties and merges then; the other way round nothing of the site can be lost. Both hold secrets: do not send the difference to anybody.',
});

export default check({
  id: 'cloudstack/db-properties-unmerged',
  title: 'db.properties has every setting of the new package and keeps those of the site',
  severity: 'blocker',
  applies: { platform: 'cloudstack', phases: ['installed', 'post'], because: 'the files to compare come with the new packages' },
  why: 'The packages leave a changed db.properties alone and put theirs beside it, or put theirs in its place. Without the new settings the management server may not start; without those of the site it looks for another database, or reads encrypted values as they are.',
  fix: {
    missingFile: 'Bring db.properties back from the copy of before the upgrade.',
    missingKeys: merge,
    otherKeys: merge,
    overwritten: merge,
    secretLost: merge,
    changed: merge,
    twice: ({ path }) => `Keep one line for each of them in ${path}: the last is the one that counts.`,
  },
  refs: [
    'https://docs.cloudstack.apache.org/projects/cloudstack-release-notes/en/4.3/#upgrade-from-2-2-14-to-4-3',
    'https://github.com/apache/cloudstack/issues/2611',
    'https://github.com/apache/cloudstack/blob/4.3/framework/db/src/com/cloud/utils/db/TransactionLegacy.java',
  ],
  covers: ['32'],
  needs: {
    active: each(optional(activeDbProperties)),
    packaged: each(optional(newDbProperties)),
    before: each(optional(oldDbProperties)),
    times: each(attempt(dbPropertiesTimes)),
  },
  messages: {
    missingFile: 'There is no db.properties, neither in /etc/cloudstack/management nor in /etc/cloud/management.',
    missingKeys: '{path} lacks settings that the new package brings in {other}: {keys}.',
    otherKeys: { text: '{path} lacks settings that {other} has: {keys}. {because}.', severity: 'warning' },
    overwritten: '{path} sets {key} to "{value}", as a fresh package does, and {other} had "{old}".',
    secretLost: '{path} does not set {key}, and {other} did.',
    changed: { text: '{path} sets {key} to "{value}", and {other} had "{old}".', severity: 'warning' },
    twice: { text: '{path} sets more than once: {keys}.', severity: 'warning' },
    merged: { text: '{other} is still there, and {path} has all of its settings: it can be removed.', severity: 'note' },
  },
  judge({ active, packaged, before, times }, found, { from, to }) {
    const isNeeded = (key: string): boolean => !to || line(to) !== '4.3' || NEEDED_43.includes(key);
    return active.flatMap(({ host, value }): Outcome[] => {
      if (!value) return [found.missingFile({}, { host, object: 'db.properties' })];
      return [
        ...judgeTwice(value, host),
        ...on(packaged, host).flatMap(one => judgeNew(value, one, host)),
        ...on(before, host).flatMap(one => (isOfThisUpgrade(one) ? judgeOld(value, one, host) : [])),
      ];
    });

    function judgeTwice({ path, twice }: DbProperties, host: string): Outcome[] {
      return twice.length > 0 ? [found.twice({ path, keys: twice.join(', ') }, { host, object: 'db.properties', path })] : [];
    }

    function judgeNew({ path, keys }: DbProperties, { path: other, keys: all }: DbProperties, host: string): Outcome[] {
      const missing = all.filter(key => !keys.includes(key));
      const at = { host, object: 'db.properties', path };
      if (missing.length === 0) return [found.merged({ path, other }, at)];
      const isLeft = isOlder(times, host, { path: other, than: path });
      const needed = isLeft ? [] : missing.filter(isNeeded);
      const rest = missing.filter(key => !needed.includes(key)).join(', ');
      return [
        ...(needed.length > 0 ? [found.missingKeys({ path, other, keys: needed.join(', ') }, at)] : []),
        ...(rest === '' ? [] : [found.otherKeys({ path, other, keys: rest, because: isLeft ? LEFT : DEFAULT }, at)]),
      ];
    }

    /** From 4.1 on a copy beside the file is of this upgrade only where a package manager made it; /etc/cloud.rpmsave is of the upgrade to 4.1. */
    function isOfThisUpgrade({ path }: DbProperties): boolean {
      return !from || inRange(from, '<4.1') || /^\/etc\/cloudstack\/.*\.(?:rpmsave|dpkg-old)$/.test(path);
    }

    function judgeOld(now: DbProperties, old: DbProperties, host: string): Outcome[] {
      const { path } = now;
      const changes = [...old.values].flatMap(([key, was]): Outcome[] => {
        const value = now.values.get(key) ?? '';
        if (value === was || was === '') return [];
        const data = { path, other: old.path, key, value, old: was };
        const at = { host, object: key, path };
        if (key === 'db.cloud.encryption.type' && (value === '' || value === 'none')) return [found.overwritten(data, at)];
        return [PACKAGED[key] === value ? found.overwritten(data, at) : found.changed(data, at)];
      });
      const lost = [...old.secrets].filter(([key, { empty }]) => !empty && (now.secrets.get(key)?.empty ?? true));
      return [...changes, ...lost.map(([key]) => found.secretLost({ path, other: old.path, key }, { host, object: key, path }))];
    }
  },
});

const LEFT = 'It is the older of the two, and may be left from an earlier upgrade';
const DEFAULT = 'The management server has defaults for them';

const on = (all: readonly OnHost<DbProperties | undefined>[], host: string): DbProperties[] =>
  all.flatMap(one => (one.host === host && one.value ? [one.value] : []));
