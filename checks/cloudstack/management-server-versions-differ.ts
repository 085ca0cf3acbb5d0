import { check, compare, inRange, type Outcome, skip, sql, undecided, type Version, version } from '../../src/index.ts';
import { type ManagementServer, managementServers, sayServer } from './facts/mshosts.ts';

/** `--to 4.3` means every 4.3.x. */
const isAt = (one: Version, target: Version): boolean => compare(one, target) === 0 || inRange(one, target.text);

export default check({
  id: 'cloudstack/management-server-versions-differ',
  title: 'All management servers run the version that was upgraded to',
  severity: 'blocker',
  applies: { platform: 'cloudstack', phases: ['post'], because: 'before, management servers still have their old version' },
  why: 'Each management server writes its version into the database when it starts. One that still runs the old code acts on a schema that it does not know.',
  fix: {
    old: 'Upgrade the packages on that host, compare its configuration files, and restart its management server.',
    mixed: 'Upgrade the packages on the hosts that are behind, and restart their management servers one at a time.',
    forgotten: ({ id }) => ({
      text: 'If that server is to be started still, upgrade its packages and start it, and do not run the statement: it is for one that is gone for good, and marks its row as removed.',
      commands: [sql`UPDATE cloud.mshost SET removed = UTC_TIMESTAMP() WHERE id = ${id};`],
      undo: sql`UPDATE cloud.mshost SET removed = NULL WHERE id = ${id};`.text,
      note: 'From 4.20.3 on an upgrade refuses to begin while such a row says Up.',
    }),
  },
  refs: ['https://docs.cloudstack.apache.org/projects/cloudstack-release-notes/en/4.3/#upgrade-from-3-0-x-to-4-3'],
  covers: ['54'],
  needs: { servers: managementServers },
  messages: {
    old: 'Management server {server} runs {version}; {to} is expected.',
    mixed: 'The management servers that are up run different versions: {versions}.',
    forgotten: { text: 'Management server {name} (id {id}, {ip}) is {state} in the database, with version {version}.', severity: 'warning' },
  },
  judge({ servers }, found, { to }) {
    const up = servers.filter(({ state }) => state.toLowerCase() === 'up');
    const others = servers.filter(one => !up.includes(one));
    if (servers.length === 0) return skip('the database knows no management server');
    if (up.length === 0) return [undecided('no management server is up in the database, so none says which version it runs')];
    return [...up.flatMap(unreadable), ...(to ? up.flatMap(judgeUp) : judgeMixed()), ...others.flatMap(judgeDown)];

    function judgeUp(one: ManagementServer): Outcome[] {
      const runs = readable(one);
      if (!to || !runs || isAt(runs, to)) return [];
      return [found.old({ server: sayServer(one), version: one.version ?? '', to: to.text }, { object: `management server ${one.id}` })];
    }

    function judgeMixed(): Outcome[] {
      const versions = [...new Set(up.map(one => one.version ?? ''))].sort();
      return versions.length > 1 ? [found.mixed({ versions: versions.join(', ') })] : [];
    }

    function judgeDown(one: ManagementServer): Outcome[] {
      const ran = readable(one);
      const expected = to ?? readable(up[0]!);
      if (ran && expected && isAt(ran, expected)) return [];
      const data = { id: one.id, name: one.name, ip: one.serviceIp, state: one.state, version: one.version ?? 'not known' };
      return [found.forgotten(data, { object: `management server ${one.id}` })];
    }
  },
});

const readable = ({ version: text }: ManagementServer): Version | undefined => (text === null ? undefined : version(text));

const unreadable = (one: ManagementServer): Outcome[] =>
  readable(one) ? [] : [undecided(`management server ${sayServer(one)} has the version ${JSON.stringify(one.version)}, which is none`)];
