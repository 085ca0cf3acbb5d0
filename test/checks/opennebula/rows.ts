/** Rows of the database, as the tables of cases give them. */

type Row = Readonly<Record<string, string | number | null>>;

export const versionRows = (...versions: string[]): Row[] => versions.map((version, oid) => ({ oid, version }));
export const localRows = (version: string, slave = 0): Row[] => [
  { oid: 0, version: '5.12.0', is_slave: 0 },
  { oid: 3, version, is_slave: slave },
];

export const vm = (oid: number, state: number, lcm_state = 0, name: string | null = `vm${oid}`): Row => ({ oid, name, state, lcm_state });
export const host = (oid: number, state: number, name: string | null = `node${oid}`): Row => ({ oid, name, state });

/** A row of a pool, with these elements below its root. */
export const body = (oid: number, root: string, elements: string, name: string | null = `${root.toLowerCase()}${oid}`): Row => ({
  oid,
  name,
  body: `<${root}><ID>${oid}</ID>${elements}<TEMPLATE><SECRET><![CDATA[s3cret-canary]]></SECRET></TEMPLATE></${root}>`,
});

/** One whose body is no XML. */
export const broken = (oid: number): Row => ({ oid, name: `broken${oid}`, body: '<VM><PASSWORD>s3cret-canary' });

export const tag = (name: string, value: string | number): string => `<${name}><![CDATA[${value}]]></${name}>`;

/** A server of a database, as its variables tell it. */
export const server = (version: string, isolation = 'READ-COMMITTED'): Row[] => [
  { VARIABLE_NAME: 'TX_ISOLATION', VARIABLE_VALUE: isolation },
  { VARIABLE_NAME: 'VERSION', VARIABLE_VALUE: version },
];

export const DENIED = { status: 'denied', reason: 'SELECT command denied' } as const;
export const ABSENT = { status: 'absent', reason: 'table is not there in /var/lib/one/one.db' } as const;
/** Letters that a terminal, a shell, SQL and JavaScript take for something else. */
export const HOSTILE = "\u001b[2J'; DROP TABLE vm_pool -- __proto__ $(reboot)";
