import check from '../../../checks/ovirt/host-not-as-before.ts';
import { cases } from '../../support/cases.ts';
import { ABSENT, DOWN, host, hosts, summary } from './fleet-answers.ts';

const OLD = { 'version/full_version': 'vdsm-4.30.43-1.el7', 'os/version/full_version': '7 - 8.2003.0.el7.centos', update_available: true };
const NEW = { 'version/full_version': 'vdsm-4.30.46-1.el7', 'os/version/full_version': '7 - 8.2003.0.el7.centos', update_available: false };
const given = (was: string[], is: string[]) => ({
  given: { summary: summary(is.length), summaryBefore: summary(was.length), earlier: hosts(...was), hosts: hosts(...is) },
});
const at = { object: 'host h1' };

cases(check, {
  on: { from: '4.3.7', to: '4.3.10', phase: 'post' },
  passes: {
    'up, and newer': given([host('h1', OLD)], [host('h1', NEW)]),
    'in maintenance before and now': given([host('h1', { ...OLD, status: 'maintenance' })], [host('h1', { ...NEW, status: 'maintenance' })]),
    'another host was added': given([host('h1', OLD)], [host('h1', NEW), host('h2', { status: 'installing' })]),
    'only other packages had updates': given([host('h1', OLD)], [host('h1', { ...OLD, update_available: false })]),
  },
  fails: {
    'it is in maintenance': {
      ...given([host('h1', OLD)], [host('h1', { ...NEW, status: 'maintenance' })]),
      finds: [{ message: 'notUp', data: { name: 'h1', status: 'maintenance' }, ...at }],
    },
    'it is gone': {
      ...given([host('h1', OLD)], [host('h3', { name: 'h1' })]),
      finds: [{ message: 'gone', data: { name: 'h1', status: 'up' }, ...at }],
    },
    'it was left out': {
      ...given([host('h1', OLD)], [host('h1', OLD)]),
      finds: [{ message: 'notUpdated', data: { name: 'h1', vdsm: 'vdsm-4.30.43-1.el7' }, ...at }],
    },
  },
  skips: { 'there was none': { ...given([], []), because: 'no host before' } },
  unknown: {
    'the snapshot from before does not have it': {
      given: { summary: summary(1), summaryBefore: summary(1), hosts: hosts(host('h1')), earlier: ABSENT },
      because: 'not there',
    },
    'an account that saw some before': {
      given: { ...given([host('h1')], [host('h1', NEW)]).given, summaryBefore: summary(3) },
      because: '1 of 3 hosts',
    },
    'the engine does not answer': {
      given: { summary: DOWN, summaryBefore: summary(1), earlier: hosts(host('h1')), hosts: DOWN },
      because: 'timed out',
    },
    'an account that sees some': {
      given: { summary: summary(4), summaryBefore: summary(1), earlier: hosts(host('h1')), hosts: hosts(host('h1', NEW)) },
      because: '1 of 4 hosts',
    },
  },
});
