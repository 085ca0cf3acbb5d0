import { type Element, elementsAt, fact, integer, nullable, rows, table, text, valuesAt, xmlBody } from '../../../src/index.ts';

/** A row of a pool, and what its body says; undefined where the body is no XML. */
export interface Resource<T> {
  readonly id: number;
  readonly name: string;
  readonly said: T | undefined;
}

/** A fact of one pool: the elements of its bodies that are kept, and how they are read. */
const pool = <T>(
  name: string,
  title: string,
  paths: readonly string[],
  read: (body: Element) => T,
  columns: { readonly id: string; readonly name?: string } = { id: 'oid', name: 'name' },
) =>
  fact({
    id: `opennebula.${name.replaceAll('_', '-')}`,
    title,
    role: 'database',
    query: table(`opennebula.${name}`, { columns: [...Object.values(columns), 'body'], xml: { body: paths } }),
    parse: (body): Resource<T>[] => {
      const label = columns.name === undefined ? {} : { [columns.name]: nullable(text) };
      return rows({ [columns.id]: integer, ...label, body: xmlBody })(body)
        .map((row: Readonly<Record<string, unknown>>) => {
          const element = row.body as Element | undefined;
          return {
            id: row[columns.id] as number,
            name: String((columns.name !== undefined && row[columns.name]) || ''),
            said: element && read(element),
          };
        })
        .sort((a, b) => a.id - b.id);
    },
  });

const first = (body: Element, path: string): string | undefined => valuesAt(body, path)[0];

/** A state; undefined where the body has none, as in releases that did not know one. Throws where it is no number. */
function numberAt(body: Element, path: string): number | undefined {
  const said = first(body, path);
  if (said !== undefined && !/^-?\d{1,9}$/.test(said)) throw new Error(`${path} is no number: ${JSON.stringify(said.slice(0, 40))}`);
  return said === undefined ? undefined : Number(said);
}

/** `<HOST>…<IM_MAD><![CDATA[kvm]]></IM_MAD><VM_MAD><![CDATA[kvm]]></VM_MAD>…</HOST>` */
export const hostDrivers = pool('host_pool', 'drivers of hosts', ['IM_MAD', 'VM_MAD'], body => ({
  information: first(body, 'IM_MAD'),
  hypervisor: first(body, 'VM_MAD'),
}));

export interface HostRow {
  readonly id: number;
  readonly name: string;
  readonly state: number;
}

/** Hosts and their states, by their id. The filter makes it a question of its own, apart from the bodies. */
export const hostStates = fact({
  id: 'opennebula.host-states',
  title: 'states of hosts',
  role: 'database',
  query: table('opennebula.host_pool', { columns: ['oid', 'name', 'state'], where: { column: 'oid', is: 'not null' } }),
  parse: (body): HostRow[] =>
    rows({ oid: integer, name: nullable(text), state: integer })(body)
      .map(({ oid, name, state }) => ({ id: oid, name: name ?? '', state }))
      .sort((a, b) => a.id - b.id),
});

/** Images: type 6 is a backup, and then the virtual machines that it is of. */
export const images = pool('image_pool', 'images', ['STATE', 'TYPE', 'VMS/ID'], body => ({
  state: numberAt(body, 'STATE'),
  type: numberAt(body, 'TYPE'),
  vms: valuesAt(body, 'VMS/ID'),
}));

export const BACKUP_IMAGE = 6;

/** Datastores: type 0 is for images, 1 for running virtual machines, 2 for files, 3 for backups. */
export const datastores = pool(
  'datastore_pool',
  'datastores',
  ['DS_MAD', 'TM_MAD', 'TYPE', 'TEMPLATE/BRIDGE_LIST', 'TEMPLATE/NETAPP_PASS'],
  body => ({
    type: numberAt(body, 'TYPE'),
    datastore: first(body, 'DS_MAD'),
    transfer: first(body, 'TM_MAD'),
    bridges: (first(body, 'TEMPLATE/BRIDGE_LIST') ?? '') !== '',
    netappPassword: elementsAt(body, 'TEMPLATE/NETAPP_PASS').length > 0,
  }),
);

/** `<VNET>…<VN_MAD><![CDATA[bridge]]></VN_MAD>…<STATE>1</STATE>…</VNET>`; the state is there since 6.4. */
export const networks = pool('network_pool', 'virtual networks', ['STATE', 'VN_MAD'], body => ({
  state: numberAt(body, 'STATE'),
  driver: first(body, 'VN_MAD'),
}));

export const networkTemplates = pool('vn_template_pool', 'templates of virtual networks', ['TEMPLATE/VN_MAD'], body => ({
  driver: first(body, 'TEMPLATE/VN_MAD'),
}));

export const marketplaces = pool('marketplace_pool', 'marketplaces', ['MARKET_MAD'], body => ({ driver: first(body, 'MARKET_MAD') }));

/** Hooks and what triggers them: `api` or `state`. What they run is not read: arguments may hold secrets. */
export const hooks = pool('hook_pool', 'hooks', ['TYPE'], body => ({ type: first(body, 'TYPE') }));

const USED: Readonly<Record<string, readonly string[]>> = {
  'DATASTORE_QUOTA/DATASTORE': ['IMAGES_USED', 'SIZE_USED'],
  'IMAGE_QUOTA/IMAGE': ['RVMS_USED'],
  'NETWORK_QUOTA/NETWORK': ['LEASES_USED'],
  'VM_QUOTA/VM': ['VMS', 'CPU', 'MEMORY', 'RUNNING_VMS', 'RUNNING_CPU', 'RUNNING_MEMORY', 'SYSTEM_DISK_SIZE'].map(name => `${name}_USED`),
};
const USED_PATHS = Object.entries(USED).flatMap(([parent, names]) => names.map(name => `${parent}/${name}`));

/** What is used of quotas, where it is less than nothing: `VM_QUOTA/VM/CPU_USED is -1`. */
const negatives = (body: Element): string[] =>
  USED_PATHS.flatMap(path =>
    valuesAt(body, path)
      .filter(value => Number(value) < 0)
      .map(value => `${path} is ${value}`),
  );

export const userQuotas = pool('user_quotas', 'quotas of users', USED_PATHS, negatives, { id: 'user_oid' });
export const groupQuotas = pool('group_quotas', 'quotas of groups', USED_PATHS, negatives, { id: 'group_oid' });

/** `<USER>…<TEMPLATE><LABELS><![CDATA[prod,web servers]]></LABELS></TEMPLATE></USER>` */
const labelsOf = (body: Element): string[] =>
  (first(body, 'TEMPLATE/LABELS') ?? first(body, 'USER_TEMPLATE/LABELS') ?? '')
    .split(',')
    .map(label => label.trim())
    .filter(label => label !== '');
const LABELS = ['TEMPLATE/LABELS', 'USER_TEMPLATE/LABELS'];

export const userLabels = pool('user_pool', 'labels of users', LABELS, labelsOf);
export const templateLabels = pool('template_pool', 'labels of templates', LABELS, labelsOf);

/** An action that waits for its time; `time` in seconds since 1970. */
export interface ScheduledAction {
  readonly id: number;
  readonly parent: number;
  readonly type: string;
  readonly time: number;
}

/** Actions whose time has come by the clock of the database, and that were not run since. The table is there since 6.8. */
export const dueActions = fact({
  id: 'opennebula.due-actions',
  title: 'scheduled actions',
  role: 'database',
  query: table('opennebula.schedaction_pool', { columns: ['oid', 'parent_id', 'type', 'time', 'done'] }),
  parse: (body, { at }): ScheduledAction[] =>
    rows({ oid: integer, parent_id: integer, type: nullable(text), time: integer, done: integer })(body)
      .filter(({ time, done }) => time < Date.parse(at) / 1000 && time > done)
      .map(({ oid, parent_id, type, time }) => ({ id: oid, parent: parent_id, type: type ?? '', time })),
});
