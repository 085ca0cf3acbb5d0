import { any, each, type OnHost, type Outcome, type Skip, skip, undecided } from '../../src/index.ts';
import { type Deployment, deployment } from './facts/deployment.ts';
import { type Zone, type ZoneServer, zones } from './facts/zones.ts';

/** What tells whether front-ends are servers of one zone. */
export const clusterNeeds = { deployments: each(deployment), zones: any(zones) };

export interface ClusterEvidence {
  readonly deployments: readonly OnHost<Deployment>[];
  readonly zones: OnHost<readonly Zone[]>;
}

/** A zone of several servers, or one that is being made one. */
export interface Cluster {
  readonly zone: number;
  /** The servers that the database knows. */
  readonly servers: readonly ZoneServer[];
  readonly frontends: readonly OnHost<Deployment>[];
}

/** The cluster, or why there is none to judge. */
export function clusterOf({ deployments, zones }: ClusterEvidence): Cluster | Skip | Outcome {
  const zone = deployments.map(({ value }) => value.zone).find(id => id !== undefined);
  if (zone === undefined)
    return undecided(`no ${deployments.length > 0 ? 'oned.conf says' : 'oned.conf that could be read says'} which zone this is`);
  const servers = zones.value.find(({ id }) => id === zone)?.servers;
  if (servers === undefined) return undecided(`the database has no readable zone ${zone}, which oned.conf names`);
  const alone = servers.length === 0 && deployments.every(({ value }) => value.server < 0);
  return alone ? skip('the zone has no servers, so there is one front-end and no cluster') : { zone, servers, frontends: deployments };
}

/** Judges a cluster; where there is none, says so. */
export function inCluster(evidence: ClusterEvidence, judge: (cluster: Cluster) => readonly Outcome[]): readonly Outcome[] | Skip {
  const cluster = clusterOf(evidence);
  if ('skip' in cluster) return cluster;
  return 'servers' in cluster ? judge(cluster) : [cluster];
}

/** `fe0 (id 0)` */
export const sayServer = ({ id, name }: ZoneServer): string => `${name} (id ${id})`;

export const HA_GUIDE = 'https://docs.opennebula.io/7.0/software/upgrade_process/upgrade_guide/upgrading_ha/';
export const FEDERATION_GUIDE = 'https://docs.opennebula.io/7.0/software/upgrade_process/upgrade_guide/upgrading_federation/';
