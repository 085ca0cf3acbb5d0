/** What the API answers of hosts and of what runs on them, in the XML that it writes. */

type Fields = Readonly<Record<string, unknown>>;

export const NOW = Date.parse('2026-11-21T02:00:00Z');
/** So many minutes ago, as the API writes times. */
export const ago = (minutes: number): string => new Date(NOW - minutes * 60_000).toISOString();
/** The same as the API writes the time of a start: seconds since 1970. */
export const secondsAgo = (minutes: number): number => (NOW - minutes * 60_000) / 1000;

const encoded = (value: unknown): string =>
  String(value).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** `{ 'spm/status': 'spm', 'cluster/@id': 'c1' }` as elements. */
function elements(fields: Fields): string {
  const tops = [...new Set(Object.keys(fields).map(path => path.split('/')[0]!))];
  return tops
    .map(top => {
      const below = Object.entries(fields).filter(([path, value]) => path.startsWith(`${top}/`) && value !== undefined);
      if (below.length === 0) return fields[top] === undefined ? '' : `<${top}>${encoded(fields[top])}</${top}>`;
      const attributes = below.filter(([path]) => path.slice(top.length + 1).startsWith('@'));
      const inner = Object.fromEntries(below.filter(one => !attributes.includes(one)).map(([path, value]) => [path.slice(top.length + 1), value]));
      return `<${top}${attributes.map(([path, value]) => ` ${path.slice(top.length + 2)}="${encoded(value)}"`).join('')}>${elements(inner)}</${top}>`;
    })
    .join('');
}

const one = (name: string, id: string, fields: Fields): string =>
  `<${name} href="/ovirt-engine/api/${name}s/${id}" id="${id}">${elements({ name: id, ...fields })}</${name}>`;
const all = (name: string, inner: readonly string[]): string =>
  `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<${name}>${inner.join('\n')}</${name}>`;

export const GIB = 1024 ** 3;

/** A host of cluster c1 that is up, with 64 GiB of which 32 may still be promised. */
export const host = (id: string, fields: Fields = {}): string =>
  one('host', id, {
    address: `${id}.lab.example`,
    status: 'up',
    type: 'rhel',
    'cluster/@id': 'c1',
    'spm/priority': 5,
    'spm/status': 'none',
    memory: 64 * GIB,
    max_scheduling_memory: 32 * GIB,
    ...fields,
  });
/** A virtual machine that runs on h1, with 4 GiB, two processors and VNC. */
export const vm = (id: string, fields: Fields = {}): string =>
  one('vm', id, {
    status: 'up',
    'host/@id': 'h1',
    'cluster/@id': 'c1',
    memory: 4 * GIB,
    'cpu/topology/cores': 2,
    'cpu/topology/sockets': 1,
    'cpu/topology/threads': 1,
    'display/type': 'vnc',
    'placement_policy/affinity': 'migratable',
    origin: 'ovirt',
    ...fields,
  });
export const down = { status: 'down', 'host/@id': undefined };
export const cluster = (id: string, fields: Fields = {}): string =>
  one('cluster', id, {
    'version/major': 4,
    'version/minor': 3,
    'data_center/@id': 'd1',
    'cpu/architecture': 'x86_64',
    'error_handling/on_error': 'migrate',
    virt_service: true,
    ...fields,
  });
export const dataCenter = (id: string, fields: Fields = {}): string => one('data_center', id, { status: 'up', local: false, ...fields });

export const hosts = (...inner: string[]): string => all('hosts', inner);
export const vms = (...inner: string[]): string => all('vms', inner);
export const clusters = (...inner: string[]): string => all('clusters', inner);
export const dataCenters = (...inner: string[]): string => all('data_centers', inner);

let nextEvent = 0;
export const event = (code: number, hostId: string, minutesAgo: number): string =>
  `<event id="${++nextEvent}"><code>${code}</code><severity>normal</severity><time>${ago(minutesAgo)}</time><host id="${hostId}"/></event>`;
export const events = (...inner: string[]): string => all('events', inner);

const statistic = (name: string, value: number): string =>
  `<statistic id="s"><name>${name}</name><kind>gauge</kind><values><value><datum>${value}</datum></value></values></statistic>`;
export const statistics = (values: Readonly<Record<string, Readonly<Record<string, number>>>>): string =>
  all(
    'hosts',
    Object.entries(values).map(
      ([id, own]) =>
        `<host id="${id}"><name>${id}</name><statistics>${Object.entries(own)
          .map(([name, value]) => statistic(name, value))
          .join('')}</statistics></host>`,
    ),
  );

/** What an administrator is told; others are told no totals. */
export const summary = (hostCount: number, vmCount = 0): string =>
  `<api><product_info><version><full_version>4.3.10.4-1.el7</full_version></version></product_info><summary><hosts><active>1</active><total>${hostCount}</total></hosts><vms><active>1</active><total>${vmCount}</total></vms></summary></api>`;
export const FILTERED = '<api><product_info><version><full_version>4.3.10.4-1.el7</full_version></version></product_info></api>';

export const DOWN = { status: 'timeout', reason: 'timed out after 30 seconds' } as const;
export const ABSENT = { status: 'absent', reason: 'not there' } as const;

/** What the database says of machines where nothing ties them to a host. */
export const UNTIED = { properties: [], devices: [], profiles: [], vnics: [], scsi: [] };
/** Values that an attacker may give to an object. */
export const HOSTILE = `__proto__'";$(reboot)`;
