import { check, each, skip, undecided } from '../../src/index.ts';
import { databaseVersions } from './facts/database-versions.ts';
import { beats, managementServers } from './facts/mshosts.ts';
import { managementService, oldManagementService } from './facts/services.ts';
import { isAlive, stop, underEitherName } from './services.ts';
import { progressOf } from './upgrade-progress.ts';

export default check({
  id: 'cloudstack/second-management-server-started-early',
  title: 'One management server alone is started until the database is upgraded',
  severity: 'blocker',
  applies: {
    platform: 'cloudstack',
    phases: ['installed', 'post'],
    because: 'with the old packages no management server upgrades the database',
  },
  why: 'Every management server that starts upgrades the database if it finds it old. Two that do so at once leave a schema that is half changed, and only a restore helps. From 4.20.3 on the platform refuses; older versions do not. Packages of Debian and Ubuntu start the service as they are installed.',
  fix: {
    several: ({ service }) => ({
      ...stop(service),
      text: 'Find the one that has begun the upgrade (its log says Running upgrade), and do not stop that one: it would leave the schema half changed. Stop the service on every other host, and start those one at a time when the database is upgraded.',
    }),
    unlisted: 'Find the management servers that the target file does not name, and stop them.',
  },
  refs: [
    'https://docs.cloudstack.apache.org/projects/cloudstack-release-notes/en/4.3/#upgrade-from-3-0-x-to-4-3',
    'https://github.com/apache/cloudstack/issues/11973',
  ],
  covers: ['51'],
  needs: { services: each(managementService), oldServices: each(oldManagementService), servers: managementServers, versions: databaseVersions },
  messages: {
    several: 'Service {service} is running on {count} hosts at once ({hosts}), and the database is not upgraded: {progress}.',
    unlisted: '{count} management servers write heartbeats at once, and the database is not upgraded: {progress}.',
  },
  judge({ services, oldServices, servers, versions }, found, { to }) {
    const all = underEitherName(services, oldServices);
    const alive = all.filter(({ value }) => isAlive(value));
    const beating = servers.filter(beats).length;
    if (all.length < 2 && servers.length < 2) return skip('there is one management server only');
    const progress = progressOf(versions, to);
    if (progress.is === 'done' || progress.is === 'newer') return [];
    const said =
      'reason' in progress
        ? progress.reason
        : 'row' in progress
          ? `${progress.row.version} is at the step ${progress.row.step}`
          : `it is at ${progress.at.text}`;
    if (alive.length < 2 && beating < 2) return [];
    if (progress.is === 'unknown') return [undecided(`several management servers run, and ${said}`)];
    if (alive.length < 2) return [found.unlisted({ count: beating, progress: said })];
    const hosts = alive.map(({ host }) => host).join(', ');
    return alive.map(({ host, value: { name } }) =>
      found.several({ service: name, count: alive.length, hosts, progress: said }, { host, object: `service ${name}` }),
    );
  },
});
