import check from '../../../checks/ovirt/release-package-missing.ts';
import { cases } from '../../support/cases.ts';
import { rpm } from './rpm.ts';

const repositories = '/etc/yum.repos.d/own.repo:1:[ovirt-4.3]\n/etc/yum.repos.d/own.repo:2:baseurl=https://example.org/\n';
const none = '/etc/yum.repos.d/base.repo:1:[base]\n';

cases(check, {
  on: { from: '4.3.10.4', to: '4.3.11.4', phase: 'pre' },
  passes: {
    'that of the project': { given: { packages: rpm({ 'ovirt-release43': '4.3.10-1.el7' }), repositories } },
    'that of CentOS': { given: { packages: rpm({ 'centos-release-ovirt43': '1.0-4.el7' }), repositories: none } },
    'of 4.5': { from: '4.4.10.7', to: '4.5.6', given: { packages: rpm({ 'centos-release-ovirt45': '8.9-1.el8s' }), repositories: none } },
  },
  fails: {
    'neither package nor repository': {
      given: { packages: rpm({}), repositories: none },
      finds: [
        { message: 'missing', data: { name: 'ovirt-release43', line: '4.3' }, object: 'package ovirt-release43', remedy: 'ovirt-release43.rpm' },
      ],
    },
    'that of another line': {
      from: '4.3.11',
      to: '4.4.10.7',
      given: { packages: rpm({ 'ovirt-release43': '4.3.11-1.el7' }), repositories },
      finds: [{ message: 'missing', data: { name: 'ovirt-release44', line: '4.4' }, object: 'package ovirt-release44' }],
    },
    'made by hand': {
      given: { packages: rpm({}), repositories },
      finds: [{ message: 'handMade', data: { name: 'ovirt-release43', line: '4.3' }, object: 'package ovirt-release43' }],
    },
    'that with packages before their release': {
      given: { packages: rpm({ 'ovirt-release43-pre': '4.3.11-0.1.rc1.el7' }), repositories: none },
      finds: [{ message: 'preRelease', data: { name: 'ovirt-release43-pre' }, object: 'package ovirt-release43-pre' }],
    },
  },
  skips: { 'a line of which this is not known': { to: '4.9.1', given: { packages: rpm({}), repositories }, because: 'oVirt 4.9' } },
  unknown: {
    'the repositories cannot be read': {
      given: { packages: rpm({}), repositories: { exit: 2, stderr: 'grep: x: Permission denied' } },
      because: 'Permission denied',
    },
    'rpm leaves a name out': {
      given: { packages: 'package ovirt-engine is not installed\n', repositories },
      because: 'rpm says nothing of ovirt-engine-setup',
    },
  },
});
