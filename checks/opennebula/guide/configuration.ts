import type { GuideStep } from '../../../src/index.ts';

const EVERY = 'every front-end';

/** The configuration: onecfg upgrade after every upgrade of the packages, and what it needs to work. */
export const configurationSteps: readonly GuideStep[] = [
  {
    row: 'A.1.6.4',
    step: 'Ask onecfg status, where this onecfg knows it: one of a Community Edition before 7.0 does not',
    phase: 'pre',
    where: EVERY,
    source: '21-38',
  },
  {
    row: 'A.1.6.9',
    step: 'Keep a copy of the labels of the old Sunstone, and put it back between onecfg upgrade and onedb upgrade',
    phase: 'pre',
    where: EVERY,
    source: '41-45',
  },
  {
    row: 'A.1.6.3',
    step: 'Bring the configuration files into a form that onecfg and onedb can read',
    phase: 'pre',
    where: EVERY,
    source: '41-45',
  },
  {
    row: 'A.1.6.2',
    step: 'Take symbolic links out of /etc/one and /var/lib/one/remotes',
    phase: 'pre',
    where: EVERY,
    source: '41-45',
  },
  {
    row: 'A.1.6.6',
    step: 'Install rsync',
    phase: 'pre',
    where: EVERY,
    source: '41-45',
  },
  {
    row: 'A.1.6.5',
    step: 'Install opennebula-migration, in the version of the other packages',
    phase: 'installed',
    where: EVERY,
    source: '41-45',
  },
  {
    row: 'A.1.6.7',
    step: 'Merge the configuration files that the package manager left, and put oned.conf back where it was replaced',
    phase: 'installed',
    where: EVERY,
    source: '41-45',
  },
  {
    row: 'A.1.6.8',
    step: 'Edit configuration files after onecfg upgrade, and not between the packages and it',
    phase: 'installed',
    where: EVERY,
    source: '41-45',
  },
  {
    row: 'A.1.6.1',
    step: 'See that the snapshot which onecfg upgrade will read is there, whole, and of the recorded release',
    phase: 'installed',
    where: EVERY,
    source: '41-45',
  },
  {
    row: 'A.1',
    step: 'See that the state file of onecfg is current before the packages are upgraded, and process it with onecfg upgrade after every upgrade of them, minor ones as well',
    phase: 'installed',
    where: EVERY,
    source: '21-38',
  },
];
