import check from '../../../checks/opennebula/scheduler-not-configured.ts';
import { cases } from '../../support/cases.ts';
import { file, frontend } from './support.ts';

const RANK = '/etc/one/schedulers/rank.conf';
const here = { ...frontend('7.0.1'), traces: [file(RANK)] };
const path = '/etc/one/oned.conf';
const SCHED = 'SCHED_MAD = [\n      EXECUTABLE = "one_sched",\n      ARGUMENTS  = "-t 15 -p rank -o one_drs"\n]\n';
const noScheduler = { message: 'noScheduler' as const, data: { path }, host: 'frontend', path, remedy: 'onecfg upgrade' };

cases(check, {
  on: { from: '6.10.2', to: '7.0.1', phase: 'post' },
  passes: {
    'as onecfg leaves it': { given: { ...here, conf: SCHED } },
    'in small letters, on one line, with a scheduler of its own': { given: { ...here, conf: 'sched_mad=[executable=/opt/sched]' } },
  },
  fails: {
    'no scheduler': { given: { ...here, conf: 'PORT = 2633\n#SCHED_MAD = [ EXECUTABLE = "one_sched" ]\n' }, finds: [noScheduler] },
    'a scheduler without a program, or none in brackets': {
      given: { ...here, conf: 'SCHED_MAD = [ EXECUTABLE = "" ]\nSCHED_MAD = "one_sched"\n' },
      finds: [noScheduler],
    },
    'the ranking is not there': {
      given: { ...here, traces: [], conf: SCHED },
      finds: [{ message: 'noRanking', data: { path: RANK }, host: 'frontend', object: RANK, path: RANK }],
    },
    'oned cannot read its configuration': {
      given: { ...here, conf: `PORT = 2633\nDB = [ PASSWD = "canary-4711", ]\n${SCHED}` },
      finds: [{ message: 'unreadable', data: { path, line: 2, problem: '"]" stands where it cannot' }, host: 'frontend', path, line: 2 }],
    },
  },
  unknown: { 'it may not be read': { given: { ...here, conf: { status: 'denied', reason: 'permission denied' } }, because: 'permission denied' } },
});
