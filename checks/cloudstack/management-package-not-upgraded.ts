import { check, undecided } from '../../src/index.ts';
import { managementPackages } from './facts/packages.ts';
import { packageUpgrade } from './package-upgrade.ts';

export default check({
  id: 'cloudstack/management-package-not-upgraded',
  title: 'Every management server has the packages of the target version',
  why: 'A management server of the old version beside an upgraded one works on a database that it does not understand. Packages that are kept back or half installed are easy to miss in the output of apt-get or yum.',
  covers: ['36'],
  ...packageUpgrade(managementPackages, {
    main: 'cloudstack-management',
    nobody: [undecided('no management server could be asked for its packages')],
  }),
});
