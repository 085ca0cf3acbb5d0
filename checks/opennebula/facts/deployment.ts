import { command, fact, file, type PathEntry, paths, type Redacted } from '../../../src/index.ts';
import { type OnedAttribute, parseOnedConf, vectorsOf } from '../oned-conf.ts';
import { MONITORD_CONF, ONED_CONF } from './oned-conf.ts';

/** A virtual address that the hook of an election sets or takes away: `ens1 10.0.0.2/24`. */
export interface VirtualAddress {
  readonly device: string;
  readonly address: string;
}

/** What a RAFT_LEADER_HOOK or a RAFT_FOLLOWER_HOOK does. */
export interface RaftHook {
  readonly command: string;
  /** The first word of its arguments: `leader` or `follower`. */
  readonly action: string;
  readonly addresses: readonly VirtualAddress[];
}

/** The part that a front-end has in a cluster and in a federation, by its oned.conf. */
export interface Deployment {
  /** `STANDALONE`, `MASTER`, `SLAVE` or `CACHE`; another word is one with which oned does not start. */
  readonly mode: string;
  /** Undefined where a federation needs it and it is not there. */
  readonly zone: number | undefined;
  /** -1: no server of a cluster. */
  readonly server: number;
  readonly masterOned: string;
  readonly leaderHook: RaftHook | undefined;
  readonly followerHook: RaftHook | undefined;
}

const attributes = (text: string): readonly OnedAttribute[] => {
  const conf = parseOnedConf(text);
  if ('problem' in conf) throw new Error(`oned refuses line ${conf.line}: ${conf.problem}`);
  return conf.attributes;
};

const whole = (text: string | undefined): number | undefined => (text !== undefined && /^\s*-?\d{1,9}\s*$/.test(text) ? Number(text) : undefined);

/**
 *     FEDERATION = [ MODE = "STANDALONE", ZONE_ID = 0, SERVER_ID = 0, MASTER_ONED = "" ]
 *     RAFT_LEADER_HOOK = [ COMMAND = "raft/vip.sh", ARGUMENTS = "leader ens1 10.0.0.2/24" ]
 */
export const deployment = fact({
  id: 'opennebula.deployment',
  title: 'the federation and the cluster in oned.conf',
  role: 'frontend',
  query: file(ONED_CONF),
  parse: ({ text }): Deployment => {
    const all = attributes(text);
    const [federation] = vectorsOf(all, 'FEDERATION');
    const mode = federation ? (federation.get('MODE') ?? '').toUpperCase() : 'STANDALONE';
    return {
      mode,
      zone: mode === 'STANDALONE' ? 0 : whole(federation?.get('ZONE_ID')),
      server: whole(federation?.get('SERVER_ID')) ?? -1,
      masterOned: federation?.get('MASTER_ONED') ?? '',
      leaderHook: hookOf(all, 'RAFT_LEADER_HOOK'),
      followerHook: hookOf(all, 'RAFT_FOLLOWER_HOOK'),
    };
  },
});

function hookOf(all: readonly OnedAttribute[], name: string): RaftHook | undefined {
  const [hook] = vectorsOf(all, name);
  if (!hook) return undefined;
  const [action = '', ...rest] = (hook.get('ARGUMENTS') ?? '').trim().split(/\s+/);
  const addresses = Array.from({ length: Math.ceil(rest.length / 2) }, (_, pair) => ({ device: rest[2 * pair]!, address: rest[2 * pair + 1] ?? '' }));
  return { command: hook.get('COMMAND') ?? '', action, addresses };
}

/** What monitord.conf says of its address and of how often probes run, in seconds. */
export interface Monitoring {
  readonly address: string;
  readonly hostSeconds: number;
  readonly vmSeconds: number;
}

/** `NETWORK = [ MONITOR_ADDRESS = "auto", … ]`, `PROBES_PERIOD = [ MONITOR_HOST = 120, MONITOR_VM = 30, … ]`; what is not there is as shipped. */
export const monitoring = fact({
  id: 'opennebula.monitoring',
  title: 'the configuration of monitoring',
  role: 'frontend',
  query: file(MONITORD_CONF),
  parse: ({ text }): Monitoring => {
    const all = attributes(text);
    const [network] = vectorsOf(all, 'NETWORK');
    const [periods] = vectorsOf(all, 'PROBES_PERIOD');
    return {
      address: network?.get('MONITOR_ADDRESS') ?? 'auto',
      hostSeconds: whole(periods?.get('MONITOR_HOST')) ?? 120,
      vmSeconds: whole(periods?.get('MONITOR_VM')) ?? 30,
    };
  },
});

/** Every setting of a configuration file as one text: `FEDERATION/MODE` gives `STANDALONE`. Of attributes that repeat, all in their order. */
export type Settings = ReadonlyMap<string, string>;

function settings({ text }: Redacted<{ readonly text: string }>): Settings {
  const found = new Map<string, string>();
  const add = (name: string, value: string): unknown => found.set(name, found.has(name) ? `${found.get(name)}\n${value}` : value);
  for (const { name, value } of attributes(text)) {
    if (typeof value === 'string') add(name, value);
    else for (const [entry, inner] of value) add(`${name}/${entry}`, inner);
  }
  return found;
}

const settingsOf = (path: string, name: string) =>
  fact({ id: `opennebula.${name}-settings`, title: `the settings in ${path}`, role: 'frontend', query: file(path), parse: settings });

export const onedSettings = settingsOf(ONED_CONF, 'oned');
export const monitordSettings = settingsOf(MONITORD_CONF, 'monitord');

const LEVELS = 5;
const TREES = ['/etc/one', '/var/lib/one/remotes/etc'];
const LEFTOVER = /(?:\.(?:bak|old|orig|save|sw[op]|rpmsave|rpmnew|rpmorig|dpkg-[a-z]+|ucf-[a-z]+)|~)$/;

/** Sizes of configuration files, by path. Copies that people and package managers leave beside them are left out. */
export const configSizes = fact({
  id: 'opennebula.config-sizes',
  title: 'configuration files',
  role: 'frontend',
  query: paths(...TREES.flatMap(tree => Array.from({ length: LEVELS }, (_, level) => `${tree}/${'*/'.repeat(level)}*`))),
  parse: ({ entries }): ReadonlyMap<string, number> =>
    new Map(entries.filter(({ path, type }: PathEntry) => type === 'file' && !LEFTOVER.test(path)).map(({ path, size }) => [path, size])),
});

export const FIREEDGE_KEY = '/var/lib/one/.one/fireedge_key';

/**
 * A digest of the key of FireEdge, which is made of 122 random bits, so that it says nothing of them; undefined where there is no key.
 *
 *     9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08  /var/lib/one/.one/fireedge_key
 */
export const fireedgeKeyDigest = fact({
  id: 'opennebula.fireedge-key-digest',
  title: 'the digest of the key of FireEdge',
  role: 'frontend',
  query: command('sha256sum', FIREEDGE_KEY),
  parse: ({ stdout, stderr, exit }): string | undefined => {
    const [, digest] = /^([0-9a-f]{64})\s/.exec(stdout) ?? [];
    if (exit === 0 && digest !== undefined) return digest;
    if (/: No such file or directory\s*$/.test(stderr)) return undefined;
    throw new Error(`sha256sum says ${JSON.stringify(stderr.trim().slice(0, 200))}`);
  },
});
