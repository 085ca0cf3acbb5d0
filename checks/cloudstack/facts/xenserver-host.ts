import { fact, file, type PathEntry, paths } from '../../../src/index.ts';

const INVENTORY = ['INSTALLATION_UUID', 'PRODUCT_BRAND', 'PRODUCT_VERSION', 'PRODUCT_VERSION_TEXT_SHORT', 'BUILD_NUMBER'] as const;

/** Who a XenServer host is, and of which release. `release` is how people call it: `6.0.2`, `5.6 SP2`. */
export interface XenInventory {
  readonly uuid: string;
  readonly brand: string | undefined;
  readonly version: string | undefined;
  readonly release: string | undefined;
  readonly build: string | undefined;
}

/**
 * The inventory, as a shell reads it.
 *
 *     PRODUCT_BRAND='XenServer'
 *     PRODUCT_VERSION='5.6.100'
 *     PRODUCT_VERSION_TEXT_SHORT='5.6 SP2'
 *     INSTALLATION_UUID='3f113c86-3bc6-4c22-bcf9-af1d78b2080a'
 */
export const xenInventory = fact({
  id: 'cloudstack.xenserver-inventory',
  title: 'inventory of the XenServer host',
  role: 'xenserver',
  query: file('/etc/xensource-inventory', { keep: { keys: INVENTORY } }),
  parse: (body): XenInventory => {
    const value = (key: (typeof INVENTORY)[number]): string | undefined =>
      new RegExp(`^${key}=(['"]?)(.*)\\1\\s*$`, 'm').exec(body.text)?.[2]?.trim() || undefined;
    const uuid = value('INSTALLATION_UUID');
    if (uuid === undefined) throw new Error('it has no INSTALLATION_UUID');
    const version = value('PRODUCT_VERSION');
    return {
      uuid: uuid.toLowerCase(),
      brand: value('PRODUCT_BRAND'),
      version,
      release: value('PRODUCT_VERSION_TEXT_SHORT') ?? version,
      build: value('BUILD_NUMBER'),
    };
  },
});

export const NETWORK_CONF = '/etc/xensource/network.conf';
const APPLIED = '/var/patch/applied/';
const PACKS = '/etc/xensource/installed-repos/';

/** Something that was installed, and when (ISO 8601). */
export interface Installed {
  readonly name: string;
  readonly at: string;
}

const below = (entries: readonly PathEntry[], folder: string): readonly Installed[] =>
  entries.flatMap(({ path, mtime }) => (path.startsWith(folder) ? [{ name: path.slice(folder.length), at: mtime }] : []));

/** What was installed on a XenServer host: hotfixes by uuid (XenServer keeps a file of that name for each), and supplemental packs. */
export const xenSoftware = fact({
  id: 'cloudstack.xenserver-software',
  title: 'hotfixes and packs on the XenServer host',
  role: 'xenserver',
  query: paths(`${APPLIED}*`, `${PACKS}*`, NETWORK_CONF),
  parse: ({ entries }) => ({
    hotfixes: below(entries, APPLIED).map(({ name, at }): Installed => ({ name: name.toLowerCase(), at })),
    packs: below(entries, PACKS),
    networkConf: entries.find(({ path }) => path === NETWORK_CONF)?.mtime,
  }),
});

/** `bridge` or `openvswitch`. */
export const xenNetworkBackend = fact({
  id: 'cloudstack.xenserver-network-backend',
  title: 'network backend of the XenServer host',
  role: 'xenserver',
  query: file(NETWORK_CONF),
  parse: body => body.text.trim(),
});

/**
 * When the host was booted, in milliseconds since 1970, by its own clock.
 *
 *     3216.46 6229.11
 */
export const xenBooted = fact({
  id: 'cloudstack.xenserver-booted',
  title: 'uptime of the XenServer host',
  role: 'xenserver',
  query: file('/proc/uptime'),
  parse: (body, { at }): number => {
    const [, seconds] = /^(\d{1,10}(?:\.\d{1,9})?)\s/.exec(body.text) ?? [];
    if (seconds === undefined) throw new Error('it has no number of seconds');
    return Date.parse(at) - Number(seconds) * 1000;
  },
});

/** setupxenserver.sh sets it after each boot; the kernel's own value is 65536. */
export const xenAioRequests = fact({
  id: 'cloudstack.xenserver-aio-requests',
  title: 'limit of asynchronous requests on the XenServer host',
  role: 'xenserver',
  query: file('/proc/sys/fs/aio-max-nr'),
  parse: (body): number => {
    if (!/^\d{1,15}\s*$/.test(body.text)) throw new Error('it is not a number');
    return Number(body.text);
  },
});

/**
 * What a host is in its pool: `master`, or `slave` of the address that follows.
 *
 *     slave:10.1.2.3
 */
export const xenPoolRole = fact({
  id: 'cloudstack.xenserver-pool-role',
  title: 'role of the XenServer host in its pool',
  role: 'xenserver',
  query: file('/etc/xensource/pool.conf'),
  parse: (body): 'master' | 'slave' => {
    const [, role] = /^\s*(master|slave)(?::\S*)?\s*$/.exec(body.text) ?? [];
    if (role === undefined) throw new Error('it says neither master nor slave');
    return role as 'master' | 'slave';
  },
});
