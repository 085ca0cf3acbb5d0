import check from '../../../checks/cloudstack/management-package-not-upgraded.ts';
import { cases } from '../../support/cases.ts';
import { dpkgSays, neither, onDpkg, onRpm, rpmSays } from './packages.ts';

const rpms = (version: string, ...more: string[]) => ({
  given: onRpm(...['management', 'common', 'awsapi'].map(name => `cloudstack-${name} ${version}`), ...more),
});
const debs = (...lines: string[]) => ({
  given: onDpkg('cloudstack-common install ok installed 4.3.1', ...lines),
});
const MAIN = 'cloudstack-management';
const place = (name = MAIN) => ({ object: `package ${name}` });
const OK = `${MAIN} install ok installed 4.3.1`;

cases(check, {
  on: { from: '4.2.1', to: '4.3.1', phase: 'post' },
  passes: {
    'the target': rpms('4.3.1-1.el6'),
    'a newer patch of the same release': rpms('4.3.2-1.el6'),
    'a snapshot build': { ...rpms('4.3.0-SNAPSHOT20140101.el6'), to: '4.3.0' },
    'the target is a release': { ...rpms('4.3.0-1.el6'), to: '4.3' },
    'a four-part version with a build of another maker': { ...rpms('4.22.0.0-shapeblue0.el9'), to: '4.22.0.0' },
    '4.11 is newer than 4.9': { ...rpms('4.11.0-1.el7'), from: '4.9', to: '4.11' },
    'Ubuntu, with a suffix and an epoch': {
      given: onDpkg(`${MAIN} install ok installed 1:4.3.1~precise`, 'cloudstack-common install ok installed 4.3.1'),
    },
    'a package of Ubuntu that is called cloud-utils': debs(OK, 'cloud-utils install ok installed 0.25-0ubuntu5'),
    'a package that dpkg remembers and does not have': debs(OK, 'cloudstack-usage unknown ok not-installed '),
    'triggers that wait': debs(`${MAIN} install ok triggers-pending 4.3.1`),
    'other releases of the same version': rpms('4.3.1-1.el6', 'cloudstack-cli 4.3.1-2.el6'),
    'dpkg on a host with rpm, which knows nothing': { given: { rpm: rpmSays(`${MAIN} 4.3.1-1`), deb: dpkgSays() }, phase: 'installed' },
  },
  notes: {
    'what was removed has left its configuration': {
      ...debs(OK, 'cloud-client deinstall ok config-files 4.0.2', 'cloud-utils deinstall ok config-files 4.0.2'),
      finds: [{ message: 'configurationLeft', data: { names: 'cloud-client 4.0.2, cloud-utils 4.0.2' } }],
    },
  },
  fails: {
    'an older version': {
      ...rpms('4.2.1-1.el6'),
      finds: [{ message: 'older', data: { name: MAIN, version: '4.2.1', by: 'rpm', target: '4.3.1' }, ...place(), remedy: `yum upgrade ${MAIN}` }],
    },
    'an older patch, kept back by apt-get': {
      given: onDpkg(`${MAIN} install ok installed 4.3.0`, 'cloudstack-common install ok installed 4.3.0'),
      finds: [
        { message: 'older', data: { name: MAIN, version: '4.3.0', by: 'dpkg', target: '4.3.1' }, ...place(), remedy: `apt-get install ${MAIN}` },
      ],
    },
    'a newer release than the target': {
      ...rpms('4.4.0-1.el6'),
      finds: [{ message: 'newerLine', data: { name: MAIN, version: '4.4.0', by: 'rpm', target: '4.3.1' }, ...place() }],
    },
    'cloudstack-common of the old version': {
      given: onRpm(`${MAIN} 4.3.1-1.el6`, 'cloudstack-common 4.2.1-1.el6', 'cloudstack-usage 4.2.1-1.el6', 'cloudstack-cli 4.2.1-1.el6'),
      finds: [
        {
          message: 'mixed',
          data: { name: 'cloudstack-common', version: '4.2.1', main: MAIN, mainVersion: '4.3.1', by: 'rpm' },
          ...place('cloudstack-common'),
          remedy: 'yum upgrade cloudstack-common',
        },
        {
          message: 'mixed',
          data: { name: 'cloudstack-usage', version: '4.2.1', main: MAIN, mainVersion: '4.3.1', by: 'rpm' },
          ...place('cloudstack-usage'),
        },
        {
          message: 'otherVersion',
          data: { name: 'cloudstack-cli', version: '4.2.1', main: MAIN, mainVersion: '4.3.1', by: 'rpm' },
          ...place('cloudstack-cli'),
        },
      ],
    },
    'a transaction of yum that has not ended': {
      given: onRpm(`${MAIN} 4.2.1-1.el6`, `${MAIN} 4.3.1-1.el6`, 'cloudstack-common 4.2.1-1.el6'),
      finds: [
        { message: 'older', data: { name: MAIN, version: '4.2.1', by: 'rpm', target: '4.3.1' }, ...place() },
        { message: 'twice', data: { name: MAIN, versions: '4.2.1, 4.3.1' }, ...place() },
      ],
    },
    'unpacked and not configured': {
      ...debs(`${MAIN} install ok unpacked 4.3.1`),
      finds: [
        {
          message: 'broken',
          data: { name: MAIN, version: '4.3.1', status: 'install ok unpacked' },
          ...place(),
          remedy: 'dpkg --configure -a',
        },
      ],
    },
    'half installed, to be installed again': {
      ...debs(OK, 'cloudstack-awsapi install reinstreq half-installed 4.3.1'),
      finds: [
        {
          message: 'broken',
          data: { name: 'cloudstack-awsapi', version: '4.3.1', status: 'install reinstreq half-installed' },
          ...place('cloudstack-awsapi'),
        },
      ],
    },
    'on hold': {
      ...debs(`${MAIN} hold ok installed 4.3.1`),
      finds: [{ message: 'held', data: { name: MAIN, version: '4.3.1' }, ...place(), remedy: `apt-mark unhold ${MAIN}` }],
    },
    'old packages beside the new': {
      ...rpms('4.3.1-1.el6', 'cloud-client 4.0.2-1.el6', 'cloud-utils 4.0.2-1.el6'),
      finds: [{ message: 'oldBeside', data: { main: MAIN, names: 'cloud-client 4.0.2, cloud-utils 4.0.2', by: 'rpm' }, ...place() }],
    },
    'only the old packages': {
      given: onRpm('cloud-client 3.0.6.20121222035904-1', 'cloud-server 3.0.6.20121222035904-1'),
      finds: [
        {
          message: 'notInstalled',
          data: { name: MAIN, by: 'rpm', there: 'cloud-client 3.0.6.20121222035904, cloud-server 3.0.6.20121222035904' },
          ...place(),
          remedy: `yum install ${MAIN}`,
        },
      ],
    },
    'removed, with its configuration left': {
      given: onDpkg(`${MAIN} deinstall ok config-files 4.2.1`),
      finds: [
        {
          message: 'notInstalled',
          data: { name: MAIN, by: 'dpkg', there: `${MAIN} 4.2.1 (removed)` },
          ...place(),
          remedy: `apt-get install ${MAIN}`,
        },
      ],
    },
    'one server of two': {
      given: {
        rpm: { on: { m1: rpmSays(`${MAIN} 4.3.1-1.el6`), m2: rpmSays(`${MAIN} 4.3.0-1.el6`) } },
        deb: { on: { m1: neither.deb, m2: neither.deb } },
      },
      finds: [{ message: 'older', host: 'm2', data: { name: MAIN, version: '4.3.0', by: 'rpm', target: '4.3.1' }, ...place() }],
    },
    'names that nobody asked for': {
      given: onDpkg(`${MAIN} install ok installed 4.3.0`, '__proto__ install ok installed 4.3.1', 'cloudstack-\u001b[2J install ok installed 1'),
      finds: [{ message: 'older', data: { name: MAIN, version: '4.3.0', by: 'dpkg', target: '4.3.1' }, ...place() }],
    },
  },
  unknown: {
    'no management server': { given: { rpm: { on: {} }, deb: { on: {} } }, because: 'no management server could be asked' },
    'no package at all, as from source': { given: onRpm(), because: 'neither rpm nor dpkg knows a package of CloudStack' },
    'neither rpm nor dpkg': { given: neither, because: 'neither rpm nor dpkg-query is there' },
    'the database of rpm is locked': {
      given: { rpm: { stdout: '', stderr: 'rpmdb: Lock table is out of available locker entries\n', exit: 1 }, deb: neither.deb },
      because: 'rpm says nothing of cloudstack-management: rpmdb: Lock table',
    },
    'the database of dpkg is broken': {
      given: { rpm: neither.rpm, deb: { stdout: '', stderr: 'dpkg-query: error: failed to open package info file\n', exit: 2 } },
      because: 'failed to open package info file',
    },
    'a version that is none': { given: onRpm(`${MAIN} master-1`), because: '"master-1", which is none' },
    'a server that cannot be reached': {
      given: { rpm: { status: 'unreachable', reason: 'timed out' }, deb: { status: 'unreachable', reason: 'timed out' } },
      because: 'CloudStack packages of the management server (rpm) on management: timed out',
    },
  },
});
