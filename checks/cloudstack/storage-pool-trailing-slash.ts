import { attempt, check, type Outcome, skip, sql, undecided } from '../../src/index.ts';
import { clusters, runsAgent } from './facts/clusters.ts';
import { storagePools } from './facts/storage-pools.ts';

/** Blanks at the end are no part of a path, although the column holds them; MySQL does not even see them in a comparison. */
const trimmed = (path: string): string => path.trimEnd();
const stripped = (path: string | number): string => trimmed(String(path)).replace(/\/+$/, '');

export default check({
  id: 'cloudstack/storage-pool-trailing-slash',
  title: 'Local storage pool paths have no trailing slash',
  severity: 'blocker',
  applies: {
    platform: 'cloudstack',
    phases: ['pre', 'stopped', 'installed', 'post'],
    paths: [{ to: '<4.14' }],
    because: 'from 4.14 on the upgrade itself strips the slash',
  },
  why: 'The upgraded KVM agent reports the path of local storage without the slash. The management server then takes it for another pool, and virtual machines on the old one do not start.',
  fix: {
    trailingSlash: ({ id, path }) => ({
      text: 'Back up the database, stop every management server, then change this one row.',
      down: 'cloudstack-management on every management server',
      commands: [sql`UPDATE cloud.storage_pool SET path = ${stripped(path)} WHERE id = ${id};`],
      undo: sql`UPDATE cloud.storage_pool SET path = ${path} WHERE id = ${id};`.text,
      note: 'The guide changes every row with one path (WHERE path=...). MySQL compares that without case and trailing blanks, so it can hit another pool; the id cannot. Take the slash from local.storage.path in agent.properties on the host too, or the upgraded agent may report it again.',
    }),
    trailingBlank: ({ id, path }) => ({
      text: 'Back up the database, stop every management server, then change this one row.',
      down: 'cloudstack-management on every management server',
      commands: [sql`UPDATE cloud.storage_pool SET path = ${trimmed(String(path))} WHERE id = ${id};`],
      undo: sql`UPDATE cloud.storage_pool SET path = ${path} WHERE id = ${id};`.text,
    }),
    atRoot:
      'Move the pool to a directory of its own. There is nothing to strip from the root directory, so do not run the statement of the guide on this row.',
  },
  refs: [
    'https://docs.cloudstack.apache.org/projects/cloudstack-release-notes/en/4.3/#upgrade-from-4-2-x-to-4-3',
    'https://github.com/apache/cloudstack/pull/3813',
  ],
  covers: ['23'],
  needs: { pools: storagePools, clusters: attempt(clusters) },
  messages: {
    trailingSlash: 'Storage pool {name} (id {id}) has the path "{path}", which ends in a slash.',
    trailingBlank: { text: 'Storage pool {name} (id {id}) has the path "{path}", which ends in a blank.', severity: 'warning' },
    atRoot: { text: 'Storage pool {name} (id {id}) is the root directory, "{path}".', severity: 'warning' },
  },
  judge({ pools, clusters }, found) {
    const local = pools.filter(pool => pool.pool_type === 'Filesystem');
    if (local.length === 0) return skip('no storage pool is of type Filesystem, which is the local storage of KVM hosts');
    // Pools of hosts that are gone may be left; without the clusters it cannot be told, and every pool counts.
    if ('value' in clusters && !clusters.value.some(runsAgent)) return skip('no cluster is of the hypervisor type KVM or LXC');
    return local.flatMap(({ id, name, path }): Outcome[] => {
      if (path === null || trimmed(path) === '') return [undecided(`storage pool ${name ?? ''} (id ${id}) has no path`)];
      const data = { id, name: name ?? '', path };
      const at = { object: `storage pool ${id}` };
      if (stripped(path) === '') return [found.atRoot(data, at)];
      if (trimmed(path).endsWith('/')) return [found.trailingSlash(data, at)];
      return path === trimmed(path) ? [] : [found.trailingBlank(data, at)];
    });
  },
});
