import check from '../../../checks/cloudstack/usage-ip-records-unprocessed.ts';
import { cases } from '../../support/cases.ts';

const addresses = [{ assigned: '2011-03-01 10:00:00' }, { assigned: '0000-00-00 00:00:00' }, { assigned: '2010-01-31 00:00:00' }];
const records = (count: number) => Array.from({ length: count }, () => ({ usage_type: '3' }));
const unprocessed = (count: number | string, more: object = {}) =>
  ({
    message: 'unprocessed',
    data: { addresses: 3, records: count, first: '2010-01-31 00:00:00', last: '2011-03-01 10:00:00', ...more },
    object: 'usage records of IP addresses',
  }) as never;

cases(check, {
  on: { from: '2.2.14', to: '4.3.2', phase: 'pre' },
  passes: {
    'no address was ever assigned': { given: { addresses: [], records: [] } },
    'no address was ever assigned, and the usage server never ran': {
      given: { addresses: [], records: { status: 'absent', reason: 'no table cloud_usage' } },
    },
  },
  notes: {
    'the operator says that they are processed': {
      given: { addresses, records: records(2) },
      inputs: { processed: true },
      finds: [{ message: 'processed', data: { addresses: 3, records: 2 }, object: 'usage records of IP addresses' }],
    },
  },
  fails: {
    'records of which nobody says anything': { given: { addresses, records: records(2) }, finds: [unprocessed(2)] },
    'addresses without records yet': { given: { addresses, records: [] }, phase: 'stopped', finds: [unprocessed(0)] },
    'records without addresses': {
      given: { addresses: [], records: records(1) },
      finds: [unprocessed(1, { addresses: 0, first: 'no date', last: 'no date' })],
    },
    'more records than can be read': {
      given: { addresses, records: { status: 'too-large', reason: 'more than 200000 rows' } },
      finds: [unprocessed('more than can be read of')],
    },
    'records that must not be read': {
      given: { addresses, records: { status: 'denied', reason: 'SELECT command denied' } },
      finds: [unprocessed('an unknown number of')],
    },
    'NULL and hostile dates': {
      given: { addresses: [{ assigned: null }, { assigned: '__proto__\u001b[2J' }], records: records(1) },
      finds: [unprocessed(1, { addresses: 2, first: 'no date', last: 'no date' })],
    },
  },
  skips: {
    'no usage database': { given: { records: { status: 'absent', reason: 'no schema cloud_usage' } }, because: 'keeps no usage records' },
  },
  unknown: {
    'the records must not be read, and there is no address': {
      given: { addresses: [], records: { status: 'denied', reason: 'SELECT command denied' } },
      because: 'could not be counted: SELECT command denied',
    },
    'the addresses must not be read': {
      given: { addresses: { status: 'denied', reason: 'SELECT command denied' }, records: records(1) },
      because: 'usage of public IP addresses on database: SELECT command denied',
    },
  },
});
