import { check, each, type OnHost, type Outcome, undecided } from '../../src/index.ts';
import { type Cluster, clusterNeeds, HA_GUIDE, inCluster } from './cluster.ts';
import { lastIds, type RaftState, raftState } from './facts/zones.ts';
import { source } from './pools.ts';

/** How many ids a server may be behind while virtual machines are made. */
const LAG = 2;

/** The database with the most of everything, and how far each other is behind in its worst pool. */
function behind(all: readonly OnHost<ReadonlyMap<string, number>>[]) {
  return all.flatMap(({ host, value }) => {
    const gaps = [...new Set(all.flatMap(one => [...one.value.keys()]))].map(table => {
      const most = Math.max(...all.map(one => one.value.get(table) ?? -1));
      return { host, table, most, last: value.get(table) ?? -1 };
    });
    return gaps.sort((a, b) => b.most - b.last - (a.most - a.last)).slice(0, 1);
  });
}

/** Who was voted for in the newest term, the one with the most votes first. */
function votesIn(states: readonly RaftState[]): { readonly server: number; readonly votes: number }[] {
  const all = states.map(({ votedFor }) => votedFor).filter(server => server >= 0);
  return [...new Set(all)].map(server => ({ server, votes: all.filter(one => one === server).length })).sort((a, b) => b.votes - a.votes);
}

export default check({
  id: 'opennebula/raft-servers-out-of-step',
  title: 'The servers of the cluster agree on one leader and have the same data',
  severity: 'blocker',
  applies: { platform: 'opennebula', phases: ['pre', 'post'] },
  why: 'The upgrade takes one database and copies it to the other servers, or starts from each of them. What a server does not have yet is lost where it is the one that is taken; a cluster without a leader accepts no changes at all.',
  fix: {
    termBehind: 'Look at onezone show on any server. Start oned on the one that is behind, or see in its oned.log why it does not hear the leader.',
    noLeader: 'See in oned.log of each server ([RCM] lines) why no election succeeds: most often servers cannot reach the endpoints of the others.',
    dataBehind:
      'Wait and look again. If it stays behind, restart oned there; if its log is too old for that, restore a backup of the leader on it, as the guide for clusters says.',
    stateMissing: 'Start oned on this server once: it writes the row.',
  },
  refs: [HA_GUIDE, source('src/raft/RaftManager.cc')],
  covers: ['A.6.2', 'A.6.8'],
  needs: { ...clusterNeeds, raft: each(raftState), ids: each(lastIds) },
  messages: {
    termBehind: 'The database {database} is in term {term}, and the cluster in term {newest}: this server hears no leader.',
    noLeader: 'In term {term} no server has the votes of a majority of {servers} servers; most has server {server} with {votes}.',
    fewVotes: {
      text: 'In term {term} server {server} has the votes of {votes} of {servers} servers, which is right where servers were added since; onezone show says who leads.',
      severity: 'note',
    },
    dataBehind: 'The database {database} is behind: the last id of {table} is {last}, and {most} on another server.',
    lag: { text: 'The database {database} is a little behind: the last id of {table} is {last}, and {most} on another server.', severity: 'note' },
    stateMissing: { text: 'The database {database} has no row RAFT_STATE, which every server of a cluster has.', severity: 'warning' },
  },
  judge({ raft, ids, ...evidence }, found) {
    return inCluster(evidence, cluster => [...unseen(cluster), ...aboutElections(cluster), ...aboutData()]);

    function unseen({ servers }: Cluster): Outcome[] {
      const few = raft.length < servers.length;
      return few
        ? [undecided(`the zone has ${servers.length} servers, and ${raft.length} of their databases (role database) could be looked at`)]
        : [];
    }

    function aboutElections({ servers }: Cluster): Outcome[] {
      const states = raft.flatMap(({ host, value }) => (value ? [{ host, value }] : []));
      const newest = Math.max(...states.map(({ value }) => value.term));
      const current = states.filter(({ value }) => value.term === newest).map(({ value }) => value);
      return [
        ...raft.filter(({ value }) => !value).map(({ host }) => found.stateMissing({ database: host }, { host, object: 'RAFT_STATE' })),
        ...states
          .filter(({ value }) => value.term < newest)
          .map(({ host, value }) => found.termBehind({ database: host, term: value.term, newest }, { host, object: 'RAFT_STATE' })),
        ...(servers.length > 0 && states.length >= servers.length ? aboutVotes(votesIn(current), newest, servers.length) : []),
      ];
    }

    /** A leader has voted for itself. Servers that were added since did not vote, so one candidate is enough. */
    function aboutVotes(votes: ReturnType<typeof votesIn>, term: number, servers: number): Outcome[] {
      const [first, second] = votes;
      const at = { object: 'RAFT_STATE' };
      if (!first || (second && first.votes <= servers / 2))
        return [found.noLeader({ term, servers, server: first?.server ?? 'none', votes: first?.votes ?? 0 }, at)];
      return first.votes > servers / 2 ? [] : [found.fewVotes({ term, servers, server: first.server, votes: first.votes }, at)];
    }

    function aboutData(): Outcome[] {
      return behind(ids)
        .filter(({ most, last }) => most > last)
        .map(({ host, ...data }) =>
          found[data.most - data.last > LAG ? 'dataBehind' : 'lag']({ database: host, ...data }, { host, object: data.table }),
        );
    }
  },
});
