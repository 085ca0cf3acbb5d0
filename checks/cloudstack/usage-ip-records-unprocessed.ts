import { attempt, check, flag, optional, skip, undecided } from '../../src/index.ts';
import { addressRecords, addressUsage } from './facts/ip-usage.ts';

export default check({
  id: 'cloudstack/usage-ip-records-unprocessed',
  title: 'The usage records of IP addresses are processed',
  severity: 'warning',
  applies: {
    platform: 'cloudstack',
    phases: ['pre', 'stopped'],
    paths: [{ from: '<3.0', to: '>=3.0.2' }],
    because: 'the form of these records changed in 3.0.2, and only 2.2 has them in the old one',
  },
  why: 'Up to 2.2 an IP address has one usage record with the days of its assignment and release. Newer versions write one for each period and do not show the old ones: what is not billed by then is lost to the API.',
  fix: 'Query or export the records of usage type 3, send the bills, keep the dump of cloud_usage, and say so with --input usage-ip-records-processed=yes.',
  refs: ['https://docs.cloudstack.apache.org/projects/cloudstack-release-notes/en/4.3/#upgrade-from-2-2-14-to-4-3'],
  covers: ['11'],
  needs: { addresses: optional(addressUsage), records: attempt(addressRecords) },
  inputs: {
    processed: flag('usage-ip-records-processed', {
      title: 'Are all usage records of IP addresses billed or exported?',
      default: false,
      reason: 'the database does not say which records are billed',
    }),
  },
  messages: {
    unprocessed:
      'The usage database has {addresses} rows of IP addresses (assigned from {first} to {last}) and {records} usage records of them, and nobody says that they are processed.',
    processed: {
      text: 'The operator says that the usage records of IP addresses are processed: {addresses} rows, {records} records.',
      severity: 'note',
    },
  },
  judge({ addresses, records }, found, { inputs }) {
    if (!addresses) return skip('there is no table cloud_usage.usage_ip_address: this cloud keeps no usage records');
    const count = 'value' in records ? records.value : COUNTED[records.status];
    if (count === undefined && addresses.length === 0)
      return [undecided(`the usage records of IP addresses could not be counted: ${(records as { reason: string }).reason}`)];
    if (addresses.length === 0 && count === 0) return [];
    const data = { addresses: addresses.length, records: count ?? 'an unknown number of' };
    const days = addresses.filter(assigned => /^[1-9]/.test(assigned)).sort();
    const at = { object: 'usage records of IP addresses' };
    if (inputs.processed) return [found.processed(data, at)];
    return [found.unprocessed({ ...data, first: days[0] ?? 'no date', last: days.at(-1) ?? 'no date' }, at)];
  },
});

/** What a table that cannot be read still says of its rows. */
const COUNTED: Readonly<Record<string, string | number>> = { absent: 0, 'too-large': 'more than can be read of' };
