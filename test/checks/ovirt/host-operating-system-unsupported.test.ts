import check from '../../../checks/ovirt/host-operating-system-unsupported.ts';
import { cases } from '../../support/cases.ts';

const host = (name: string, release: string | undefined, cluster = 'c1') =>
  `<host id="${name}"><name>${name}</name><address>${name}</address><status>up</status><cluster id="${cluster}"/><os><type>RHEL</type>${
    release === undefined ? '' : `<version><full_version>${release}</full_version><major>${Number.parseInt(release, 10)}</major></version>`
  }</os></host>`;
const clusters =
  '<clusters><cluster id="c1"><name>Default</name><version><major>4</major><minor>3</minor></version></cluster><cluster id="c2"><name>Two</name><version><major>4</major><minor>3</minor></version></cluster></clusters>';
const given = (...hosts: string[]) => ({
  hosts: `<hosts>${hosts.join('')}</hosts>`,
  clusters,
  summary: `<api><summary><hosts><total>${hosts.length}</total></hosts></summary></api>`,
});
const R45 = 'Enterprise Linux 8.6 to 9';

cases(check, {
  on: { from: '4.4.10', to: '4.5.6', phase: 'pre' },
  passes: {
    'no host': { given: given() },
    '8.6, and 8.10': { given: given(host('h1', '8.6 - 1.el8'), host('h2', '8.10 - 0.2.el8')) },
    'different releases in different clusters': { given: given(host('h1', '8.6 - 1.el8'), host('h2', '9.2 - 1.el9', 'c2')) },
    'CentOS 7 for 4.3': { given: given(host('h1', '7 - 9.2009.1.el7.centos')), from: '4.3.10', to: '4.3.11' },
  },
  fails: {
    '8.5 for 4.5': {
      given: given(host('h1', '8.5 - 1.el8')),
      finds: [
        { message: 'tooOld', data: { name: 'h1', os: 'RHEL 8.5 - 1.el8', target: '4.5.6', range: R45 }, object: 'host h1', remedy: 'in maintenance' },
      ],
    },
    'EL7 for 4.4, which the new engine manages for a while': {
      given: given(host('h1', '7 - 8.2003.0.el7.centos')),
      from: '4.3.11',
      to: '4.4.10',
      finds: [
        {
          message: 'reinstall',
          data: { name: 'h1', os: 'RHEL 7 - 8.2003.0.el7.centos', target: '4.4.10', range: 'Enterprise Linux 8.2 or a newer 8' },
          object: 'host h1',
        },
      ],
    },
    'EL9 for 4.4': {
      given: given(host('h1', '9.0 - 1.el9')),
      to: '4.4.10',
      finds: [
        {
          message: 'tooNew',
          data: { name: 'h1', os: 'RHEL 9.0 - 1.el9', target: '4.4.10', range: 'Enterprise Linux 8.2 or a newer 8' },
          object: 'host h1',
        },
      ],
    },
    'two releases in one cluster': {
      given: given(host('h1', '9.2 - 1.el9'), host('h2', '8.8 - 1.el8')),
      finds: [{ message: 'mixed', data: { name: 'Default', releases: '8 and 9' }, object: 'cluster Default' }],
    },
  },
  unknown: {
    'a host that was never up': { given: given(host('h1', undefined)), because: 'does not say what the host h1 runs' },
    'a list that is short': {
      given: { ...given(host('h1', '8.6 - 1.el8')), summary: '<api><summary><hosts><total>2</total></hosts></summary></api>' },
      because: 'lists 1 of 2 hosts',
    },
    'EL8 where the target is only 4.5': { given: given(host('h1', '8.8 - 1.el8')), to: '4.5', because: 'say with --to which release h1 will get' },
    'a page of a proxy': { given: { ...given(), hosts: '<html>\u001b[2J</html>' }, because: 'hosts on api' },
    'a target that nobody knows': { given: given(host('h1', '9.6 - 1.el9')), to: '5.0', because: 'what hosts of oVirt 5.0 need' },
  },
});
