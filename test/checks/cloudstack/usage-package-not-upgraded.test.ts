import check from '../../../checks/cloudstack/usage-package-not-upgraded.ts';
import { cases } from '../../support/cases.ts';
import { neither, onDpkg, onRpm } from './packages.ts';

const MAIN = 'cloudstack-usage';
const object = `package ${MAIN}`;

cases(check, {
  on: { from: '4.2.1', to: '4.3.1', phase: 'post' },
  passes: {
    'the target': { given: onRpm(`${MAIN} 4.3.1-1.el6`, 'cloudstack-common 4.3.1-1.el6') },
    'the target, with the management server beside it': { given: onRpm(`${MAIN} 4.3.1-1.el6`, 'cloudstack-management 4.3.1-1.el6') },
  },
  notes: {
    'the old one was removed': {
      given: onDpkg(`${MAIN} install ok installed 4.3.1`, 'cloud-usage deinstall ok config-files 4.0.0'),
      finds: [{ message: 'configurationLeft', data: { names: 'cloud-usage 4.0.0' } }],
    },
  },
  fails: {
    'forgotten, as in the guide from 4.2, beside an upgraded management server': {
      given: onRpm(`${MAIN} 4.2.1-1.el6`, 'cloudstack-management 4.3.1-1.el6', 'cloudstack-cli 4.3.1-1.el6'),
      finds: [
        { message: 'older', data: { name: MAIN, version: '4.2.1', by: 'rpm', target: '4.3.1' }, object, remedy: `yum upgrade ${MAIN}` },
        {
          message: 'mixed',
          data: { name: 'cloudstack-management', version: '4.3.1', main: MAIN, mainVersion: '4.2.1', by: 'rpm' },
          object: 'package cloudstack-management',
        },
        {
          message: 'otherVersion',
          data: { name: 'cloudstack-cli', version: '4.3.1', main: MAIN, mainVersion: '4.2.1', by: 'rpm' },
          object: 'package cloudstack-cli',
        },
      ],
    },
    'only the old one': {
      given: onRpm('cloud-usage 4.0.2-1.el6'),
      finds: [{ message: 'notInstalled', data: { name: MAIN, by: 'rpm', there: 'cloud-usage 4.0.2' }, object }],
    },
    'both, the new one of a newer release, on hold, and half configured': {
      given: onDpkg(`${MAIN} hold ok half-configured 4.4.0`, 'cloud-usage install ok installed 4.0.2'),
      finds: [
        { message: 'newerLine', data: { name: MAIN, version: '4.4.0', by: 'dpkg', target: '4.3.1' }, object },
        { message: 'broken', data: { name: MAIN, version: '4.4.0', status: 'hold ok half-configured' }, object },
        { message: 'held', data: { name: MAIN, version: '4.4.0' }, object },
        { message: 'oldBeside', data: { main: MAIN, names: 'cloud-usage 4.0.2', by: 'dpkg' }, object },
      ],
    },
    'installed twice': {
      given: onRpm(`${MAIN} 4.3.1-1.el6`, `${MAIN} 4.3.2-1.el6`),
      finds: [{ message: 'twice', data: { name: MAIN, versions: '4.3.1, 4.3.2' }, object }],
    },
  },
  skips: {
    'no usage server': { given: { rpm: { on: {} }, deb: { on: {} } }, because: 'the target names no usage server' },
  },
  unknown: {
    'a host without the package': { given: onDpkg(), because: 'look at how cloudstack-usage was installed' },
    'no package manager': { given: neither, because: 'neither rpm nor dpkg-query' },
  },
});
