import check from '../../../checks/opennebula/scheduler-limit-smaller.ts';
import { cases } from '../../support/cases.ts';
import { frontend } from './support.ts';

const here = frontend('7.0.1');
const path = '/etc/one/oned.conf';
const before = (limit: string): string => `# MAX_HOST = 7\nMAX_VM       = 5000\nMAX_HOST     = ${limit}\nLOG = [ SYSTEM = "file" ]\n`;
const smaller = (now: number, old: number) => ({
  message: 'smaller' as const,
  data: { now, old },
  host: 'frontend',
  object: 'MAX_ACTIONS_PER_HOST',
  path,
  remedy: `MAX_ACTIONS_PER_HOST = ${old}`,
});

cases(check, {
  on: { from: '6.10.2', to: '7.0.1', phase: 'post' },
  passes: {
    'carried over': { given: { ...here, conf: 'MAX_ACTIONS_PER_HOST = 5', old: before('5') } },
    'it was 1, as the packages have it': { given: { ...here, conf: 'MAX_ACTIONS_PER_HOST = 1', old: before('1') } },
    'it was not set': { given: { ...here, conf: '', old: 'MAX_VM = 5000\n' } },
  },
  fails: {
    'left at 1': { given: { ...here, conf: 'max_actions_per_host = "1"', old: before('"5"') }, finds: [smaller(1, 5)] },
    'not there, which means 1': { given: { ...here, conf: '', old: before('3') }, finds: [smaller(1, 3)] },
  },
  skips: {
    'there was no such file before': {
      given: { ...here, conf: '', old: { on: { frontend: { status: 'absent', reason: 'not there' } } } },
      because: 'no /etc/one/sched.conf',
    },
    'oned cannot read its configuration': { given: { ...here, conf: 'A B', old: before('5') }, because: 'no configuration that oned can read' },
  },
  unknown: {
    'it could not be read before': {
      given: { ...here, conf: '', old: { status: 'denied', reason: 'permission denied' } },
      because: 'permission denied',
    },
  },
});
