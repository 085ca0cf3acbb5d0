import { check, skip } from '../../src/index.ts';
import { usagePackages } from './facts/packages.ts';
import { packageUpgrade } from './package-upgrade.ts';

export default check({
  id: 'cloudstack/usage-package-not-upgraded',
  title: 'Every usage server has the packages of the target version',
  why: 'The guide from 4.2 forgets cloudstack-usage. An old usage server on the new database fails, or counts wrongly.',
  covers: ['37'],
  ...packageUpgrade(usagePackages, { main: 'cloudstack-usage', nobody: skip('the target names no usage server (role usage)') }),
});
