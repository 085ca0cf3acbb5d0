import { elementsAt, fact, integer, nullable, rows, table, text, valuesAt, xmlBody } from '../../../src/index.ts';

/** One server of a zone: a front-end of a cluster. */
export interface ZoneServer {
  readonly id: number;
  readonly name: string;
  /** `http://192.0.2.11:2633/RPC2` */
  readonly endpoint: string;
}

export interface Zone {
  readonly id: number;
  readonly name: string;
  /** 0 enabled, 1 disabled; undefined before 6.2, and where the body is no XML. */
  readonly state: number | undefined;
  /** Empty where the zone is no cluster; undefined where the body is no XML. */
  readonly servers: readonly ZoneServer[] | undefined;
}

const SERVER = 'SERVER_POOL/SERVER';

/**
 *     <ZONE><ID>0</ID>…<STATE>0</STATE>…<SERVER_POOL><SERVER><ENDPOINT><![CDATA[http://192.0.2.11:2633/RPC2]]></ENDPOINT>
 *     <ID><![CDATA[0]]></ID><NAME><![CDATA[fe0]]></NAME></SERVER></SERVER_POOL></ZONE>
 */
export const zones = fact({
  id: 'opennebula.zones',
  title: 'zones and their servers',
  role: 'database',
  query: table('opennebula.zone_pool', {
    columns: ['oid', 'name', 'body'],
    xml: { body: ['STATE', ...['ID', 'NAME', 'ENDPOINT'].map(name => `${SERVER}/${name}`)] },
  }),
  parse: (body): Zone[] =>
    rows({ oid: integer, name: nullable(text), body: xmlBody })(body)
      .map(({ oid, name, body }) => ({
        id: oid,
        name: name ?? '',
        state: body && numberIn(valuesAt(body, 'STATE')[0], 'STATE'),
        servers:
          body &&
          elementsAt(body, SERVER).map(server => ({
            id: needNumber(valuesAt(server, 'ID')[0], 'the ID of a server'),
            name: valuesAt(server, 'NAME')[0] ?? '',
            endpoint: valuesAt(server, 'ENDPOINT')[0] ?? '',
          })),
      }))
      .sort((a, b) => a.id - b.id),
});

function numberIn(said: string | undefined, what: string): number | undefined {
  if (said !== undefined && !/^-?\d{1,9}$/.test(said)) throw new Error(`${what} is no number: ${JSON.stringify(said.slice(0, 40))}`);
  return said === undefined ? undefined : Number(said);
}

function needNumber(said: string | undefined, what: string): number {
  const number = numberIn(said, what);
  if (number === undefined) throw new Error(`${what} is not there`);
  return number;
}

/** What a server of a cluster last wrote down of an election. */
export interface RaftState {
  readonly term: number;
  /** The server it voted for in that term; -1 for none. */
  readonly votedFor: number;
}

/** `<RAFT_STATE><TERM><![CDATA[12]]></TERM><VOTEDFOR><![CDATA[0]]></VOTEDFOR></RAFT_STATE>`; undefined where there is no such row. */
export const raftState = fact({
  id: 'opennebula.raft-state',
  title: 'the state of elections',
  role: 'database',
  query: table('opennebula.system_attributes', {
    columns: ['name', 'body'],
    where: { column: 'name', equals: 'RAFT_STATE' },
    xml: { body: ['TERM', 'VOTEDFOR'] },
  }),
  parse: (body): RaftState | undefined => {
    const [row] = rows({ name: text, body: xmlBody })(body);
    if (row && !row.body) throw new Error('the row RAFT_STATE is no XML that can be read');
    return (
      row?.body && {
        term: needNumber(valuesAt(row.body, 'TERM')[0], 'TERM'),
        votedFor: numberIn(valuesAt(row.body, 'VOTEDFOR')[0], 'VOTEDFOR') ?? -1,
      }
    );
  },
});

/** The last id that was given out in each pool: what two servers of a cluster have in common if they have the same data. */
export const lastIds = fact({
  id: 'opennebula.last-ids',
  title: 'the last ids that were given out',
  role: 'database',
  query: table('opennebula.pool_control', { columns: ['tablename', 'last_oid'] }),
  parse: (body): ReadonlyMap<string, number> =>
    new Map(rows({ tablename: text, last_oid: integer })(body).map(({ tablename, last_oid }) => [tablename, last_oid])),
});
