/** What front-ends and databases of clusters and federations answer. */

export interface Part {
  readonly mode?: string;
  readonly zone?: number | string;
  readonly server?: number | string;
  readonly master?: string;
  readonly leader?: string;
  readonly follower?: string;
}

const hook = (name: string, argument: string | undefined): string =>
  argument === undefined
    ? `# ${name} = [\n#     ARGUMENTS = "x"\n# ]\n`
    : `${name} = [\n    COMMAND = "raft/vip.sh",\n    ARGUMENTS = "${argument}"\n]\n`;

/** An oned.conf with these parts; its password must never come out. */
export const onedConf = ({ mode = 'STANDALONE', zone = 0, server = -1, master = '', leader, follower }: Part = {}): string =>
  `# comment\nDB = [ BACKEND = "mysql",\n  PASSWD = "hunter2",\n  SERVER = "localhost" ]\n\nFEDERATION = [\n    MODE          = "${mode}",\n    ZONE_ID       = ${zone},\n    SERVER_ID     = ${server}, # unique\n    MASTER_ONED   = "${master}"\n]\n${hook('RAFT_LEADER_HOOK', leader)}${hook('RAFT_FOLLOWER_HOOK', follower)}`;

/** A row of zone_pool. */
export const zone = (id: number, servers: readonly number[] = [], state = '<STATE>0</STATE>') => ({
  oid: id,
  name: `zone${id}`,
  body: `<ZONE><ID>${id}</ID><NAME>zone${id}</NAME>${state}<TEMPLATE><ENDPOINT><![CDATA[http://192.0.2.1:2633/RPC2]]></ENDPOINT></TEMPLATE><SERVER_POOL>${servers
    .map(
      server =>
        `<SERVER><ENDPOINT><![CDATA[http://192.0.2.1${server}:2633/RPC2]]></ENDPOINT><ID><![CDATA[${server}]]></ID><NAME><![CDATA[fe${server}]]></NAME></SERVER>`,
    )
    .join('')}</SERVER_POOL></ZONE>`,
});

type On = { readonly on: never };
/** The same kind of answer of several hosts. */
export const on = (hosts: object): On => ({ on: hosts as never });

/** A cluster of three: front-ends fe0, fe1 and fe2 with these parts. */
export const three = (parts: Part = {}, others: Readonly<Record<string, Part>> = {}) => ({
  deployments: on(Object.fromEntries([0, 1, 2].map(server => [`fe${server}`, onedConf({ server, ...parts, ...others[`fe${server}`] })]))),
  zones: [zone(0, [0, 1, 2])],
});

/** One front-end, no cluster. */
export const single = (part: Part = {}) => ({ deployments: onedConf(part), zones: [zone(0)] });

export const NO_CLUSTER = 'the zone has no servers';
