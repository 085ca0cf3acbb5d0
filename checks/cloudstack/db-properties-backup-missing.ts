import { check, each, type Outcome, path, sh } from '../../src/index.ts';
import { dbPropertiesBackups } from './facts/db-properties-files.ts';

const FROM = '/etc/cloudstack/management/db.properties';
const TO = `${FROM}-backup`;

export default check({
  id: 'cloudstack/db-properties-backup-missing',
  title: 'A copy of db.properties from before the upgrade is on every management server',
  severity: 'warning',
  applies: {
    platform: 'cloudstack',
    phases: ['installed', 'post'],
    paths: [{ from: '<4.1' }],
    because: 'from 4.1 on the packages leave db.properties where it is',
  },
  why: 'db.properties holds the key of the database and where it is. The packages move it when they take over from those of 4.0 and older, and whoever merges it by hand may lose a line.',
  fix: {
    missing: {
      text: 'Bring back a copy from the backup of the host. If db.properties is right as it is now, copy that before anything else is changed in it.',
      commands: [sh`cp -a ${FROM} ${TO}`],
      undo: sh`rm ${TO}`.text,
      note: 'The guide moves the file away and copies db.properties.rpmnew in its place, to a path that lacks its first slash. Packages from 4.1 on move /etc/cloud to /etc/cloud.rpmsave, so neither file need be there.',
    },
    empty: 'Bring back a copy from the backup of the host.',
  },
  refs: ['https://docs.cloudstack.apache.org/projects/cloudstack-release-notes/en/4.3/#upgrade-from-2-2-14-to-4-3'],
  covers: ['31'],
  inputs: {
    backup: path('db-properties-backup', {
      title: 'Where on the management servers is the copy of db.properties?',
      default: '',
      reason: 'empty: it is looked for beside db.properties and in /etc/cloud.rpmsave',
    }),
  },
  needs: { backups: each(dbPropertiesBackups) },
  messages: {
    missing: 'There is no copy of db.properties from before the upgrade, neither beside it nor in /etc/cloud.rpmsave/management.',
    empty: 'The only copy of db.properties, {path}, is empty.',
  },
  judge: ({ backups }, found) =>
    backups.flatMap(({ host, value }): Outcome[] => {
      const at = { host, object: 'copy of db.properties' };
      if (value.some(({ size }) => size > 0)) return [];
      const [first] = value;
      return [first ? found.empty({ path: first.path }, { ...at, path: first.path }) : found.missing({}, at)];
    }),
});
