import check from '../../../checks/ovirt/node-thin-pool-full.ts';
import { cases } from '../../support/cases.ts';
import { EL, NODE } from './node-systems.ts';

const conf = (threshold: number) => `activation {\n\t# thin_pool_autoextend_threshold = 70\n\tthin_pool_autoextend_threshold = ${threshold}\n}\n`;
const lvs = (data: string, metadata: string, pool = 'onn|pool00') =>
  `  ${pool}|thin-pool|${data}|${metadata}\n  onn|root|thin|99.00|\n  onn|swap|linear||\n`;
const given = (data: string, metadata = '2.54', threshold = 80) => ({ systems: NODE, pools: lvs(data, metadata), thresholds: conf(threshold) });
const full = (part: string, percent: number) =>
  ({ message: 'full', data: { name: 'onn/pool00', part, percent }, host: 'host', object: `${part} of thin pool onn/pool00` }) as const;

cases(check, {
  on: { from: '4.4.9', to: '4.4.10', phase: 'pre' },
  passes: { 'a third': { given: given('34.12') }, 'nearly 80 %': { given: given('79.99', '79,99') } },
  fails: {
    '80 %': { given: given('80.00'), finds: [{ ...full('data', 80), remedy: 'lvextend -L +10G onn/pool00' }] },
    'the metadata': { given: given('1.00', '95.5'), finds: [full('metadata', 95.5)] },
    'LVM does not extend it': {
      given: given('1.00', '1.00', 100),
      finds: [
        {
          message: 'fixed',
          data: { threshold: 100 },
          host: 'host',
          object: 'thin_pool_autoextend_threshold',
          path: '/etc/lvm/lvm.conf',
          remedy: '= 80',
        },
      ],
    },
    'LVM has no configuration': {
      given: { systems: NODE, pools: lvs('1.00', '1.00') },
      finds: [{ message: 'fixed', data: { threshold: 100 }, host: 'host', object: 'thin_pool_autoextend_threshold', path: '/etc/lvm/lvm.conf' }],
    },
  },
  skips: { 'no oVirt Node': { given: { ...given('99.00'), systems: EL }, because: 'no host is an oVirt Node' } },
  unknown: {
    'traces are not allowed': {
      given: { ...given('1.00'), pools: { status: 'denied', reason: 'leaves a trace' } },
      because: 'lvs could not be asked: leaves a trace',
    },
    'no pool': { given: { ...given('1.00'), pools: '  onn|root|thin|99.00|\n' }, because: 'lvs shows no thin pool' },
    'lvs fails': { given: { ...given('1.00'), pools: { stdout: '', stderr: '\u001b[2Jlocked', exit: 5 } }, because: 'lvs ended with exit status 5' },
  },
});
