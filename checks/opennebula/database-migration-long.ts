import { any, check, sh } from '../../src/index.ts';
import { vmCount } from './facts/vms.ts';
import { source } from './pools.ts';

const MANY = 50_000;
/** 150,000 virtual machines took a little more than an hour. */
const PER_MINUTE = 2400;

export default check({
  id: 'opennebula/database-migration-long',
  title: 'The database is migrated within a usual maintenance window',
  severity: 'advice',
  applies: { platform: 'opennebula', phases: ['pre'], paths: [{ from: '<6.10', to: '>=6.10' }], because: '6.10 rewrites every virtual machine once' },
  why: 'The migration to 6.10 turns the body of every virtual machine into JSON, with those that are long gone.',
  fix: {
    text: 'Plan the time, or purge virtual machines that are gone, with oned running; give the day up to which nobody needs them.',
    commands: [sh`onedb purge-done --end ${'2024/12/31'}`],
    undo: 'A backup of the database: what is purged is gone, and with it the accounting of those virtual machines.',
  },
  refs: [source('src/onedb/local/6.8.0_to_6.10.0.rb')],
  covers: ['A.2.18'],
  needs: { count: any(vmCount) },
  messages: { long: 'The database has {count} virtual machines, with those that are gone: allow {minutes} minutes for the migration.' },
  judge: ({ count: { host, value } }, found) =>
    value > MANY ? [found.long({ count: value, minutes: Math.ceil(value / PER_MINUTE) }, { host, object: 'table vm_pool' })] : [],
});
