import { elementsAt, fact, file, integer, nullable, paths, rows, rubyYaml, table, text, valuesAt, xmlBody } from '../../../src/index.ts';

const DRIVERS = ['/var/lib/one/remotes/datastore', '/var/lib/one/remotes/tm'] as const;

/** Directories of storage drivers, with their names: `/var/lib/one/remotes/tm/storpool`. */
export const storageDrivers = fact({
  id: 'opennebula.storage-drivers',
  title: 'storage drivers on the front-end',
  role: 'frontend',
  query: paths(...DRIVERS.map(folder => `${folder}/*`)),
  parse: ({ entries }): { readonly path: string; readonly name: string }[] =>
    entries.filter(({ type }) => type === 'directory' || type === 'link').map(({ path }) => ({ path, name: path.slice(path.lastIndexOf('/') + 1) })),
});

/** Datastores of the database, and whether they have the attribute of NetApp that its driver of 7.0 cannot read. */
export const netappThresholds = fact({
  id: 'opennebula.netapp-thresholds',
  title: 'datastores with NETAPP_GROW_THRESHOLD',
  role: 'database',
  query: table('opennebula.datastore_pool', { columns: ['oid', 'name', 'body'], xml: { body: ['TEMPLATE/NETAPP_GROW_THRESHOLD'] } }),
  parse: (body): { readonly id: number; readonly name: string; readonly has: boolean | undefined }[] =>
    rows({ oid: integer, name: nullable(text), body: xmlBody })(body).map(({ oid, name, body }) => ({
      id: oid,
      name: name ?? '',
      has: body && elementsAt(body, 'TEMPLATE/NETAPP_GROW_THRESHOLD').length > 0,
    })),
});

/** Hooks, and whether they run the script for failed hosts. Of the rest of a hook nothing is read: its arguments may hold secrets. */
export const hostErrorHooks = fact({
  id: 'opennebula.host-error-hooks',
  title: 'what hooks run',
  role: 'database',
  query: table('opennebula.hook_pool', { columns: ['oid', 'name', 'body'], xml: { body: ['TEMPLATE/COMMAND'] } }),
  parse: (body): { readonly id: number; readonly name: string; readonly fences: boolean | undefined }[] =>
    rows({ oid: integer, name: nullable(text), body: xmlBody })(body).map(({ oid, name, body }) => ({
      id: oid,
      name: name ?? '',
      fences: body && valuesAt(body, 'TEMPLATE/COMMAND').some(command => /(?:^|\/)ft\/host_error\.rb(?:\s|$)/.test(command)),
    })),
});

export const FENCE_SCRIPT = '/var/lib/one/remotes/hooks/ft/fence_host.sh';
const COPIES = `/var/lib/one/backups/config/*${FENCE_SCRIPT}`;

/** The script that fences hosts, by its size: the one that is shipped has the same in every release. */
export interface FenceScripts {
  readonly live: 'stock' | 'customised' | 'missing';
  /** Customised copies that packages and onecfg kept, oldest first. */
  readonly copies: readonly string[];
}
const STOCK_SIZE = 4370;

/** Only sizes are looked at: whoever enables the script must remove a line of it, and may write a password into it. */
export const fenceScripts = fact({
  id: 'opennebula.fence-scripts',
  title: 'the script that fences hosts, and its copies',
  role: 'frontend',
  query: paths(FENCE_SCRIPT, COPIES),
  parse: ({ entries }): FenceScripts => {
    const live = entries.find(({ path }) => path === FENCE_SCRIPT);
    return {
      live: live === undefined ? 'missing' : live.size === STOCK_SIZE ? 'stock' : 'customised',
      copies: entries
        .filter(({ path, size }) => path !== FENCE_SCRIPT && size !== STOCK_SIZE)
        .map(({ path }) => path)
        .sort(),
    };
  },
});

/** Whether systemd starts the proxy of OneGate with the node. */
export const gateProxyLinks = fact({
  id: 'opennebula.gate-proxy-links',
  title: 'the service opennebula-gate-proxy',
  role: 'node',
  query: paths('/etc/systemd/system/*.wants/opennebula-gate-proxy.service'),
  parse: ({ entries }): string[] => entries.map(({ path }) => path),
});

/** How often forecasts are made, in minutes; undefined where they are switched off or the file says nothing of it. */
export interface Forecast {
  readonly host: number | undefined;
  readonly vm: number | undefined;
}

/** One configuration of forecasts per information driver. */
export const FORECASTS = ['kvm', 'qemu', 'lxc'] as const;
export const forecastFile = (driver: string): string => `/var/lib/one/remotes/etc/im/${driver}-probes.d/forecast.conf`;

/**
 *     host:
 *       forecast:
 *           enabled: true
 *           period: 5 # Number of minutes
 *     virtualmachine:
 *       forecast:
 *           period: 5
 */
const forecastOf = (driver: (typeof FORECASTS)[number]) =>
  fact({
    id: `opennebula.${driver}-forecast`,
    title: `the configuration of forecasts (${driver})`,
    role: 'frontend',
    query: file(forecastFile(driver)),
    parse: (body): Forecast => {
      const content = rubyYaml(body);
      return { host: periodIn(content, 'host'), vm: periodIn(content, 'virtualmachine') };
    },
  });

export const kvmForecast = forecastOf('kvm');
export const qemuForecast = forecastOf('qemu');
export const lxcForecast = forecastOf('lxc');

function periodIn(content: unknown, section: string): number | undefined {
  const forecast = entryOf(entryOf(content, section), 'forecast');
  if (entryOf(forecast, 'enabled') === false) return undefined;
  const period = entryOf(forecast, 'period');
  if (period === undefined || period === null) return undefined;
  if (typeof period !== 'number') throw new Error(`the period of ${section} is no number`);
  return period;
}

const entryOf = (object: unknown, key: string): unknown =>
  typeof object === 'object' && object !== null && Object.hasOwn(object, key) ? (object as Record<string, unknown>)[key] : undefined;
