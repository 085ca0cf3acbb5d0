import type { GuideStep } from '../../../src/index.ts';

const DATABASE = 'the database';
const PACKAGES = 'every management server and every KVM host';
const MANAGEMENT = 'one management server, with the database';

/** What must be so before the upgrade begins, the repositories, and the rows of the database that the operator mends by hand. */
export const inventorySteps: readonly GuideStep[] = [
  {
    row: '9',
    step: 'Find the section of the guide for the version of the database; from a version before 2.2.14, upgrade to that first',
    phase: 'pre',
    where: DATABASE,
    source: '20-24, 2812-2816, titles of the sections',
  },
  {
    row: '11',
    step: 'Query the usage records of IP addresses and bill them: the new version does not show the old ones',
    phase: 'pre',
    where: 'the usage database',
    source: '2799-2810',
  },
  { row: '12', step: 'Write a user name and a password for every KVM host into host_details', phase: 'pre', where: DATABASE, source: '2818' },
  {
    row: '13',
    step: 'Register the system VM template of the new version for every hypervisor in use',
    phase: 'pre',
    where: 'the user interface',
    source: '818-847, 1743-1765, 2079-2111, 2820-2863',
  },
  {
    row: '15',
    step: 'Give the template exactly the attributes of the guide',
    phase: 'pre',
    where: 'the user interface',
    source: '841-844, and the file upgrade/_templates.rst that it includes',
  },
  {
    row: '14',
    step: 'Wait until the template is ready in every zone that needs it',
    phase: 'pre',
    where: 'the user interface',
    source: '846-847, 2107-2111, 2853-2856',
  },
  {
    row: '18',
    step: 'Build the packages of the new version or find a repository that has them',
    phase: 'pre',
    where: PACKAGES,
    source: '166-174, 856-867, 2197-2201, 2949-2953',
  },
  {
    row: '10',
    step: 'Upgrade the operating system of KVM hosts with RHEL 6.0 or 6.1',
    phase: 'pre',
    where: 'each KVM host, and every management server',
    source: '2113-2163, 2865-2915',
  },
  {
    row: '23',
    step: 'Take the slash from the end of the path of local storage pools',
    phase: 'stopped',
    where: DATABASE,
    source: '206-222, 898-914, 1345-1360',
  },
  {
    row: '16',
    step: 'Set the apt repository to the new version, and have it read again',
    phase: 'stopped',
    where: PACKAGES,
    source: '923-946, 1368-1392, 1848-1871, 2210-2233, 2962-2985',
  },
  {
    row: '17',
    step: 'Set the yum repository to the new version',
    phase: 'stopped',
    where: PACKAGES,
    source: '1123-1149, 1584-1611, 1961-1986, 2323-2348, 3081-3100',
  },
  {
    row: '24',
    step: 'Stop the management servers and encrypt the vCenter password of each VMware cluster in cluster_details',
    phase: 'installed',
    where: MANAGEMENT,
    source: '267-320, 981-1034, 1453-1504',
  },
  {
    row: '25',
    step: 'Encrypt the vCenter password of each VMware data center in vmware_data_center',
    phase: 'installed',
    where: MANAGEMENT,
    source: '322-345, 1036-1059, 1505-1530',
  },
  { row: '26', step: 'Use the same vCenter password in both tables', phase: 'installed', where: MANAGEMENT, source: '289-291' },
];
