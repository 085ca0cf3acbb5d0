import { manual } from '../../src/index.ts';

export default manual({
  id: 'cloudstack/upgrade-not-rehearsed',
  title: 'The whole upgrade was rehearsed on a test system',
  severity: 'advice',
  applies: { platform: 'cloudstack', phases: ['pre'] },
  why: 'The database is changed for good, and no upgrade can be taken back but by restoring the backups.',
  question:
    'Was this section of the guide read from its beginning to its end, and the whole upgrade rehearsed on a test system with a copy of this database?',
  fix: 'Restore a dump of the database on a separate machine with the same versions of the operating system and of MySQL, upgrade CloudStack there, and note how long each step takes.',
  refs: [
    'https://docs.cloudstack.apache.org/projects/cloudstack-release-notes/en/4.3/',
    'https://docs.cloudstack.apache.org/en/latest/upgrading/index.html',
  ],
  covers: ['81'],
});
